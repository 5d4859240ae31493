#!/usr/bin/env bash
# What a report costs a cluster: bench/cluster.sh [reports/s] [clients] [seconds] [rounds] [seconds of warming up]
# The processor time of all nodes (PostgreSQL's and the load's are not counted) for each report that was acked, on one node and on three, in turns.
# One node has all of the load, and once a third of it, as each of the three has. On three, once with clients that stay where they connect, once with clients that are sent to the node that holds them.
# Build first: dotnet build -c Release. It takes a PostgreSQL of its own (eng/postgres.sh); everything is removed at the end.
set -euo pipefail
. "$(dirname "$0")/host.sh"
rate=${1:-2000} clients=${2:-2000} seconds=${3:-20} rounds=${4:-3} warm=${5:-60}
folder=$(mktemp -d); chmod 755 "$folder"
port=$(( 20000 + $$ % 10000 ))
# A compiler's thread that ends takes its figures along: this one stays for an hour.
export DOTNET_TC_BackgroundWorkerTimeoutMs=36EE80
nodes=() load=''
end_trial() {
  kill $load "${nodes[@]}" 2>/dev/null || true
  wait $load "${nodes[@]}" 2>/dev/null || true
  nodes=() load=''
}
finish() { end_trial; eng/postgres.sh stop "$folder/postgres" immediate 2>/dev/null || true; rm -rf "$folder"; }
trap finish EXIT

eng/postgres.sh start "$folder/postgres" "$port" > "$folder/connection"

http() { echo "http://127.0.0.1:$(( port + 10 * $1 + 1 ))"; }
grpc() { echo "http://127.0.0.1:$(( port + 10 * $1 + 2 ))"; }
remoting() { echo "127.0.0.1:$(( port + 10 * $1 + 3 ))"; }
ticks() { local sum=0 pid; for pid in "${nodes[@]}"; do sum=$(( sum + $(sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 + $13 }') )); done; echo "$sum"; }

trial() { # nodes, whether clients are sent to the node that holds them, reports/s
  local count=$1 sent=$2 seeds='' servers=() n
  load_of "$clients" "$3" 20% 9m > "$folder/load.yaml"
  for n in $(seq "$count"); do seeds+=${seeds:+,}$(remoting "$n"); servers+=(--server "$(grpc "$n")"); done
  PGPASSWORD=fleet psql -Xq -h 127.0.0.1 -p "$port" -U fleet fleet -c 'DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS fleet_read CASCADE; CREATE SCHEMA public' 2> /dev/null
  for n in $(seq "$count"); do
    start_host "$folder/node$n.log" "$(http "$n")" env Fleet__Store=postgres ConnectionStrings__Fleet="$(cat "$folder/connection")" Fleet__Data="$folder/$n" \
      Fleet__Http="$(http "$n")" Fleet__Grpc="$(grpc "$n")" Fleet__Cluster__Host=127.0.0.1 Fleet__Cluster__Port="$(remoting "$n" | cut -d: -f2)" Fleet__Cluster__Seeds="$seeds" \
      Fleet__Cluster__Advertise="$([ "$sent" = yes ] && grpc "$n" || echo none)" "$(bin src/Fleet.Host fleet)"
    nodes+=("$host")
  done
  # What runs in the background of a script ignores SIGINT, by which it is called off.
  env --default-signal=INT "$(bin src/Fleet.Sim fleet-sim)" run "$folder/load.yaml" --duration $(( (warm + seconds) * 5 / 4 ))s "${servers[@]}" --api "$(http 1)" --json "$folder/load.json" > "$folder/load.log" 2>&1 &
  load=$!
  sleep "$warm"
  snapshot before; sleep "$seconds"; snapshot after
  kill -INT $load; wait $load || true; load=''
  sleep 5
  snapshot idle_before; sleep 10; snapshot idle_after
  local latency; latency=$(tr -d ' \n' < "$folder/load.json" | sed 's/.*"latencyMs":{"p50":\([0-9.]*\)[^}]*"p99":\([0-9.]*\)[^}]*}.*/\1 \2/')
  awk -v nodes="$count" -v sent="$sent" -v seconds="$seconds" -v latency="$latency" -v verbose="${FLEET_THREADS:-}" '
    FILENAME ~ /idle_/ { idle += ($1 == "ticks" ? 1 : $1 == "thread:Tiered_Com" ? -1 : 0) * (FILENAME ~ /after/ ? 1 : -1) * $2; next }
    FILENAME ~ /before/ { a[$1] = $2; next } { b[$1] = $2 - a[$1] }
    END { split(latency, l, " "); reports = b["reports"]; ticks = b["ticks"] - b["thread:Tiered_Com"]
      for (k in b) if (k ~ /^thread:/) { sub("thread:", "", k); v = b["thread:" k]; if (verbose && v > 5) printf "  %s %.1f µs a report\n", k, v * 10000 / reports > "/dev/stderr" }
      printf "| %d | %s | %d | %.0f | %.0f | %.0f | %.1f | %s | %s |\n", nodes, nodes == 1 ? "" : sent, reports / seconds, ticks * 10000 / reports, idle * 1000 * seconds / reports, b["thread:Tiered_Com"] * 10000 / reports, b["rows"] / b["batches"], l[1], l[2] }' "$folder/idle_before" "$folder/idle_after" "$folder/before" "$folder/after"
  end_trial
}
snapshot() { # file: what the nodes have taken and done so far, by kind of thread
  local pid n t
  { for n in $(seq ${#nodes[@]}); do curl -s "$(http "$n")/metrics"; done | awk '
      /^fleet_reports_total.*(changed|unchanged|repeated)/ { reports += $2 } /^fleet_journal_batch_rows_sum/ { rows += $2 } /^fleet_journal_batch_rows_count/ { batches += $2 }
      END { print "reports", reports + 0; print "rows", rows + 0; print "batches", batches + 0 }'
    echo "ticks $(ticks)"
    for pid in "${nodes[@]}"; do for t in /proc/"$pid"/task/*; do echo "$(cat "$t/comm" 2> /dev/null | sed 's/^\.NET //; s/[-0-9]*$//' | tr ' ' '_') $(sed 's/.*) //' "$t/stat" 2> /dev/null | awk '{ print $12 + $13 }')"; done; done \
      | awk 'NF == 2 { n[$1] += $2 } END { for (k in n) print "thread:" k, n[k] }'; } > "$folder/$1"
}

echo "| nodes | clients are sent home | reports/s | µs a report | idle nodes, per report | compiling, not counted | rows a commit | p50 ms | p99 ms |"
echo "|---|---|---|---|---|---|---|---|---|"
for _ in $(seq "$rounds"); do trial 1 no $((rate / 3)); trial 1 no "$rate"; trial 3 yes "$rate"; trial 3 no "$rate"; done
uptime | sed 's/.*load/load/'
