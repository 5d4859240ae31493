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

    public static DocumentParameter Tag { get; } = new("tag", "The tag.", Schemas.Matching(TagName.Pattern)) { In = ParameterLocation.Path, IsRequired = true };

    public static DocumentParameter GroupInPath { get; } = new("name", "The group.", Schemas.Matching(GroupName.Pattern)) { In = ParameterLocation.Path, IsRequired = true };

    public static DocumentParameter IfMatch { get; } = new("If-Match", "The ETag of an answer: the change is made only if the settings are still those. *: only if anything is said.", Schemas.Text) { In = ParameterLocation.Header };

    public static DocumentParameter IconName { get; } =
        new("name", "The icon.", Schemas.IconName) { In = ParameterLocation.Path, IsRequired = true };

    /// <summary>Which clients a list has. Values of one parameter are alternatives; parameters are all to hold.</summary>
    public static DocumentParameter[] Filters { get; } = [.. ClientFilters.Rows.Select(Of)];

    /// <summary>The parameter of a filter.</summary>
    public static DocumentParameter Of(FilterRow filter)
    {
        var schema = Schemas.Of(filter.Texts);
        if (schema.Enum is not null)
            schema.Named(SchemaNames.Of(filter.Type));
        return filter.IsList
            ? new(filter.Name, $"{filter.Description} May be given more than once: any of them.", Schemas.ListOf(schema))
            : new(filter.Name, filter.Description, schema);
    }

    public static DocumentParameter ClientSort { get; } = new(
        "sort", "The order; - before it turns it round. Equals go by id.", Default(Sorts(ClientsQuery.Sorts).Named("ClientSort"), ClientsQuery.Sorts[0]));

    public static DocumentParameter HistorySort { get; } = new("sort", "The earliest change first, or the latest.", Default(Sorts(["offset"]).Named("HistorySort"), "offset"));

    public static DocumentParameter Cursor { get; } = new(
        "cursor", "The next of the page before: goes on after it. Everything else but limit has to be as it was.", Schemas.Text);

    public static DocumentParameter MinOffset { get; } = new(
        "minOffset", "Answers once this offset of the journal is visible: with the offset of a report's answer, you read what you wrote.", Default(Schemas.Integer(0), 0));

    public static DocumentParameter At { get; } = new("at", "A moment of the past, by the journal's clock; without it: now.", Schemas.Time);

    public static DocumentParameter From { get; } = new("from", "The earlier moment, by the journal's clock.", Schemas.Time) { IsRequired = true };

    public static DocumentParameter To { get; } = new("to", "The later moment, by the journal's clock.", Schemas.Time) { IsRequired = true };

    public static DocumentParameter ChangesFrom { get; } =
        new("from", "What was recorded after this moment, by the journal's clock; where the journal began later, from its beginning.", Schemas.Time) { IsRequired = true };

    public static DocumentParameter ChangesTo { get; } = new("to", "What was recorded until this moment; without it: until now.", Schemas.Time);

    /// <summary>Which acts of operators.</summary>
    public static DocumentParameter[] OfAudit { get; } =
    [
        new("from", "What was recorded after this moment, by the journal's clock; without it, and where the journal began later: from its beginning.", Schemas.Time),
        ChangesTo,
        Names("who", "Who did it: open, as nobody is asked who he is."),
        Names("what", "What was done, such as forget."),
        Names("target", "What was changed: the id of a client, or the name of something else, which begins with a slash."),
    ];

    public static DocumentParameter WatchFrom { get; } = new(
        "from", "Begins with what was recorded after this moment, by the journal's clock. Without it, without after and without Last-Event-ID: from now on.", Schemas.Time);

    public static DocumentParameter By { get; } = new(
        "by", "Adds the groups, page by page, those with most clients that need action first: in items, next and byGroup.", Schemas.OneOf([QuestionText.ByGroups]).Named("SummaryBy"));

    public static DocumentParameter After { get; } = new("after", "Goes on after this offset. Without it, without from and without Last-Event-ID: from now on.", Schemas.Integer(0));

    public static DocumentParameter LastEventId { get; } = new(
        "Last-Event-ID", "The id of the last event that was read: goes on after it. Browsers send it by themselves; it goes before after.", Schemas.Integer(0))
    {
        In = ParameterLocation.Header,
    };

    public static DocumentParameter Limit { get; } = new("limit", "How many items the page has at most.", Default(Schemas.Integer(1, PageLimits.Most), PageLimits.Usual));

    private static DocumentParameter Names(string name, string description) =>
        new(name, $"{description} May be given more than once: any of them.", Schemas.ListOf(Schemas.Matching(QuestionText.NamePattern)));

    /// <summary>Orders, and each the other way round.</summary>
    private static OpenApiSchema Sorts(IReadOnlyList<string> orders)
    {
        string[] names = [.. orders.Select(order => char.ToUpperInvariant(order[0]) + order[1..])];
        return Schemas.OneOf([.. orders, .. orders.Select(order => $"-{order}")]).Spelled([.. names, .. names.Select(name => $"{name}Descending")]);
    }

    private static OpenApiSchema Default(OpenApiSchema schema, JsonNode value)
    {
        schema.Default = value;
        return schema;
    }
}
