#!/usr/bin/env bash
# Settings of a large group, and a task to all of it, at a host of its own: bench/managing.sh [clients] [of them online]
# Build first: dotnet build -c Release. Everything is removed at the end.
set -euo pipefail
. "$(dirname "$0")/host.sh"
folder=$(mktemp -d)
host=''
stop() { kill $host 2>/dev/null || true; wait; [ -z "${FLEET_KEEP_LOGS:-}" ] || cp "$folder"/*.log "$FLEET_KEEP_LOGS"; rm -rf "$folder"; }
trap stop EXIT
http=http://127.0.0.1:${FLEET_HTTP_PORT:-15480} grpc=http://127.0.0.1:${FLEET_GRPC_PORT:-15481}
# The clients of the bench send no heartbeats.
start_host "$folder/host.log" "$http" "$(bin src/Fleet.Host fleet)" --Fleet:Http="$http" --Fleet:Grpc="$grpc" --Fleet:Data="$folder/data" --Fleet:Presence:Timeout=01:00:00
"$(bin bench/Fleet.Benchmarks Fleet.Benchmarks)" managing "$http" "$grpc" "${1:-100000}" "${2:-10000}"
