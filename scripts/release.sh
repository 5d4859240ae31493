#!/usr/bin/env bash
# Makes a release of the commit that is checked out: archives for linux-x64, the two .NET tools, a bill of materials of each, and the checksums of all.
#
# usage: scripts/release.sh VERSION [FOLDER]        FOLDER: where it goes; dist/VERSION, if not given. It must not be there yet.
#
# The same commit gives the same files: docs/operations.md says how far that was tried.
set -euo pipefail

fail() { echo "release.sh: $1" >&2; exit 2; }

[ $# -ge 1 ] && [ $# -le 2 ] || fail "takes a version, and perhaps a folder"
version=$1
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || fail "'$version' is no version: it takes 1.2.3 or 1.2.3-rc.1"
cd "$(dirname "$0")/.."
out=$(realpath -m "${2:-dist/$version}")
[ ! -e "$out" ] || fail "$out is there already"
[ -z "$(git status --porcelain)" ] || fail "something is not committed: a release is of a commit"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
made=(-c Release -p:Version="$version" -p:ContinuousIntegrationBuild=true -v q -nologo)

# archive NAME PROJECT SELF_CONTAINED: publishes a project as a single file, compiled ahead of time so that it is ready and warm sooner, with what belongs to it, into NAME.tar.gz.
archive() {
  dotnet publish "src/$2" "${made[@]}" -r linux-x64 --self-contained "$3" -p:PublishSingleFile=true -p:PublishReadyToRun=true -o "$work/$1"
  cp -r LICENSE README.md docs deploy "$work/$1/"
  chmod -R u=rwX,go=rX "$work/$1"
  tar --create --directory "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner "$1" | gzip --no-name > "$work/out/$1.tar.gz"
}

# bill NAME PROJECT: what a project is made of, in CycloneDX.
bill() {
  dotnet dotnet-CycloneDX "src/$2/$2.csproj" --output "$work/out" --filename "$1.cdx.json" --output-format Json --set-name "$1" --set-version "$version" --disable-package-restore --no-serial-number > /dev/null
  sed -i "s/\"timestamp\": \".*\"/\"timestamp\": \"$(date --utc --date="@$SOURCE_DATE_EPOCH" +%FT%TZ)\"/" "$work/out/$1.cdx.json"
}

mkdir "$work/out"
dotnet tool restore > /dev/null
for tool in fleet:Fleet.Host fleet-sim:Fleet.Sim; do
  name=${tool%%:*} project=${tool##*:}
  archive "$name-$version-linux-x64" "$project" false
  archive "$name-$version-linux-x64-self-contained" "$project" true
  dotnet pack "src/$project" "${made[@]}" -o "$work/out"
  bill "$name" "$project"
done
(cd "$work/out" && sha256sum -- * > SHA256SUMS)
mkdir -p "$(dirname "$out")"
mv "$work/out" "$out"
cat "$out/SHA256SUMS"
