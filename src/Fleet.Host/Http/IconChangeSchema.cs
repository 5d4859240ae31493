using Fleet.Protocol.Http;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>What the stream of icon changes is like. It is written by hand, so this is too; a test holds the two together.</summary>
internal static class IconChangeSchema
{
    public const string Description =
        """
        Server-sent events, each with the journal's offset as its `id`:

        - `icon-change`: a client's icon became another one. Catching up and live changes look alike.
        - `caught-up`: all that there was when the request came is told; from here on it is live.
        - `checkpoint`: nothing that the filters take happened up to this offset, so that who resumes need not read it again.

        A connection that breaks loses nothing: `Last-Event-ID`, which browsers send by themselves, or `after` goes on after an offset.
        `from` begins at a moment of the past instead, and `after` and `from` exclude each other.
        A filter given twice takes either value, different filters have to hold all, after the change.
        """;

    public static OpenApiSchema Stream
    {
        get
        {
            var stream = Schemas.Bytes;
            stream.Description = "Server-sent events (HTML standard, 9.2). The data of each is JSON on one line: see contentSchema.";
            stream.ContentMediaType = "application/json";
            stream.ContentSchema = new OpenApiSchema { OneOf = [ChangeData(), MarkData()] };
            return stream;
        }
    }

    private static OpenApiSchema ChangeData() => Whole(
        "The data of icon-change.",
        ("offset", "Its place in the journal.", Schemas.Integer(1)),
        ("clientId", "Whose icon it is.", Schemas.Matching(ClientId.Pattern)),
        ("group", "The client's group after the change.", Schemas.Matching(GroupName.Pattern)),
        ("from", "Null at a client's first icon.", Schemas.OrNull(Schemas.IconName)),
        ("to", "The icon from here on.", Schemas.IconName),
        ("conditions", "All that hold after the change, shown by the icon or not.", Schemas.ListOf(Schemas.Word<Conditions>())),
        ("cause", "Where the change came from.", Schemas.Word<ChangeCause>()),
        ("observedAt", "When it happened, by the clock of who observed it.", Schemas.Time),
        ("recordedAt", "When it was written, by the journal's clock.", Schemas.Time)).Named("IconChange");

    private static OpenApiSchema MarkData() => Whole("The data of caught-up and checkpoint.", ("offset", "Everything up to this offset is told.", Schemas.Integer(0))).Named("FeedMark");

    private static OpenApiSchema Whole(string description, params (string Name, string Description, OpenApiSchema Schema)[] members) =>
        Schemas.Object(description, members.Select(member => member.Name), members);
}
