#!/usr/bin/env bash
# What a host on one core does when more is asked of it than it gets done, the generator on the other core:
#   bench/overload.sh plateau [clients] [seconds a trial] [seconds of warming up]
#                                 1.2, 1.5, 2 and 4 times the most that it carries, which is found first; quiet, then beside two busy loops
#   bench/overload.sh relay [clients] [seconds a trial] [seconds of warming up] [relays]
#                                 the same, all clients behind relays; quiet
#   bench/overload.sh return [clients] [seconds of standstill]
#                                 all clients come back at once, after a standstill (SIGSTOP) in which they gave up, and after a kill
#   bench/overload.sh stall [clients] [reports/s] [seconds of standstill] [seconds of warming up]
#                                 a standstill under a load that is carried
# Build first: dotnet build -c Release. Everything is removed at the end. FLEET_KEEP_LOGS is a folder that keeps the logs and results.
#
# Acked/s is measured after the logins; the wait is from the moment at which a report was due to its ack, of what was acked by the end of the trial: of an open-loop load that nobody
# carries it grows for as long as the trial lasts. Memory is what was resident at the most in the trial, beside what is resident after the warming up, when all have gone.
set -euo pipefail
. "$(dirname "$0")/host.sh"
usage() { sed -n '2,11s/^# \{0,1\}//p' bench/overload.sh >&2; exit 2; }
mode=${1:-}
case $mode in
  plateau | relay) clients=${2:-1000} seconds=${3:-30} warm=${4:-60} relays=${5:-4} bound=$(( 60 + 3 * warm + 12 * (3 * seconds / 2 + 30) * ($([ "$mode" = plateau ] && echo 2 || echo 1)) )) ;;
  return) clients=${2:-20000} standstill=${3:-60} bound=$(( 1300 + standstill )) ;;
  stall) clients=${2:-1000} rate=${3:-4000} standstill=${4:-3} warm=${5:-60} bound=$(( 600 + 3 * warm + 10 * standstill )) ;;
  *) usage ;;
esac
if [ -z "${FLEET_BOUNDED:-}" ]; then
  echo "This takes $(( (bound + 59) / 60 )) minutes at most, and mostly less." >&2
  FLEET_BOUNDED=yes exec timeout --foreground --kill-after=120 "$bound" "bench/overload.sh" "$@"
fi

folder=$(mktemp -d)
port=${FLEET_HTTP_PORT:-15380}
http=http://127.0.0.1:$port grpc=http://127.0.0.1:${FLEET_GRPC_PORT:-15381} agents=http://127.0.0.1:$(( port + 2 ))
host='' load='' loops='' agent='' trials=0
finish() {
  kill -CONT $host 2> /dev/null || true
  # By a signal that it passes on: the loop of a timeout that is killed goes on for ever.
  [ -z "$loops" ] || kill $loops 2> /dev/null || true
  kill -9 $load $agent $host 2> /dev/null || true
  wait 2> /dev/null || true
  [ -z "${FLEET_KEEP_LOGS:-}" ] || { mkdir -p "$FLEET_KEEP_LOGS"; cp "$folder"/*.log "$folder"/*.json "$folder"/*.rows "$FLEET_KEEP_LOGS" 2> /dev/null || true; }
  rm -rf "$folder"
}
trap finish EXIT
trap 'echo "It took too long, and is given up." >&2; exit 124' TERM
trap 'exit 130' INT

say() { echo "$(date +%T) $*" >&2; }
now() { date +%s%N; }
ratio() { awk -v a="$1" -v b="$2" -v digits="${3:-2}" 'BEGIN { printf "%.*f", digits, b ? a / b : 0 }'; }
memory() { awk -v what="$1:" '$1 == what { printf "%d", $2 / 1024 }' "/proc/$host/status"; } # MB: VmRSS, or VmHWM since forget_peak
forget_peak() { echo 5 > "/proc/$host/clear_refs"; }
ticks() { sed 's/.*) //' "/proc/$host/stat" | awk '{ print $12 + $13 }'; }
of_load() { jq -r "$1" "$folder/load.json"; }

start() { # settings…
  start_host "$folder/host.log" "$http" taskset -c 0 "$(bin src/Fleet.Host fleet)" --Fleet:Http="$http" --Fleet:Grpc="$grpc" --Fleet:Data="$folder/data" "$@"
}

# No client of one trial is one of another.
drive() { # clients, reports/s, seconds, when the last one logs in (of an hour)
  trials=$(( trials + 1 ))
  load_of "$1" "$2" 20% "$4" "pc$trials" > "$folder/load.yaml"
  local server=$grpc
  if [ "$mode" = relay ]; then
    taskset -c 1 "$(bin bench/Fleet.Benchmarks Fleet.Benchmarks)" relay $(( port + 2 )) "$grpc" "$relays" > "$folder/agent.log" 2>&1 &
    agent=$! server=$agents
    sleep 2
  fi
  rm -f "$folder/load.json"
  # With SIGINT as it is by default, by which it is called off: what runs in the background of a script ignores it.
  env --default-signal=INT taskset -c 1 "$(bin src/Fleet.Sim fleet-sim)" run "$folder/load.yaml" --duration "${3}s" --server "$server" --api "$http" --json "$folder/load.json" > "$folder/load-$trials.log" 2>&1 &
  load=$!
}

# A load that is not carried would take a long time to come to its end.
call_off() {
  kill -INT $load 2> /dev/null || true
  wait $load 2> /dev/null || true
  load=''
  [ -z "$agent" ] || { kill $agent; wait $agent 2> /dev/null || true; agent=''; }
  [ -s "$folder/load.json" ] || { cat "$folder/load-$trials.log" >&2; exit 1; }
  cp "$folder/load.json" "$folder/load-$trials.json"
}

quiet() { # until nothing of the last trial is left
  local _
  for _ in $(seq 60); do
    [ "$(seen "$http" '^fleet_(sessions|reports_held|reports_waiting|journal_queue) ')" = 0 ] && return
    sleep 0.5
  done
  say "The host has not come to rest within 30 s."
}

# At least so long, then until a report costs the same as in the 10 s before, within 5%.
warm_up() { # reports/s; $carried: how many were acked a second in the end, $idle: what is resident then
  local rate=$1 slice=$(( warm < 10 ? warm : 10 )) before spent cost last=0 passed
  say "warming up at $rate reports/s"
  drive "$clients" "$rate" $(( 4 * warm + 20 )) 1m
  sleep 5
  for (( passed = slice; ; passed += slice )); do
    before=$(reports "$http") spent=$(ticks)
    sleep "$slice"
    carried=$(( ($(reports "$http") - before) / slice )) cost=$(( ($(ticks) - spent) * 10000 / (carried * slice + 1) ))
    say "  $carried acked/s, $cost µs of the processor each"
    (( passed >= 3 * warm || (passed >= warm && (cost - last) * 20 <= last && (last - cost) * 20 <= last) )) && break
    last=$cost
  done
  call_off
  quiet
  sleep 2
  idle=$(memory VmRSS)
  say "  $idle MB are resident at rest"
}

# A machine that is shared has cores that are now faster, now slower, which no load average tells. So a fixed piece of work, 2% of the host's core, runs once a second beside each trial.
piece_of_work() { # $cost: µs of the processor that it took on the average in so many seconds
  local pieces=0 TIMEFORMAT=%U until=$(( $(now) + $1 * 1000000000 ))
  cost=0
  while (( $(now) < until )); do
    cost=$(( cost + 10#$({ time taskset -c 0 awk 'BEGIN { for (i = 0; i < 300000; i++) x += i }'; } 2>&1 | tr -d .) ))
    pieces=$(( pieces + 1 ))
    sleep 1
  done
  cost=$(( cost * 1000 / pieces ))
}

# Its figures go to trials.rows: loops, what it is, offered/s, acked/s, sent again and sent, p50 and p99 of the wait, memory, lateness of the generator, cost of the piece of work.
trial() { # reports/s, what it is; $acked: how many a second
  local before began ended
  drive "$clients" "$1" $(( 2 * seconds + 10 )) 10m
  sleep $(( seconds / 2 + 2 ))
  forget_peak
  before=$(reports "$http") began=$(now)
  piece_of_work "$seconds"
  acked=$(reports "$http") ended=$(now)
  acked=$(( (acked - before) * 1000000000 / (ended - began) ))
  local peak; peak=$(memory VmHWM)
  call_off
  echo "$(wc -w <<< "$loops") $2 $1 $acked $(of_load '"\(.reports.repeated) \(.reports.sent) \(.latencyMs.p50) \(.latencyMs.p99)"') $peak $(of_load .latenessMs.p99) $cost" >> "$folder/trials.rows"
  say "  $1 offered/s: $acked acked/s, $(of_load '"\(.reports.repeated) of \(.reports.sent) sent again, p99 \(.latencyMs.p99) ms"'), piece of work $cost µs"
  quiet
}

# A quarter more each time, until less than 19 of 20 are acked.
find_most() { # reports/s to begin with; $most: the most that was acked a second
  local rate=$1 _
  say "looking for the most that is carried"
  most=0
  for _ in 1 2 3 4 5 6 7 8; do
    trial "$rate" search
    (( acked > most )) && most=$acked most_cost=$cost
    (( acked * 20 < rate * 19 )) && break
    rate=$(( rate * 5 / 4 ))
  done
  say "  $most/s are carried"
}

beyond_most() {
  local times
  for times in 1.2 1.5 2 4; do
    trial "$(awk -v most="$most" -v times="$times" 'BEGIN { print int(most * times) }')" "$times×"
  done
  sed -i "s/\$/ $most $most_cost/" "$folder/trials.rows"
  cat "$folder/trials.rows" >> "$folder/all.rows"
  rm "$folder/trials.rows"
}

plateau() {
  start
  warm_up 5000
  find_most $(( carried * 7 / 10 ))
  beyond_most
  if [ "$mode" = plateau ]; then
    local _
    for _ in 1 2; do
      taskset -c 0 timeout "$bound" sh -c 'while :; do :; done' &
      loops="$loops $!"
    done
    find_most $(( most / 4 ))
    beyond_most
  fi
  echo "| busy loops | × carried | offered/s | acked/s | ÷ most carried | the same at equal speed of the core | sent again % | wait p50 s | p99 s | memory MB | ÷ idle | generator late p99 ms |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
  awk -v idle="$idle" '{ printf "| %d | %s | %d | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %d | %.2f | %.0f |\n", $1, $2, $3, $4, $4 / $12, $4 / $12 * $11 / $13, $6 ? 100 * $5 / $6 : 0, $7 / 1000, $8 / 1000, $9, $9 / idle, $10 }' "$folder/all.rows"
  echo
  echo "$clients clients$([ "$mode" = relay ] && echo " behind $relays relays"); $idle MB resident at rest; $seconds s each, after $warm s of load at least."
}

# A row of came.rows each half second: ms since it began, sessions, welcomed and refused since then.
watch_return() { # what it is, welcomed before, refused before, when it began
  local what=$1 welcomed=$2 refused=$3 began=$4 grew last=0 at sessions came turned
  : > "$folder/came.rows"
  grew=$(now)
  while (( $(now) - began < 300000000000 )); do
    at=$(( ($(now) - began) / 1000000 ))
    # A host that has just gone on may not answer within curl's time: that is no row, and no end.
    sessions=$(seen "$http" '^fleet_sessions ') && came=$(seen "$http" '^fleet_hellos_total.*welcomed') && turned=$(seen "$http" '^fleet_hellos_total.*result="(busy|unavailable|expired)"') \
      || { say "  /metrics did not answer $at ms after it began"; continue; }
    came=$(( came - welcomed ))
    echo "$at $sessions $came $(( turned - refused ))" >> "$folder/came.rows"
    (( came > last )) && last=$came grew=$(now)
    (( sessions >= clients && came > 0 && $(now) - grew > 10000000000 )) && break
    sleep 0.5
  done
  cp "$folder/came.rows" "$folder/came-$what.rows"
  # Who was welcomed twice came twice; those who never noticed did not come.
  awk -v clients="$clients" -v idle="$idle" -v peak="$(memory VmHWM)" -v what="$what" '
    { t[NR] = $1; s[NR] = $2; came[NR] = $3; refused = $4 }
    END { all = came[NR]; for (i = 1; i <= NR; i++) { if (!half && came[i] >= all / 2) half = t[i]; if (!most && came[i] >= all * 0.99) most = t[i]; if (!done && came[i] >= all) done = t[i] }
      printf "| %s | %d | %d | %d | %s | %.1f | %.1f | %.0f | %.2f | %.2f | %d | %.2f |\n", what, clients, s[NR], all, (s[NR] >= clients ? sprintf("%.1f", done / 1000) : "not within " int(t[NR] / 1000)), half / 1000, most / 1000, (done ? all * 1000 / done : 0), refused / clients, (all + refused) / clients, peak, peak / idle }' "$folder/came.rows" >> "$folder/return.rows"
}

return_at_once() {
  # Heartbeats are answered within a third of the timeout: who hears nothing for that long opens anew.
  local settings=(--Fleet:Presence:Heartbeat=00:00:20 --Fleet:Presence:Timeout=00:01:00) _
  start "${settings[@]}"
  say "$clients clients log in"
  drive "$clients" 20 3000 $(( clients / 150 + 10 ))s
  for _ in $(seq 480); do
    (( $(seen "$http" '^fleet_hellos_total.*welcomed') >= clients )) && break
    sleep 0.5
  done
  say "  $(seen "$http" '^fleet_sessions ') have sessions"
  sleep 15
  idle=$(memory VmRSS)
  : > "$folder/return.rows"

  say "standstill of $standstill s"
  local welcomed refused
  welcomed=$(seen "$http" '^fleet_hellos_total.*welcomed') refused=$(seen "$http" '^fleet_hellos_total.*result="(busy|unavailable|expired)"')
  kill -STOP "$host"
  sleep "$standstill"
  forget_peak
  kill -CONT "$host"
  watch_return standstill "$welcomed" "$refused" "$(now)"

  say "kill"
  sleep 15
  kill -KILL "$host"
  wait "$host" 2> /dev/null || true
  start "${settings[@]}"
  watch_return kill 0 0 "$(now)"
  tail -1 "$folder/load-$trials.log" >&2
  call_off
  echo "| after a | clients | with sessions in the end | welcomes | all are back after s | half s | 99% s | welcomes/s | refused hellos a client | hellos a client | memory MB | ÷ all at rest |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
  cat "$folder/return.rows"
  echo
  echo "$idle MB were resident with all of them at rest. Times are from the moment at which the host goes on, or is ready again."
}

stall() {
  local before began stopped acked_then at caught='' soon='' now_acked
  start
  warm_up "$rate"
  say "standstill of $standstill s under $rate reports/s"
  drive "$clients" "$rate" $(( 60 + 6 * standstill )) 5m
  sleep $(( 20 + standstill ))
  before=$(reports "$http") began=$(now)
  sleep 5
  local carried_before=$(( ($(reports "$http") - before) * 1000000000 / ($(now) - began) ))
  acked_then=$(reports "$http")
  forget_peak
  kill -STOP "$host"
  stopped=$(now)
  sleep "$standstill"
  kill -CONT "$host"
  while at=$(( ($(now) - stopped) / 1000000 )); (( at < 1000 * (20 + 4 * standstill) )); do
    now_acked=$(( $(reports "$http") - acked_then ))
    [ -n "$soon" ] || (( at < 1000 * (standstill + 2) )) || soon=$(( now_acked * 1000 / (at - 1000 * standstill) ))
    # All that came due since it stopped is acked, but for what is under way at any moment.
    (( now_acked * 1000 >= rate * at * 97 / 100 )) && { caught=$at; break; }
    sleep 0.25
  done
  local peak; peak=$(memory VmHWM)
  # It comes to its end by itself: so what was lost, or refused for good, is known.
  wait $load || true
  load=''
  cp "$folder/load.json" "$folder/load-$trials.json"
  echo "| standstill s | offered/s | acked/s before | in the 2 s after | ÷ before | caught up after s | sent again % | refused | lost | wait p50 s | p99 s | most s | memory MB | ÷ idle |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
  echo "| $standstill | $rate | $carried_before | ${soon:-0} | $(ratio "${soon:-0}" "$carried_before") | $([ -n "$caught" ] && ratio $(( caught - 1000 * standstill )) 1000 1 || echo never) | $(of_load '100 * .reports.repeated / .reports.sent | . * 100 | round / 100') | $(of_load '"\(.reports.refused) | \(.reports.lost)"') | $(of_load '[.latencyMs.p50, .latencyMs.p99, .latencyMs.max] | map(. / 1000 | . * 100 | round / 100 | tostring) | join(" | ")') | $peak | $(ratio "$peak" "$idle") |"
}

case $mode in
  plateau | relay) plateau ;;
  return) return_at_once ;;
  stall) stall ;;
esac
uptime | sed 's/.*load/load/'
