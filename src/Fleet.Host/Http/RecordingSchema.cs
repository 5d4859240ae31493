using System.Text;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Recording;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>What a recording is like, for the document.</summary>
internal static class RecordingSchema
{
    public const string Description =
        """
        What came from the clients, and what operators did, between two moments, by the journal's clock, as a recording that `fleet-sim replay` and `fleet-sim verify` take. It opens with inputs that
        bring every client to where it was at `from`, so that a server which starts empty goes through the same states. Where the journal began later than `from`, the recording does too; it ends
        now if `to` is later. docs/recordings.md describes every line.
        """;

    public static OpenApiSchema Lines
    {
        get
        {
            var lines = Schemas.Bytes;
            lines.Description = $"JSON Lines: a header of {RecordingHeader.SchemaFamily}1, or 2 where clients are re-imaged or an operator acts, events and acts, and a footer. Without the footer it is not whole.";
            lines.ContentMediaType = "application/json";
            lines.ContentSchema = new OpenApiSchema { OneOf = [Header(), Act(), Event(), Footer()] };
            return lines;
        }
    }

    public static string Example
    {
        get
        {
            var pc = ClientId.Parse("pc-7");
            using var writer = new RecordingWriter(new RecordingHeader(
                RecordingSource.Journal, "journal", null, 0, null, 1, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), 3_600_000_000, "1x", 604_800_000_000, Timeout: 90_000_000));
            writer.Write(new RecordedInput(60_000_000, pc, 1, InputKind.Connect, Group: GroupName.Parse("sales")));
            writer.Write(new RecordedInput(66_000_000, pc, 2, InputKind.Tell, new ReportedFacts { RealTimeScan = RealTimeScan.Stopped }));
            writer.Write(new RecordedInput(99_000_000, pc, 3, InputKind.Leave, Reason: GoodbyeReason.Unloaded));
            writer.Finish(fleetHash: null);
            return Encoding.UTF8.GetString(writer.Gathered.Span);
        }
    }

    private static OpenApiSchema Header() => Schemas.Object(
        "The first line.",
        ["schema", "source", "scenario", "scenarioHash", "seed", "random", "clients", "start", "length", "speed", "patternMaxAge"],
        ("schema", "The format and its version.", Schemas.OneOf([.. Enumerable.Range(1, RecordingHeader.Newest).Select(version => $"{RecordingHeader.SchemaFamily}{version}")])),
        ("source", "What it was made from.", Schemas.OneOf([Words.Of(RecordingSource.Journal)])),
        ("scenario", "`journal`.", Schemas.Text),
        ("scenarioHash", "Null: there is no scenario.", Schemas.OrNull(Schemas.Text)),
        ("seed", "0: nothing was drawn.", Schemas.Integer(0)),
        ("random", "Null: nothing was drawn.", Schemas.OrNull(Schemas.Text)),
        ("clients", "How many take part.", Schemas.Integer(0)),
        ("start", "The moment of t = 0: as long before from as the opening takes.", Schemas.Time),
        ("length", "Microseconds from there to the end.", Schemas.Integer(0)),
        ("speed", "`1x`.", Schemas.Text),
        ("patternMaxAge", "Microseconds after its release at which a pattern is outdated.", Schemas.Integer(1)),
        ("timeout", "Microseconds of silence after which a client is offline.", Schemas.Integer(1)),
        ("opening", "Microseconds at the start that bring the clients to where they were; not there: there were none.", Schemas.Integer(1)));

    private static OpenApiSchema Event() => Schemas.Object(
        "An input, in the order of t, c and n.",
        ["t", "c", "n", "do"],
        ("t", "Microseconds since the start.", Schemas.Integer(0)),
        ("c", "The client.", Schemas.Matching(ClientId.Pattern)),
        ("n", "Counts the client's inputs, from 1.", Schemas.Integer(1)),
        ("do", "What happens.", Schemas.OneOf(Words.All<InputKind>())),
        ("group", "Of connect: the client's first group.", Schemas.Matching(GroupName.Pattern)),
        ("reason", "Of leave.", Schemas.OneOf(Words.All<GoodbyeReason>())),
        ("facts", "Of tell: as in a report, but a release counts in microseconds from the start.", new OpenApiSchema { Type = JsonSchemaType.Object }),
        ("settings", "Of intend: settings that the client cannot apply.", new OpenApiSchema { Type = JsonSchemaType.Object }),
        ("error", "Of intend: why not.", Schemas.Text),
        ("task", "Of intend: a task.", Schemas.Text),
        ("attempt", "Of intend: which attempt of it.", Schemas.Integer(1)),
        ("end", "Of intend: how that ends.", Schemas.Text),
        ("takes", "Of intend: after how many microseconds.", Schemas.Integer(0)));

    private static OpenApiSchema Act() => Schemas.Object(
        "What an operator did. It comes before the inputs of its time.",
        ["t", "n", "act"],
        ("t", "Microseconds since the start.", Schemas.Integer(0)),
        ("n", "Counts the acts, from 1.", Schemas.Integer(1)),
        ("act", "The request that does it, such as `PUT /v1/settings`.", Schemas.Text),
        ("body", "Its body, if it has one.", new OpenApiSchema { Type = JsonSchemaType.Object }));

    private static OpenApiSchema Footer() => Schemas.Object(
        "The last line.",
        ["count", "hash", "chain", "fleetHash", "seal"],
        ("count", "How many inputs there are.", Schemas.Integer(0)),
        ("hash", "SHA-256 over their lines.", Schemas.Text),
        ("chain", "Hashes on the way, to find a change by.", new OpenApiSchema { Type = JsonSchemaType.Object }),
        ("fleetHash", "SHA-256 over the fleet at the end, after everybody's goodbye.", Schemas.Text),
        ("seal", "SHA-256 over header, hash and footer.", Schemas.Text));
}
