using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Fleet.Protocol.Http;

/// <summary>The JSON of the HTTP API, for those who write answers and for those who read them.</summary>
public static class ApiJson
{
    /// <summary>The API's JSON.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Makes options those of the API.</summary>
    /// <param name="options">Those for the web.</param>
    public static void Apply(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, ApiContext.Default.WithAddedModifier(FleetSummary.WriteNextOfPages));
        foreach (var text in ApiTexts.All)
            options.Converters.Add(text);
        // Numbers are numbers: else the document would say that they may be text as well.
        options.NumberHandling = JsonNumberHandling.Strict;
        // The answers are JSON, never a part of a page: nothing but JSON's own characters needs an escape.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>Every answer of the API.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ClientJson))]
[JsonSerializable(typeof(ClientPageJson))]
[JsonSerializable(typeof(TakenJson))]
[JsonSerializable(typeof(ForgottenJson))]
[JsonSerializable(typeof(MarkedJson))]
[JsonSerializable(typeof(VerifiedJson))]
[JsonSerializable(typeof(AuditJson))]
[JsonSerializable(typeof(HistoryJson))]
[JsonSerializable(typeof(ExplanationJson))]
[JsonSerializable(typeof(FleetSummary))]
[JsonSerializable(typeof(FleetDiff))]
[JsonSerializable(typeof(IReadOnlyList<IconRowJson>))]
[JsonSerializable(typeof(IconChangeJson))]
[JsonSerializable(typeof(LevelJson))]
[JsonSerializable(typeof(LevelPutJson))]
[JsonSerializable(typeof(LevelHistoryJson))]
[JsonSerializable(typeof(SettingsChangedJson))]
[JsonSerializable(typeof(GroupPageJson))]
[JsonSerializable(typeof(ReadModelJson))]
[JsonSerializable(typeof(TaskMadeJson))]
[JsonSerializable(typeof(TaskOrderedJson))]
[JsonSerializable(typeof(ManagedTaskJson))]
[JsonSerializable(typeof(TaskPageJson))]
[JsonSerializable(typeof(TargetPageJson))]
[JsonSerializable(typeof(ProblemJson))]
[JsonSerializable(typeof(PageEnd))]
[JsonSerializable(typeof(OriginJson<JsonElement>))]
internal sealed partial class ApiContext : JsonSerializerContext;
