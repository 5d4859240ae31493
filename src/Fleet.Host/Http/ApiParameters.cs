using System.Text.Json.Nodes;
using Fleet.ReadModel.Queries;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>Every parameter that an address of the API takes.</summary>
internal static class ApiParameters
{
    public static DocumentParameter Id { get; } = new("id", "The client.", Schemas.Matching(ClientId.Pattern)) { In = ParameterLocation.Path, IsRequired = true };

    public static DocumentParameter IconName { get; } =
        new("name", "The icon.", Schemas.IconName) { In = ParameterLocation.Path, IsRequired = true };

    public static DocumentParameter Group { get; } = List("group", "Clients of this group.", Schemas.Matching(GroupName.Pattern));

    public static DocumentParameter Connection { get; } = Words<Connection>("connection", "Clients with this connection.");

    public static DocumentParameter Condition { get; } = Words<Conditions>("condition", "Clients for which this condition holds, whether their icon shows it or not.");

    /// <summary>Which clients a list has. Values of one parameter are alternatives; parameters are all to hold.</summary>
    public static DocumentParameter[] Filters { get; } =
    [
        Connection,
        Words<ScanMethod>("scanMethod", "Clients with this scan method."),
        Words<PatternStatus>("pattern", "Clients whose pattern is so."),
        Words<RealTimeScan>("realTimeScan", "Clients whose Real-time Scan is so."),
        Words<SmartProtection>("smartProtection", "Clients whose link to a Smart Protection Server is so."),
        List("icon", "Clients with this icon.", Schemas.IconName),
        Condition,
        Group,
        Words<PresenceCause>("presenceCause", "Clients that are, or are not, present for this cause. With it, clients that were uninstalled or moved are listed too."),
        Words<Need>("needsAction", "Whether somebody has something to do about the client, or who."),
        new("offlineSince", "Clients that are offline, and have been since this moment or longer; also those that have never been online, whenever they were first heard of.", Schemas.Time),
        new("q", "Clients whose id begins so.", Schemas.Matching(ClientId.Pattern)),
    ];

    public static DocumentParameter ClientSort { get; } = new(
        "sort", "The order; - before it turns it round. Equals go by id.", Default(Sorts(QueryText.Sorts).Named("ClientSort"), QueryText.Sorts[0]));

    public static DocumentParameter HistorySort { get; } = new("sort", "The earliest change first, or the latest.", Default(Sorts(["offset"]).Named("HistorySort"), "offset"));

    public static DocumentParameter Cursor { get; } = new(
        "cursor", "The next of the page before: goes on after it. Everything else but limit has to be as it was.", Schemas.Text);

    public static DocumentParameter MinOffset { get; } = new(
        "minOffset", "Answers once this offset of the journal is visible: with the offset of a report's answer, you read what you wrote.", Default(Schemas.Integer(0), 0));

    public static DocumentParameter At { get; } = new("at", "A moment of the past, by the journal's clock; without it: now.", Schemas.Time);

    public static DocumentParameter From { get; } = new("from", "The earlier moment, by the journal's clock.", Schemas.Time) { IsRequired = true };

    public static DocumentParameter To { get; } = new("to", "The later moment, by the journal's clock.", Schemas.Time) { IsRequired = true };

    public static DocumentParameter After { get; } = new("after", "Goes on after this offset. Without it and without Last-Event-ID: from now on.", Schemas.Integer(0));

    public static DocumentParameter LastEventId { get; } = new(
        "Last-Event-ID", "The id of the last event that was read: goes on after it. Browsers send it by themselves; it goes before after.", Schemas.Integer(0))
    {
        In = ParameterLocation.Header,
    };

    /// <param name="most">The largest page.</param>
    public static DocumentParameter Limit(int most) => new("limit", "How many items the page has at most.", Default(Schemas.Integer(1, most), QueryText.DefaultLimit));

    /// <summary>Orders, and each the other way round.</summary>
    private static OpenApiSchema Sorts(IReadOnlyList<string> orders)
    {
        string[] names = [.. orders.Select(order => char.ToUpperInvariant(order[0]) + order[1..])];
        return Schemas.OneOf([.. orders, .. orders.Select(order => $"-{order}")]).Spelled([.. names, .. names.Select(name => $"{name}Descending")]);
    }

    private static DocumentParameter Words<T>(string name, string description) where T : struct, Enum => List(name, description, Schemas.Word<T>());

    private static DocumentParameter List(string name, string description, OpenApiSchema of) =>
        new(name, $"{description} May be given more than once: any of them.", Schemas.ListOf(of));

    private static OpenApiSchema Default(OpenApiSchema schema, JsonNode value)
    {
        schema.Default = value;
        return schema;
    }
}
