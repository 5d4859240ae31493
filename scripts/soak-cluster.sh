#!/usr/bin/env bash
# The faults of tests/Fleet.Cluster.Tests, over and over, with more clients and longer standstills. Stops at the first round that
# fails. The figures of all rounds are the rows of the table in docs/reliability.md, and go to standard output at the end.
#   scripts/soak-cluster.sh [ROUNDS] [CLIENTS]
set -euo pipefail
rounds=${1:-10} clients=${2:-300}
cd "$(dirname "$0")/.."

table=$(mktemp)
trap 'echo "| fault | reports | median s | p99 s | p99 of the clients, longest wait s | longest s |"; echo "|---|---|---|---|---|---|"; sort "$table"; rm -f "$table"' EXIT
dotnet build -c Release -v quiet --nologo tests/Fleet.Cluster.Tests
for round in $(seq "$rounds"); do
  echo "round $round of $rounds"
  FLEET_FREEZE_SECONDS=30 FLEET_FAULT_CLIENTS=$clients FLEET_FAULT_TABLE=$table \
    dotnet test tests/Fleet.Cluster.Tests -c Release --no-build --filter FullyQualifiedName~Faults
done
