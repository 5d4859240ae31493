#!/usr/bin/env bash
# Whether `fleet-sim capacity` can tell servers apart: the same search against a host as it is, with each transaction of its journal 1, 5 and 20 ms slower, and held to half a
# core (cgroup; as root), in rounds, so that a machine that grows slower meanwhile takes from all alike.
#   bench/capacity.sh [rounds] [budget of a search]
# Build first: dotnet build -c Release. FLEET_KEEP_LOGS is a folder that keeps the logs and results. Nothing else may run meanwhile.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/host.sh
rounds=${1:-3} budget=${2:-4m}
folder=$(mktemp -d) host='' half=''
finish() {
  [ -z "$host" ] || kill -9 $host 2> /dev/null || true
  wait 2> /dev/null || true
  [ -z "$half" ] || rmdir "$half"
  [ -z "${FLEET_KEEP_LOGS:-}" ] || { mkdir -p "$FLEET_KEEP_LOGS"; cp "$folder"/*.json "$folder"/*.log "$FLEET_KEEP_LOGS"; }
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

half_a_core() {
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    half=/sys/fs/cgroup/fleet-half; mkdir -p "$half"; echo "50000 100000" > "$half/cpu.max"
  else
    half=/sys/fs/cgroup/cpu/fleet-half; mkdir -p "$half"; echo 100000 > "$half/cpu.cfs_period_us"; echo 50000 > "$half/cpu.cfs_quota_us"
  fi
}

search() { # name, options…
  local name=$1 start=$SECONDS exit=0; shift
  "$(bin src/Fleet.Sim fleet-sim)" capacity soak --clients 500 --rate 4000 --duration 12s --repeats 1 --budget "$budget" --json "$folder/$name.json" "$@" > "$folder/$name.log" 2>&1 || exit=$?
  printf '| %s | %s | %s | %s | %s |\n' "$name" "$(jq -r '[.lower, .upper] | map(. // "-" | tostring) | join(" | ")' "$folder/$name.json")" "$(jq -r .limitedBy "$folder/$name.json")" "$exit" "$(( SECONDS - start )) s"
}

echo "| host, round | carried, reports/s | not carried | limited by | exit code | took |"
echo "|---|---|---|---|---|---|"
for round in $(seq "$rounds"); do
  for delay in 00 01 05 20; do
    Fleet__Faults__JournalDelay=00:00:00.0$delay search "${delay}ms-$round"
  done
  half_a_core
  http=http://127.0.0.1:15480 grpc=http://127.0.0.1:15481
  start_host "$folder/half-$round.host.log" "$http" bash -c 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"' - "$half" taskset -c 0 "$(bin src/Fleet.Host fleet)" --Fleet:Http="$http" --Fleet:Grpc="$grpc" --Fleet:Data="$folder/data-$round"
  search "half-a-core-$round" --server "$grpc" --api "$http"
  kill $host; wait $host || true; host=''
  rmdir "$half"; half=''
done
