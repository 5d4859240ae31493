using Fleet.Host.Tests.Hosting;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using Xunit;

namespace Fleet.Host.Tests.OpenApi.Generated;

/// <summary>NSwag makes a client of the host's document, with the settings that docs/http.md gives.</summary>
[Collection(OnSharedHost.Name)]
public sealed class NSwagTests(SharedHost host)
{
    /// <summary>System.Text.Json writes a null for what is not there, which a report does not take.</summary>
    private const string WithoutNulls = """
        namespace Fleet.Generated;

        public partial class FleetClient
        {
            static partial void UpdateJsonSerializerSettings(System.Text.Json.JsonSerializerOptions settings) =>
                settings.DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull;
        }
        """;

    [Theory]
    [InlineData(CSharpJsonLibrary.SystemTextJson)]
    [InlineData(CSharpJsonLibrary.NewtonsoftJson)]
    public async Task Its_client_compiles_and_works(CSharpJsonLibrary library)
    {
        var document = await OpenApiDocument.FromJsonAsync(host.Document.Root.GetRawText());
        var client = new CSharpClientGenerator(document, Settings(library)).GenerateFile();
        string[] sources = library == CSharpJsonLibrary.SystemTextJson ? [client, WithoutNulls] : [client];
        await GeneratedCode.Compile("NSwagTour.cs", sources).Tour(host.Http, $"nswag-{library}");
    }

    private static CSharpClientGeneratorSettings Settings(CSharpJsonLibrary library)
    {
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "FleetClient",
            GenerateOptionalParameters = true,
            // Without it a time is sent without its offset from UTC, and refused.
            ParameterDateTimeFormat = "o",
        };
        var types = settings.CSharpGeneratorSettings;
        types.Namespace = "Fleet.Generated";
        types.GenerateNullableReferenceTypes = true;
        // Without it what is not there has the first word of its vocabulary, and a report tells what nobody said.
        types.GenerateOptionalPropertiesAsNullable = true;
        types.JsonLibrary = library;
        if (library == CSharpJsonLibrary.SystemTextJson)
        {
            // Words are named for System.Text.Json since its version 9; those in a list are read only with a converter for all.
            types.JsonLibraryVersion = 9;
            types.JsonConverters = ["System.Text.Json.Serialization.JsonStringEnumConverter"];
        }

        return settings;
    }
}
