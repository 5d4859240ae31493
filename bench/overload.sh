#!/usr/bin/env bash
# What a host on one core acknowledges when more is offered than it carries, the generator on the other core:
#   bench/overload.sh [clients] [seconds] [busy loops beside the host] RATE...
# Build first: dotnet build -c Release. One new host for each rate (reports/s). Everything is removed at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
clients=${1:-1000} seconds=${2:-30} busy=${3:-0}
shift 3 || shift $#
bin() { echo "$PWD/$1/bin/Release/net10.0/$2"; }
folder=$(mktemp -d)
http=http://127.0.0.1:${FLEET_HTTP_PORT:-15380} grpc=http://127.0.0.1:${FLEET_GRPC_PORT:-15381}
host='' load='' loops=''
stop() { kill $load $host $loops 2>/dev/null || true; wait 2>/dev/null || true; host='' load='' loops=''; }
trap 'stop; rm -rf "$folder"' EXIT
taken() { curl -s "$http/metrics" | awk '/^fleet_reports_total.*"(changed|unchanged)"/ { n += $2 } END { print n + 0 }'; }
echo "offered/s  acked/s  sent again  p50 ms  p99 ms"
for rate in "${@:-4000}"; do
  cat > "$folder/load.yaml" <<YAML
name: load
description: Everybody logs in, then reports come at a rate.
clients: $clients
duration: 1h
phases:
  - ramp: { share: 20%, intensity: 100% }
  - soak: {}
reports: { arrivals: poisson, rate: $rate/s }
populations:
  - { name: pc, share: 100%, groups: [a, b, c, d], smart-protection: connected, life: { login: 0s..10m } }
YAML
  taskset -c 0 "$(bin src/Fleet.Host fleet)" --Fleet:Http="$http" --Fleet:Grpc="$grpc" --Fleet:Data="$folder/data-$rate" > "$folder/host-$rate.log" 2>&1 &
  host=$!
  until curl -sf "$http/health/ready" > /dev/null; do kill -0 $host; sleep 0.2; done
  for _ in $(seq "$busy"); do
    taskset -c 0 timeout $((seconds * 10)) sh -c 'while :; do :; done' &
    loops="$loops $!"
  done
  taskset -c 1 "$(bin src/Fleet.Sim fleet-sim)" run "$folder/load.yaml" --duration $((seconds * 3 / 2))s --server "$grpc" --api "$http" --json "$folder/load.json" > "$folder/load.log" 2>&1 &
  load=$!
  sleep $((seconds * 4 / 10))
  before=$(taken) began=$(date +%s%N)
  sleep "$seconds"
  after=$(taken) ended=$(date +%s%N)
  wait $load || true
  load=''
  [ -s "$folder/load.json" ] || cat "$folder/load.log"
  jq -r --arg rate "$rate" --argjson acked "$(( (after - before) * 1000000000 / (ended - began) ))" \
    '[$rate, $acked, "\(.reports.repeated) of \(.reports.sent)", .latencyMs.p50, .latencyMs.p99] | @tsv' "$folder/load.json"
  [ -z "${FLEET_KEEP_LOGS:-}" ] || { mkdir -p "$FLEET_KEEP_LOGS"; cp "$folder"/*.log "$folder/load.json" "$FLEET_KEEP_LOGS"; }
  stop
done
