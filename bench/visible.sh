#!/usr/bin/env bash
# How long after its ack a report is visible, at a host of its own under a load: bench/visible.sh [clients] [reports/s] [seconds]
# Build first: dotnet build -c Release. Everything is removed at the end.
set -euo pipefail
. "$(dirname "$0")/host.sh"
clients=${1:-10000} rate=${2:-5000} seconds=${3:-30}
folder=$(mktemp -d)
host='' load=''
stop() { kill $load $host 2>/dev/null || true; wait; [ -z "${FLEET_KEEP_LOGS:-}" ] || cp "$folder"/*.log "$FLEET_KEEP_LOGS"; rm -rf "$folder"; }
trap stop EXIT
http=http://127.0.0.1:${FLEET_HTTP_PORT:-15280} grpc=http://127.0.0.1:${FLEET_GRPC_PORT:-15281}
load_of "$clients" "$rate" 30% 15m > "$folder/load.yaml"
start_host "$folder/host.log" "$http" "$(bin src/Fleet.Host fleet)" --Fleet:Http="$http" --Fleet:Grpc="$grpc" --Fleet:Data="$folder/data"
"$(bin src/Fleet.Sim fleet-sim)" run "$folder/load.yaml" --duration $((seconds * 2))s --server "$grpc" --api "$http" --json "$folder/load.json" > "$folder/load.log" 2>&1 &
load=$!
# The logins are over by now.
sleep $((seconds * 7 / 10))
before=$(reports "$http")
"$(bin bench/Fleet.Benchmarks Fleet.Benchmarks)" visible "$http" "$seconds"
echo "$clients clients; $(( ($(reports "$http") - before) / seconds )) reports/s were acknowledged meanwhile, of $rate/s"
