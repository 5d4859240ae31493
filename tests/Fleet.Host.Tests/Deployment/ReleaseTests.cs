using System.Formats.Tar;
using System.IO.Compression;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Deployment;

/// <summary>What <c>scripts/release.sh</c> makes of what the SDK gives it: here a stand-in for that, which writes a file for everything that it is asked for.</summary>
[Trait("Needs", "processes")]
public sealed class ReleaseTests : IAsyncLifetime, IDisposable
{
    private const string Sdk = """
        #!/usr/bin/env bash
        out= name=
        for ((i = 1; i <= $#; i++)); do
          next=$((i + 1))
          case "${!i}" in
            -o | --output) out=${!next} ;;
            --filename) name=${!next} ;;
          esac
        done
        case "$1" in
          publish) mkdir -p "$out" && echo "${*/$out/}" > "$out/program" && chmod 777 "$out/program" ;;
          pack) echo "$2" > "$out/$(basename "$2").nupkg" ;;
          dotnet-CycloneDX) echo "{\"metadata\":{
            \"timestamp\": \"$(date +%s%N)\"
          }}" > "$out/$name" ;;
        esac
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>A repository of nothing but what the script looks at.</summary>
    public async Task InitializeAsync()
    {
        foreach (var file in (string[])["LICENSE", "README.md", "docs/http.md", "deploy/fleet.service"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Of(file))!);
            await File.WriteAllTextAsync(Of(file), file);
        }

        Directory.CreateDirectory(Of("scripts"));
        File.Copy(Repository.PathOf("scripts/release.sh"), Of("scripts/release.sh"));
        var sdk = Path.Combine(Directory.CreateDirectory(_folder.File("sdk")).FullName, "dotnet");
        await File.WriteAllTextAsync(sdk, Sdk);
        Assert.Equal(0, (await Repository.RunIn(_folder.Path, tools: null, "chmod", "+x", sdk)).ExitCode);
        await Git("init", "--quiet");
        await Git("add", ".");
        await Git("-c", "user.name=x", "-c", "user.email=x@example", "commit", "--quiet", "--message", "all");
    }

    [Fact]
    public async Task A_release_is_whole_and_the_same_again()
    {
        Assert.Equal(0, (await Release("1.2.3-rc.1", _folder.File("one"))).ExitCode);
        Assert.Equal(0, (await Release("1.2.3-rc.1", _folder.File("two"))).ExitCode);
        Assert.Equal(await File.ReadAllTextAsync(_folder.File("one/SHA256SUMS")), await File.ReadAllTextAsync(_folder.File("two/SHA256SUMS")));
        Assert.Equal(0, (await Repository.RunIn(_folder.File("one"), tools: null, "sha256sum", "--check", "--strict", "SHA256SUMS")).ExitCode);
        Assert.Equal(
            [
                "Fleet.Host.nupkg", "Fleet.Sim.nupkg", "SHA256SUMS",
                "fleet-1.2.3-rc.1-linux-x64-self-contained.tar.gz", "fleet-1.2.3-rc.1-linux-x64.tar.gz",
                "fleet-sim-1.2.3-rc.1-linux-x64-self-contained.tar.gz", "fleet-sim-1.2.3-rc.1-linux-x64.tar.gz",
                "fleet-sim.cdx.json", "fleet.cdx.json",
            ],
            Directory.GetFiles(_folder.File("one")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_archive_has_the_program_with_what_belongs_to_it_as_anybody_may_read_it()
    {
        Assert.Equal(0, (await Release("1.2.3", _folder.File("one"))).ExitCode);
        await using var packed = new GZipStream(File.OpenRead(_folder.File("one/fleet-1.2.3-linux-x64.tar.gz")), CompressionMode.Decompress);
        await using var archive = new TarReader(packed);
        var entries = new Dictionary<string, (int Owner, UnixFileMode Mode, string Text)>();
        while (await archive.GetNextEntryAsync() is { } entry)
            entries[entry.Name] = (entry.Uid, entry.Mode, entry.DataStream is { } text ? await new StreamReader(text).ReadToEndAsync() : "");
        Assert.Equal(
            ["LICENSE", "README.md", "deploy/fleet.service", "docs/http.md", "program"],
            entries.Keys.Where(name => !name.EndsWith('/')).Select(name => name["fleet-1.2.3-linux-x64/".Length..]).Order(StringComparer.Ordinal));
        Assert.All(entries.Values, entry => Assert.Equal((0, UnixFileMode.None), (entry.Owner, entry.Mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite))));
        var program = entries["fleet-1.2.3-linux-x64/program"].Text;
        Assert.Contains("-p:Version=1.2.3 ", program);
        Assert.Contains("--self-contained false", program);
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("v1.2.3")]
    [InlineData("1.2.3; rm -rf /")]
    public async Task What_is_no_version_makes_none(string version)
    {
        Assert.Equal(2, (await Release(version, _folder.File("one"))).ExitCode);
        Assert.False(Directory.Exists(_folder.File("one")));
    }

    [Fact]
    public async Task Nothing_that_is_there_is_written_over_and_nothing_is_released_that_no_commit_has()
    {
        Directory.CreateDirectory(_folder.File("one"));
        Assert.Equal(2, (await Release("1.2.3", _folder.File("one"))).ExitCode);
        await File.WriteAllTextAsync(Of("README.md"), "changed");
        var (code, said) = await Release("1.2.3", _folder.File("two"));
        Assert.Equal((2, true), (code, said.Contains("not committed", StringComparison.Ordinal)));
        Assert.False(Directory.Exists(_folder.File("two")));
    }

    private string Of(string file) => _folder.File($"repository/{file}");

    private Task<(int ExitCode, string Output)> Release(string version, string folder) => Repository.RunIn(_folder.Path, _folder.File("sdk"), "bash", Of("scripts/release.sh"), version, folder);

    private async Task Git(params string[] args) => Assert.Equal(0, (await Repository.RunIn(_folder.File("repository"), tools: null, "git", args)).ExitCode);
}
