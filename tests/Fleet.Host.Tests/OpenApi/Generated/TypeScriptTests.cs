using Fleet.Host.Tests.Deployment;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.OpenApi.Generated;

/// <summary>openapi-typescript makes types of the host's document, for openapi-fetch. They come from npm: eng/install-test-needs.sh has them ready.</summary>
[Collection(OnSharedHost.Name)]
[Trait("Needs", "processes")]
public sealed class TypeScriptTests(SharedHost host) : IDisposable
{
    private static readonly string Package = GeneratedCode.Source("TypeScript");
    private static readonly string Modules = Path.Combine(Package, "node_modules");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_types_hold_what_the_host_answers()
    {
        Assert.True(Directory.Exists(Modules), $"{Modules} is not there: eng/install-test-needs.sh installs it.");
        foreach (var file in (string[])["package.json", "tsconfig.json", "tour.ts"])
            File.Copy(Path.Combine(Package, file), _folder.File(file));
        Directory.CreateSymbolicLink(_folder.File("node_modules"), Modules);
        await File.WriteAllTextAsync(_folder.File("v1.json"), host.Document.Root.GetRawText());

        await Node("node_modules/openapi-typescript/bin/cli.js", _folder.File("v1.json"), "--output", _folder.File("fleet.d.ts"));
        await Node("node_modules/typescript/bin/tsc", "--project", _folder.Path);
        await Node("out/tour.js", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), "typescript");
    }

    private async Task Node(string script, params string[] args)
    {
        var (exitCode, said) = await Repository.Run("node", [_folder.File(script), .. args]);
        Assert.True(exitCode == 0, $"{script}: {said}");
    }
}
