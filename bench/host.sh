# What the measurements here share, and source: a host of their own, a load for it, and what it tells. It goes to the repository's folder.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bin() { echo "$PWD/$1/bin/Release/net10.0/$2"; }

start_host() { # log, HTTP address, command…: when the host is ready its process is $host
  local log=$1 http=$2 _
  shift 2
  "$@" > "$log" 2>&1 &
  host=$!
  for _ in $(seq 600); do
    curl -sf "$http/health/ready" > /dev/null && return
    kill -0 "$host" 2> /dev/null || break
    sleep 0.2
  done
  cat "$log" >&2
  return 1
}

load_of() { # clients, reports/s, share of the time in which they set in, when the last one logs in (of an hour), name of the clients
  cat <<YAML
name: load
description: Everybody logs in, then reports come at a rate.
clients: $1
duration: 1h
phases:
  - ramp: { share: $3, intensity: 100% }
  - soak: {}
reports: { arrivals: poisson, rate: $2/s }
populations:
  - { name: ${5:-pc}, share: 100%, groups: [a, b, c, d], smart-protection: connected, life: { login: 0s..$4 } }
YAML
}

seen() { # HTTP address, pattern: the sum of the metrics whose line has it
  curl -s --max-time 5 "$1/metrics" | awk -v pattern="$2" '$0 ~ pattern && !/^#/ { n += $NF } END { print n + 0 }'
}

reports() { # HTTP address: how many were acknowledged so far
  seen "$1" '^fleet_reports_total.*(changed|repeated)"'
}
