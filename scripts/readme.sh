#!/usr/bin/env bash
# Follows README.md: runs each command of its code blocks as it is written there, in order, from a folder of its own, and tells how long each took.
#
#   scripts/readme.sh [--built]
#
#   --built    with what is built already, on ports that are free, in minutes instead of a quarter of an hour: the same commands, with fewer clients and shorter times
#   --help     this
#
# Without --built it clones the repository into the folder and follows it there, to the letter; ports 5080 and 5081 have to be free. A command that fails,
# or an answer that is an error, ends it with exit code 1 and what was said. Not run: ./test.sh, which runs this.
set -euo pipefail
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; }
root=$(cd "$(dirname "$0")/.." && pwd)
built=no
case ${1:-} in
  "") ;;
  --built) built=yes ;;
  --help|-h) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

folder=$(mktemp -d)
server=""
# Their whole groups: `dotnet run` has a child.
trap 'set +e; for job in $(jobs -p); do kill -INT -- -$job; done 2>/dev/null; wait 2>/dev/null; rm -rf "$folder"' EXIT
set -m
readme=$(cat "$root/README.md")

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
if [ "$built" = yes ]; then
  cd "$folder"
  http=$(free_port) grpc=$(free_port)
  readme=${readme//localhost:5080/localhost:$http}
  export Fleet__Http=http://127.0.0.1:$http Fleet__Grpc=http://127.0.0.1:$grpc
  # The same rules, sooner.
  export Fleet__Presence__Heartbeat=00:00:02 Fleet__Presence__Timeout=00:00:06 Fleet__Presence__Grace=00:00:04
  short() { sed -E -e 's/--nodes 3/--nodes 2/; s/--clients (5|10)000/--clients 200/; s/--clients 1000/--clients 100/; s/(generate office-day)/\1 --clients 200/; s/--duration 60s/--duration 8s/; s/--seeds 1000/--seeds 20/; s/(capacity soak)/\1 --duration 4s --warm-up 1s --repeats 1 --budget 12s/' \
    -e "s#(-- run office-day --clients)#-- run office-day --server $Fleet__Grpc --api $Fleet__Http --clients#; s#(-- record)#\1 --api $Fleet__Http#; s#src/Fleet.Host -- ([a-z]+)#src/Fleet.Host -- \1 --api $Fleet__Http#"; }
  # dotnet run -c Release --project src/X [-- ARGUMENTS]
  dotnet() {
    local name; case $5 in src/Fleet.Host) name=fleet ;; src/Fleet.Sim) name=fleet-sim ;; *) command dotnet "$@"; return ;; esac
    local assembly=$root/$5/bin/Release/net10.0/$name.dll; shift 5; [ "${1:-}" != -- ] || shift
    command dotnet "$assembly" "$@"
  }
else
  git clone -q "$root" "$folder/fleet"
  cd "$folder/fleet"
  http=5080
  short() { cat; }
fi
# An error that is answered is an error.
curl() { command curl -sS --fail-with-body "$@"; }

# What ends by Ctrl+C only is given so long, and then just that.
forever() { case $1 in *"Fleet.Host -- watch"*|*"curl -N"*) true ;; *) false ;; esac; }

# Beside other tests a load may be late, and so short a search finds nothing: they say so, and the fleet was right.
is_busy() { [ "$built" = yes ] && grep -qE '^(INVALID|OVER): ' "$1" && ! grep -q '^WRONG' "$1"; }

count=0
while IFS= read -r line; do
  command=$(short <<< "${line%%  #*}" | sed 's/ *$//')
  case $command in ""|./test.sh*) continue ;; esac
  count=$((count + 1)) start=$SECONDS said=$folder/said
  echo "\$ $command"
  if [[ $command == "dotnet run -c Release --project src/Fleet.Host" ]]; then
    eval "$command" > "$folder/server" 2>&1 &
    server=$!
    until command curl -sf "localhost:$http/health/ready" > "$said"; do
      kill -0 $server 2>/dev/null || { cat "$folder/server"; exit 1; }
      sleep 0.2
    done
  elif [[ $command == *'&' ]]; then
    eval "${command%&}" > "$folder/beside" 2>&1 &
    beside=$! beside_command=$command
    # The next line asks for what this one does.
    until command curl -sf "localhost:$http/v1/clients?limit=1" | grep -q '"clientId":"[^p]'; do
      kill -0 $beside 2>/dev/null || { cat "$folder/beside"; exit 1; }
      sleep 0.2
    done
    sleep 6
  elif forever "$command"; then
    eval "$command" > "$said" 2>&1 &
    endless=$!
    for _ in $(seq 150); do [ -s "$said" ] && break; sleep 0.2; done
    [ -s "$said" ] || { echo "said nothing"; exit 1; }
    kill -INT -- -$endless
    { wait $endless || true; } 2> /dev/null
  elif ! eval "$command" > "$said" 2>&1 < /dev/null && ! is_busy "$said"; then
    cat "$said"; echo "failed: $line"; exit 1
  fi
  echo "  $((SECONDS - start)) s   $(grep -v '^ *$' "$said" | tail -n 1 | cut -c 1-160)"
done < <(sed -n '/^```sh$/,/^```$/p' <<< "$readme" | grep -v '^```' | sed -e ':a' -e '/\\$/N; s/\\\n *//; ta')

if [ -n "${beside:-}" ]; then
  wait "$beside" || is_busy "$folder/beside" || { cat "$folder/beside"; echo "failed: $beside_command"; exit 1; }
fi
[ "$count" -gt 20 ] || { echo "README.md has only $count commands: the way in which they are found is wrong"; exit 1; }
echo "$count commands of README.md, all good, in $SECONDS s"
