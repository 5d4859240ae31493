#!/usr/bin/env bash
# Compiles what the tests start as processes ahead of time, and what they have of it in their own, where the build has put it: a host is ready after two thirds of the processor time then, and the suite
# starts some hundreds. It takes three quarters of a minute. The compiler comes from NuGet; where it cannot be had all is as it was, only slower, and that is said.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() { echo "not compiled ahead of time: $1"; exit 0; }
[ "$(uname -sm)" = "Linux x86_64" ] || skip "this is no Linux on x64"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
version=$(dotnet msbuild src/Fleet.Host -getProperty:BundledNETCoreAppPackageVersion)
cat > "$folder/compiler.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="Microsoft.NETCore.App.Crossgen2.linux-x64" Version="[$version]" /></ItemGroup>
</Project>
XML
dotnet restore "$folder/compiler.csproj" -v q > "$folder/restore.log" || skip "$(tail -n 1 "$folder/restore.log")"
packages=$(dotnet msbuild "$folder/compiler.csproj" -getProperty:NuGetPackageRoot)
compiler=${packages%/}/microsoft.netcore.app.crossgen2.linux-x64/$version/tools/crossgen2
chmod +x "$compiler"

# The newest runtime of each framework, as `Name 10.0.1 [folder]` per line.
runtimes=$(dotnet --list-runtimes | sed -nE 's/^(Microsoft\.(NETCore|AspNetCore)\.App) (10[^ ]*) \[(.*)\]$/\4\/\3/p' | sort -V)
framework=$(grep NETCore.App <<< "$runtimes" | tail -n 1) web=$(grep AspNetCore.App <<< "$runtimes" | tail -n 1)

of_host=src/Fleet.Host/bin/Release/net10.0 of_sim=src/Fleet.Sim/bin/Release/net10.0
mkdir "$folder/plain" "$folder/compiled"
cp $of_sim/*.dll "$folder/plain"
cp $of_host/*.dll "$folder/plain"
# This one takes the compiler minutes, and a start little.
rm -f "$folder"/plain/LanguageExt.Core.dll
export compiler framework web folder of_host of_sim
compile() {
  # What is compiled already is left as it is; the compiler says so by an error.
  "$compiler" "$folder/plain/$1" -o "$folder/compiled/$1" -r "$framework/*.dll" -r "$web/*.dll" -r "$of_host/*.dll" -r "$of_sim/*.dll" --targetos linux --targetarch x64 -O > "$folder/$1.log" 2>&1 || rm -f "$folder/compiled/$1"
}
export -f compile
(cd "$folder/plain" && ls ./*.dll | sed 's#^\./##') | xargs -P "$(nproc)" -I{} bash -c 'compile {}'

shopt -s nullglob
count=0
for compiled in "$folder"/compiled/*.dll; do
  name=$(basename "$compiled")
  for place in $of_host $of_sim tests/*/bin/Release/net10.0; do
    if cmp -s "$folder/plain/$name" "$place/$name"; then cp "$compiled" "$place/$name"; fi
  done
  count=$((count + 1))
done
[ "$count" -gt 0 ] || skip "$(cat "$folder"/fleet.dll.log)"
left=$(cd "$folder/plain" && for name in *.dll; do [ -e "../compiled/$name" ] || echo "$name"; done)
echo "$count assemblies compiled ahead of time${left:+; left as they are: ${left//$'\n'/, }}"
