#!/usr/bin/env bash
# How fast pages are, as the browser itself tells, at a host of its own: bench/pages.sh [--clients N] [--groups N] [--viewers N] [--changes R --for S]
#   --clients   who is in the fleet (100000); its journal is six hours long
#   --groups    in how many groups they are (200)
#   --viewers   besides, so many who look at the overview: what they cost the host in memory, and ingest
#   --changes   besides, so many changes a second under an open feed, --for so many seconds (60): the memory of its tab
# Build first: dotnet build -c Release; Debian's chromium has to be there. Everything is removed at the end.
set -euo pipefail
. "$(dirname "$0")/host.sh"
clients=100000 groups=200 rest=()
while [ $# -gt 0 ]; do
  case $1 in
    --clients) clients=$2 ;;
    --groups) groups=$2 ;;
    --viewers | --changes | --for) rest+=("$1" "$2") ;;
    *) sed -n '2,7p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done
folder=$(mktemp -d) host=''
stop() { kill $host 2>/dev/null || true; wait; [ -z "${FLEET_KEEP_LOGS:-}" ] || cp "$folder"/*.log "$FLEET_KEEP_LOGS"; rm -rf "$folder"; }
trap stop EXIT
trap 'exit 130' INT TERM
bench=$(bin bench/Fleet.Benchmarks Fleet.Benchmarks)
http=http://127.0.0.1:${FLEET_HTTP_PORT:-15580} grpc=http://127.0.0.1:${FLEET_GRPC_PORT:-15581}
"$bench" pages-journal "$folder/data" "$clients" "$groups"
# The clients of the journal have no sessions any more: they stay as they are.
start_host "$folder/host.log" "$http" "$(bin src/Fleet.Host fleet)" --Fleet:Http="$http" --Fleet:Grpc="$grpc" --Fleet:Data="$folder/data" \
  --Fleet:Presence:Grace=1.00:00:00 --Fleet:Presence:Timeout=01:00:00 --Fleet:Pattern:MaxAge=3650.00:00:00
"$bench" pages "$http" "$grpc" "${rest[@]}"
