#!/usr/bin/env bash
# A throw-away PostgreSQL on loopback, for tests, for trying things out, and for `demo --nodes`.
#
#   eng/postgres.sh start DIR PORT [SETTING=VALUE...]   makes DIR if it is not there, starts, prints a connection string
#   eng/postgres.sh standby DIR PORT PRIMARY [SETTING=VALUE...]   the same, of a standby of the server on port PRIMARY
#   eng/postgres.sh promote DIR                         makes a primary of it
#   eng/postgres.sh stop DIR [MODE]                     MODE as of pg_ctl: fast (the usual one), smart, immediate
#
# The user fleet owns the database fleet; its password is fleet. A commit is durable unless a setting says otherwise (fsync=off).
# PostgreSQL does not run as root: started by root, it runs as the user postgres of the Debian package, who gets DIR.
set -euo pipefail
usage() { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ $# -ge 2 ] || usage

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || bin=$(pg_config --bindir 2>/dev/null) || { echo "There is no PostgreSQL server on this machine: apt-get install postgresql" >&2; exit 1; }

dir=$(realpath -m "$2")
as() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then as() { (cd / && exec setpriv --reuid postgres --regid postgres --init-groups -- "$@"); }; fi

make() {
  mkdir -p "$dir"
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$dir"; fi
}
run() {
  options="-c port=$port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300"
  for setting in "$@"; do options+=" -c $setting"; done
  as "$bin/pg_ctl" start -w -t 180 -s -D "$dir/data" -l "$dir/server.log" -o "$options" || { tail -5 "$dir/server.log" >&2; exit 1; }
}
export PGPASSWORD=fleet

case $1 in
  start)
    [ $# -ge 3 ] || usage
    port=$3; shift 3
    make
    if [ ! -e "$dir/data/PG_VERSION" ]; then
      printf 'fleet' > "$dir/password"
      if [ "$(id -u)" -eq 0 ]; then chown postgres "$dir/password"; fi
      as "$bin/initdb" --no-sync -D "$dir/data" -U fleet -A scram-sha-256 --pwfile="$dir/password" -E UTF8 --locale=C.UTF-8 > "$dir/initdb.log"
    fi
    run "$@"
    psql() { "$bin/psql" -X -q -h 127.0.0.1 -p "$port" -U fleet "$@"; }
    [ -n "$(psql -d postgres -Atc "SELECT 1 FROM pg_database WHERE datname = 'fleet'")" ] || psql -d postgres -c 'CREATE DATABASE fleet'
    echo "Host=127.0.0.1;Port=$port;Database=fleet;Username=fleet;Password=fleet"
    ;;
  standby)
    [ $# -ge 4 ] || usage
    port=$3; primary=$4; shift 4
    make
    as "$bin/pg_basebackup" --no-sync -h 127.0.0.1 -p "$primary" -U fleet -D "$dir/data" -R -c fast
    run "$@"
    echo "Host=127.0.0.1;Port=$port;Database=fleet;Username=fleet;Password=fleet"
    ;;
  promote) as "$bin/pg_ctl" promote -w -t 180 -s -D "$dir/data" ;;
  stop) as "$bin/pg_ctl" stop -w -t 180 -s -D "$dir/data" -m "${3:-fast}" ;;
  *) usage ;;
esac
