using System.Reflection;
using Fleet.Host.Tests.Deployment;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.OpenApi.Generated;

/// <summary>Kiota makes a client of the host's document. It is a command, not a library: restored with the packages, and run from there.</summary>
[Collection(OnSharedHost.Name)]
[Trait("Needs", "processes")]
public sealed class KiotaTests(SharedHost host) : IDisposable
{
    private static readonly string Kiota = typeof(KiotaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(about => about.Key == "Kiota").Value!;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_client_compiles_and_works()
    {
        await File.WriteAllTextAsync(_folder.File("v1.json"), host.Document.Root.GetRawText());
        // By itself it asks for newer versions, and tells of its use.
        var (exitCode, said) = await Repository.Run(
            "env", "KIOTA_OFFLINE_ENABLED=true", "KIOTA_CLI_TELEMETRY_OPTOUT=1", "dotnet", Kiota,
            "generate", "--language", "CSharp", "--openapi", _folder.File("v1.json"), "--class-name", "FleetClient", "--namespace-name", "Fleet.Generated", "--output", _folder.File("client"));
        Assert.True(exitCode == 0, said);
        Assert.DoesNotContain("warn:", said);
        var client = Directory.EnumerateFiles(_folder.File("client"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        await GeneratedCode.Compile("KiotaTour.cs", client).Tour(host.Http, "kiota");
    }
}
