using System.Reflection;
using System.Runtime.Loader;
using Fleet.Host.Tests.Deployment;
using Fleet.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Fleet.Host.Tests.OpenApi.Generated;

/// <summary>A client that a generator made, compiled in this process together with a tour: code that somebody would write who uses that client.</summary>
internal sealed class GeneratedCode
{
    private static readonly IReadOnlyList<MetadataReference> Known =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly MethodInfo _tour;

    private GeneratedCode(Assembly assembly) => _tour = assembly.GetType("Fleet.Generated.Tour", throwOnError: true)!.GetMethod("Run")!;

    /// <summary>A file or folder beside these tests' sources.</summary>
    public static string Source(string name) => Repository.PathOf(Path.Combine("tests/Fleet.Host.Tests/OpenApi/Generated", name));

    /// <summary>Compiles; warnings are the generator's own affair, errors are not.</summary>
    /// <param name="tour">The file's name.</param>
    /// <param name="generated">What the generator made.</param>
    public static GeneratedCode Compile(string tour, IEnumerable<string> generated)
    {
        var sources = generated.Append(File.ReadAllText(Source($"Tours/{tour}"))).Select(source => CSharpSyntaxTree.ParseText(source));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        using var code = new MemoryStream();
        var compiled = CSharpCompilation.Create($"{tour}-{Guid.NewGuid():N}", sources, Known, options).Emit(code);
        Assert.Empty(compiled.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
        code.Position = 0;
        return new GeneratedCode(AssemblyLoadContext.Default.LoadFromStream(code));
    }

    /// <summary>Runs the tour against a host.</summary>
    /// <param name="http">Speaks with the host.</param>
    /// <param name="client">A client that nobody knows yet.</param>
    public async Task Tour(HttpClient http, string client)
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        using var foreign = new HttpClient { BaseAddress = http.BaseAddress, DefaultRequestHeaders = { { "Origin", "http://elsewhere.example" } } };
        await (Task)_tour.Invoke(null, [http, foreign, client, limit.Token])!;
    }
}
