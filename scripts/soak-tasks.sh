#!/usr/bin/env bash
# A task with waves goes to a whole fleet, a third of which is offline and a tenth roaming, while its host is killed with SIGKILL three times.
# In the end each target has to be in one state, and no client may have begun an attempt twice; the exit code says so.
#   scripts/soak-tasks.sh [--nodes N] [CLIENTS] [SECONDS]
#
#   --nodes N  on N nodes with a PostgreSQL of their own instead; the node that paces the task is the one that is killed, three times
#   CLIENTS    20000 where it is not given
#   SECONDS    how long the fleet is driven; 300
set -euo pipefail
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; }
nodes=1
while [ $# -gt 0 ]; do
  case $1 in
    --nodes) nodes=$2; shift 2 ;;
    -h|--help) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *) break ;;
  esac
done
clients=${1:-20000} seconds=${2:-300} kills=3
cd "$(dirname "$0")/.."
folder=$(mktemp -d); chmod 755 "$folder"
pids=() run=''
end() {
  kill ${run:+"$run"} "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  [ "$nodes" -eq 1 ] || eng/postgres.sh stop "$folder/postgres" immediate 2>/dev/null || true
  rm -rf "$folder"
}
trap end EXIT
dotnet build -c Release -v quiet --nologo src/Fleet.Host
dotnet build -c Release -v quiet --nologo src/Fleet.Sim

http() { echo "http://127.0.0.1:$((5180 + 10 * $1))"; }
grpc() { echo "http://127.0.0.1:$((5181 + 10 * $1))"; }
remoting() { echo "127.0.0.1:$((5182 + 10 * $1))"; }
[ "$nodes" -eq 1 ] || eng/postgres.sh start "$folder/postgres" 5179 > "$folder/connection"

start() { # node
  local n=$1 seeds='' of=() node
  if [ "$nodes" -gt 1 ]; then
    for node in $(seq "$nodes"); do seeds+=${seeds:+,}$(remoting "$node"); done
    of=(Fleet__Store=postgres ConnectionStrings__Fleet="$(cat "$folder/connection")" Fleet__Cluster__Host=127.0.0.1 Fleet__Cluster__Port="$(remoting "$n" | cut -d: -f2)" Fleet__Cluster__Seeds="$seeds")
  fi
  env "${of[@]}" Fleet__Data="$folder/$n" Fleet__Http="$(http "$n")" Fleet__Grpc="$(grpc "$n")" Logging__LogLevel__Default=Warning \
    Fleet__Presence__Heartbeat=00:00:05 Fleet__Presence__Timeout=00:00:15 Fleet__Presence__Grace=00:00:15 \
    dotnet src/Fleet.Host/bin/Release/net10.0/fleet.dll >> "$folder/$n.log" 2>&1 &
  pids[n]=$!
  until curl -fs "$(http "$n")/health/ready" > /dev/null; do
    kill -0 "${pids[n]}" 2>/dev/null || { cat "$folder/$n.log" >&2; exit 1; }
    sleep 0.1
  done
}

# A third comes once and goes, a tenth turns roaming mode on and stays so; the task comes when that is over.
cat > "$folder/fleet.yaml" <<YAML
name: task-to-a-fleet
description: A task with waves, to a fleet of which a third is offline and a tenth roams.
clients: $clients
duration: 1h
populations:
  - { name: desk, share: 57%, life: { login: 0s..10m }, obeys: { task-time: 20s..2m, task-fail: 5%, task-reject: 1% } }
  - { name: away, share: 33%, life: { login: 0s..10m, leave: 1m, connect: 1d }, obeys: { task-time: 1m } }
  - { name: roamer, share: 10%, life: { login: 0s..10m, roam: 1m, return: 1d }, obeys: { task-time: 1m } }
acts:
  - task: { at: 18m, id: everybody, kind: scan-now, timeout: 10m, retries: 1, per-minute: $((clients * 60 / (seconds * 4 / 10))), waves: [{ share: 5%, approve: true }, { share: 35% }, { share: 60% }] }
  - approve: { at: 20m, task: everybody }
YAML

for n in $(seq "$nodes"); do start "$n"; done
servers=()
for n in $(seq "$nodes"); do servers+=(--server "$(grpc "$n")"); done
env --default-signal=INT dotnet src/Fleet.Sim/bin/Release/net10.0/fleet-sim.dll run "$folder/fleet.yaml" --duration "${seconds}s" "${servers[@]}" --api "$(http 1)" --json "$folder/result.json" &
run=$!

task() { curl -fs "$(http "$1")/v1/tasks/everybody" 2>/dev/null || true; }
until task 1 | grep -q '"sent":[1-9]'; do kill -0 "$run" 2>/dev/null || { echo "the run was over before the task" >&2; exit 1; }; sleep 0.2; done
for kill in $(seq "$kills"); do
  # The oldest node paces: the one after the one that was killed last.
  node=$(((kill - 1) % nodes + 1))
  sleep $((seconds / 15))
  echo "before kill $kill: $(task "$node" | grep -o '"byState":{[^}]*}')"
  kill -9 "${pids[node]}" 2>/dev/null || { echo "node $node had ended by itself:" >&2; tail -n 5 "$folder/$node.log" >&2; exit 1; }
  wait "${pids[node]}" 2>/dev/null || true
  start "$node"
done
code=0
wait "$run" || code=$?
run=''
# A load that was late on a busy machine says nothing of latencies; what is told of targets holds.
[ "$code" -ne 4 ] || code=0
echo "in the end: $(task 1)"
exit "$code"
