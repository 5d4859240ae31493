#!/usr/bin/env bash
# Installs from Debian, where it is missing, what the tests need beside the .NET SDK: a browser, to look at pages, PostgreSQL, ip for networks,
# libfaketime for clocks that go wrong, nginx for a proxy that cuts idle streams, and what checks the files under deploy/: systemd-analyze, and models of what Kubernetes takes.
# Node.js too, and from npm what makes a client in TypeScript of the HTTP API's description: the test of it uses no network.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
command -v chromium >/dev/null || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing+=(postgresql)
command -v ip >/dev/null || missing+=(iproute2)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || missing+=(libfaketime)
command -v systemd-analyze >/dev/null || missing+=(systemd)
/usr/bin/python3 -c 'import kubernetes' 2>/dev/null || missing+=(python3-kubernetes)
command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
if [ ${#missing[@]} -gt 0 ]; then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  echo "installing: ${missing[*]}"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

typescript=tests/Fleet.Host.Tests/OpenApi/Generated/TypeScript
# npm leaves a copy of the lock file there once all of it is installed.
if [ ! "$typescript/node_modules/.package-lock.json" -nt "$typescript/package-lock.json" ]; then
  # A registry that does not answer at once often does at the second try.
  for try in 1 2 3; do
    npm ci --prefix "$typescript" --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null && exit 0
  done
  exit 1
fi
