#!/usr/bin/env bash
# Builds everything, with warnings as errors, and runs the tests.
#
#   ./test.sh [--fast] [PATTERN]
#
#   --fast     only the tests that start no process: three to four minutes on two cores, build included. Nothing is installed
#   PATTERN    only the test projects whose name contains it, such as Sim or Host
#   --help     this
#
# Without --fast it installs what the tests need (Debian, npm), and runs all: those that start no process and those of stores beside those of
# clusters, then the others that start processes, which are marked with [Trait("Needs", "processes")]. One that starts a process without the mark fails, and says so.
#
# TESTS_TRIALS=20 makes twenty times as many random trials of journals and read models.
#
# A project of which no test ends for five minutes is ended, and the tests that hung are named. After the projects come the tests that
# failed, with what they said. The last line is `N passed, N failed[, N skipped]`; tests that were not to be run are none of these. The exit
# code is 0 only if something passed and nothing failed.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off
# Most processes of the tests end before code that is optimised by its profile would have paid: a start takes a tenth less without. Nor do they live
# long enough to gain by compiling busy methods again soon, as a host does (a second here, in hexadecimal milliseconds).
# And a host's collector for servers costs a start another twelfth, and one in the background a thread.
export DOTNET_TieredPGO=0 DOTNET_TC_CallCountingDelayMs=3E8 DOTNET_gcServer=0 DOTNET_gcConcurrent=0

usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' test.sh; }
fast=no pattern=""
for argument in "$@"; do
  case $argument in
    --fast) fast=yes ;;
    --help|-h) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *) [ -z "$pattern" ] || { usage >&2; exit 2; }; pattern=$argument ;;
  esac
done

if [ "$fast" = no ] && ! eng/install-test-needs.sh; then
  echo "could not install what the tests need"; echo "0 passed, 1 failed"; exit 1
fi

# A registry that does not answer at once often does at the second try.
restored=no
for _ in 1 2 3; do dotnet restore Fleet.sln && { restored=yes; break; }; done
if [ "$restored" = no ] || ! dotnet build Fleet.sln -c Release --no-restore; then
  echo "the build failed"; echo "0 passed, 1 failed"; exit 1
fi

[ "$fast" = yes ] || eng/ahead-of-time.sh

results=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$results"' EXIT

# run NAME FILTER AT-A-TIME PROJECTS [COMMAND...]: the tests of the projects that the filter takes. A shell of its own, which counts its own jobs.
run() (
  local run=$1 filter=$2 at_a_time=$3 projects=$4 project name; shift 4
  for project in $projects; do
    while [ "$(jobs -rp | wc -l)" -ge "$at_a_time" ]; do wait -n; done
    name=$(basename "$project")
    echo "== $name $run"
    # With SIGINT as it is by default: what runs in the background of a shell ignores it, and so would every process that a test starts.
    { env --default-signal=INT "$@" dotnet test "$project" -c Release --no-build --filter "$filter" \
      --logger "console;verbosity=normal" --logger "trx;LogFileName=$results/$name $run.trx" \
      --blame-hang-timeout 5m --blame-hang-dump-type none --results-directory "$results" || echo "$name $run" >> "$results/failed-runs"; } &
  done
  wait
)
projects() { ls -d tests/*"$pattern"*.Tests/ | grep "$@"; }
# tests/Shared/OtherProcess.cs heeds the variable.
without() { run "without processes" 'Needs!=processes' 2 "$(projects -v Cluster)" TESTS_START_NO_PROCESS=1 "$@"; }
with() { run "with processes" 'Needs=processes' "$@"; }

if [ "$fast" = yes ]; then
  without
else
  # Clusters mostly wait: for nodes to be missed, to leave, to start. What starts no process, and then what waits for the disk and for PostgreSQL,
  # take what they leave of the cores, and are told when they are done.
  { without nice -n 10; with 2 "$(projects -e Journal -e ReadModel -e Actors)" nice -n 10; } > "$results/beside.log" 2>&1 &
  with 1 "$(projects Cluster)"
  wait
  cat "$results/beside.log"
  # The longest first.
  with 2 "$(projects Sim) $(projects Host) $(projects Pages)"
fi

# What failed, by name and with its message and trace: a <UnitTestResult … outcome="Failed"> of a result file up to its end.
for trx in "$results"/*.trx; do
  [ -e "$trx" ] && sed -n '/<UnitTestResult .*outcome="Failed"/,/<\/ErrorInfo>/p' "$trx" \
    | sed -e 's/.*testName="\([^"]*\)".*/== FAILED \1/' -e 's/<[^>]*>//g' -e 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' -e '/^ *$/d'
done

# Every result file has one line <Counters total= executed= passed= failed= … />.
count() { cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{n += $1} END {print n + 0}'; }
total=$(count total) passed=$(count passed) failed=$(count failed)
skipped=$((total - passed - failed))
# A run that failed without a failed test (it could not start, say) is a failure all the same.
if [ "$failed" -eq 0 ] && [ -e "$results/failed-runs" ]; then failed=$(wc -l < "$results/failed-runs"); fi
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
