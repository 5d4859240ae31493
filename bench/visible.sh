#!/usr/bin/env bash
# How long after its ack a report is visible, at a host of its own under a load: bench/visible.sh [clients] [reports/s] [seconds]
# Build first: dotnet build -c Release. Everything is removed at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
clients=${1:-10000} rate=${2:-5000} seconds=${3:-30}
bin() { echo "$PWD/$1/bin/Release/net10.0/$2"; }
folder=$(mktemp -d)
host='' load=''
stop() { kill $load $host 2>/dev/null || true; wait; [ -z "${FLEET_KEEP_LOGS:-}" ] || cp "$folder"/*.log "$FLEET_KEEP_LOGS"; rm -rf "$folder"; }
trap stop EXIT
http=http://127.0.0.1:${FLEET_HTTP_PORT:-15280} grpc=http://127.0.0.1:${FLEET_GRPC_PORT:-15281}
cat > "$folder/load.yaml" <<YAML
name: load
description: Everybody logs in, then reports come at a rate.
clients: $clients
duration: 1h
phases:
  - ramp: { share: 30%, intensity: 100% }
  - soak: {}
reports: { arrivals: poisson, rate: $rate/s }
populations:
  - { name: pc, share: 100%, groups: [a, b, c, d], smart-protection: connected, life: { login: 0s..15m } }
YAML
"$(bin src/Fleet.Host fleet)" --Fleet:Http="$http" --Fleet:Grpc="$grpc" --Fleet:Data="$folder/data" > "$folder/host.log" 2>&1 &
host=$!
until curl -sf "$http/health/ready" > /dev/null; do kill -0 $host; sleep 0.2; done
"$(bin src/Fleet.Sim fleet-sim)" run "$folder/load.yaml" --duration $((seconds * 2))s --server "$grpc" --api "$http" --json "$folder/load.json" > "$folder/load.log" 2>&1 &
load=$!
# The logins are over by now.
sleep $((seconds * 7 / 10))
reports() { curl -s "$http/metrics" | awk '/^fleet_reports_total.*(changed|unchanged|repeated)/ { n += $2 } END { print n + 0 }'; }
before=$(reports)
"$(bin bench/Fleet.Benchmarks Fleet.Benchmarks)" visible "$http" "$seconds"
echo "$clients clients; $(( ($(reports) - before) / seconds )) reports/s were acknowledged meanwhile, of $rate/s"
