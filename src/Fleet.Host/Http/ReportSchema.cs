using System.Text.Json.Nodes;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>What the body of a report has to be. It is read by hand, so this is written by hand; a test holds the two together.</summary>
internal static class ReportSchema
{
    public static OpenApiRequestBody Body() => new()
    {
        Description = $"One report, of at most {Listening.ListeningExtensions.MaxBodySize} bytes. No other members are taken, and null is no value.",
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new() { Schema = Report(), Example = JsonNode.Parse(Examples.Report) },
        },
    };

    private static OpenApiSchema Report() => Schemas.Object(
        "What a client reports.",
        ["seq", "observedAt"],
        ("seq", "Number of the report, counted by the client. One that was taken before is answered again, without effect.", Schemas.Integer(1, ClientCommand.MaxSeq)),
        ("epoch", "The client's memory of its numbers, by a name of its choice; another one than the last: it lost that memory, and its numbers begin at 1 again. Without acked the first one of an epoch is any. Empty, or left out: it has none.", Epoch()),
        ("acked", "Highest number up to which the client holds answers, refusals for good among them; less than seq. Without it nothing is outstanding.", Schemas.Integer(0, ClientCommand.MaxSeq - 1)),
        ("observedAt", "By the client's clock, which may be 5 minutes ahead of the server's.", Schemas.Time),
        ("facts", "What is told. What is left out stays as it was.", Facts()),
        ("group", "The same as facts.group.", Group())).Named("Report");

    private static OpenApiSchema Facts() => Schemas.Object(
        "What is told.",
        [],
        [
            ("scanMethod", "Another scan method resets the link, unless the same report tells it.", Schemas.Word<ScanMethod>()),
            ("pattern", "By its status, or by its release: then the server judges its age.", Pattern()),
            ("realTimeScan", "Disabled is a setting; stopped is a service that does not run.", Schemas.Word<RealTimeScan>()),
            ("smartProtection", "The link to a Smart Protection Server. Smart scan takes connected or disconnected.", Schemas.Word<SmartProtection>()),
            ("roaming", "Whether roaming mode is on.", Schemas.Flag),
            ("group", "The group that the client belongs to.", Group()),
            .. ClientStatus.UnshownFacts.Select(fact => (fact.Name, "The client's, in one of its words.", Schemas.Of(fact))),
        ]).Named("ReportedFacts");

    /// <summary>Either a status, or a version and its release. Generators make one type of this; of a choice of two types not all of them make one that compiles.</summary>
    private static OpenApiSchema Pattern()
    {
        var pattern = Schemas.Object(
            "A pattern.",
            [],
            ("status", "Old or not, as the client judged. It stands alone.", Schemas.Word<PatternStatus>()),
            ("version", "Without control characters. With releasedAt.", Version()),
            ("releasedAt", "At most a day ahead of the server's clock. With version.", Schemas.Time));
        (pattern.MinProperties, pattern.MaxProperties) = (1, 2);
        pattern.DependentRequired = new Dictionary<string, HashSet<string>> { ["version"] = ["releasedAt"], ["releasedAt"] = ["version"] };
        return pattern.Named("ReportedPattern");
    }

    private static OpenApiSchema Version() => Plain(1, ReportedPattern.OfRelease.MaxVersionLength);

    private static OpenApiSchema Epoch() => Plain(0, Epochs.MaxLength);

    private static OpenApiSchema Plain(int least, int most)
    {
        var schema = Schemas.Matching(@"^\P{C}*$");
        (schema.MinLength, schema.MaxLength) = (least, most);
        return schema;
    }

    private static OpenApiSchema Group() => Schemas.Matching(GroupName.Pattern);
}
