using System.Text;
using System.Text.Json.Nodes;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Wire;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>What the body of settings has to be, and what is wrong with one that is not.</summary>
internal static class SettingsSchema
{
    /// <summary>Such a body.</summary>
    public const string Example =
        """{"realTimeScan":"enabled","privileges":{"roaming":false,"scheduledUpdate":true},"updates":{"sources":["server","vendor"],"schedule":{"every":"day","at":"12:00"}}}""";

    /// <summary>An example of each problem, made by whoever refuses.</summary>
    public static Problem[] Problems { get; } =
    [
        Wrong("""{"colour":"red"}"""),
        Wrong("""{"realTimeScan":"stopped"}"""),
        Wrong("""{"updates":{"sources":[]}}"""),
        Wrong("""{"updates":{"schedule":{"every":"day","at":"25:00"}}}"""),
        Wrong("""{"updates":{"schedule":{"every":"never","at":"12:00"}}}"""),
        ProblemWriter.OfStatus(StatusCodes.Status413PayloadTooLarge),
        ProblemWriter.OfStatus(StatusCodes.Status415UnsupportedMediaType),
    ];

    public static OpenApiRequestBody Body() => new()
    {
        Description = "All that the level says. No other members are taken; what is not there, or null, is inherited.",
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = Level, Example = JsonNode.Parse(Example) } },
    };

    /// <summary>What a level may say.</summary>
    public static OpenApiSchema Level => Schemas.Object(
        "Settings.",
        [],
        ("realTimeScan", "Whether Real-time Scan is to be on.", Schemas.OrNull(Schemas.Word<ManagedScan>())),
        ("scanMethod", "Which scan method there is to be.", Schemas.OrNull(Schemas.Word<ManagedMethod>())),
        ("privileges", "What the user may do.", Schemas.OrNull(Privileges.Named("PrivilegesToPut"))),
        ("updates", "How components are updated.", Schemas.OrNull(Updates.Named("UpdatesToPut")))).Named("SettingsToPut");

    private static OpenApiSchema Privileges => Schemas.Object(
        "Privileges.",
        [],
        ("roaming", "Turn roaming mode on.", Schemas.OrNull(Schemas.Flag)),
        ("scheduledUpdate", "Have scheduled updates, and settings with them, while the client roams.", Schemas.OrNull(Schemas.Flag)));

    private static OpenApiSchema Updates
    {
        get
        {
            var sources = Schemas.ListOf(Schemas.Word<UpdateSource>());
            (sources.MinItems, sources.UniqueItems) = (1, true);
            return Schemas.Object(
                "Updates.",
                [],
                ("includeRoamingAndOffline", "Automatic updates include roaming and offline clients.", Schemas.OrNull(Schemas.Flag)),
                ("sources", "Where from, the first choice first.", Schemas.OrNull(sources)),
                ("schedule", "When, without anybody's doing. Both members, or every alone where it is never.", Schemas.OrNull(Schedule.Named("ScheduleToPut"))));
        }
    }

    private static OpenApiSchema Schedule => Schemas.Object(
        "A schedule.",
        [],
        ("every", "How often.", Schemas.OrNull(Schemas.Word<Recurrence>())),
        ("at", "When, in UTC.", Schemas.OrNull(Schemas.Matching(UpdateTime.Pattern))));

    private static Problem Wrong(string body)
    {
        var problem = SettingsBody.TryRead(Encoding.UTF8.GetBytes(body), out var level, out var refusal)
            ? LevelRefusals.Of(LevelChange.Decide(LevelSettings.None, SettingsPatch.Whole(level), null))
            : refusal;
        return Http.Problems.Of(problem ?? throw new InvalidOperationException($"It is taken: {body}"));
    }
}
