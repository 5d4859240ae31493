using Fleet.ReadModel.Queries;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Wire;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>Questions without an answer, as problems.</summary>
internal static class QueryProblems
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static Problem Of(QueryException refused) => new(
        StatusOf(refused.Code),
        Words.Of(refused.Code),
        refused.Message,
        refused.Parameter,
        refused.RetryAfter is { } after ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : null);

    /// <summary>An example of every problem that a question with some parameters may meet.</summary>
    public static Problem[] Of(IEnumerable<DocumentParameter> parameters) =>
    [
        .. parameters.SelectMany(Of).Select(Of),
        Of(new QueryException(QueryFault.Rebuilding, "The read model is being built from the journal.", retryAfter: Soon)),
        Problems.StoreAway,
        Problems.Busy,
    ];

    private static IEnumerable<QueryException> Of(DocumentParameter parameter) =>
        parameter is { IsRequired: true, In: ParameterLocation.Query }
            ? Wrong(parameter).Prepend(new(QueryFault.Missing, $"{parameter.Name} is missing: it takes {Rfc3339.Rule}.", parameter.Name))
            : Wrong(parameter);

    private static IEnumerable<QueryException> Wrong(DocumentParameter parameter) => parameter.Name switch
    {
        "at" or "from" or "to" =>
        [
            new(QueryFault.OutOfRange, $"{parameter.Name} takes {Rfc3339.Rule}.", parameter.Name),
            new(QueryFault.BeforeBegin, $"{parameter.Name} takes a moment since the journal began, at 2026-03-02T08:00:00.000Z.", parameter.Name),
        ],
        "cursor" =>
        [
            new(QueryFault.BadCursor, "cursor takes what the page before gave as next, to the same question.", "cursor"),
            Replaced("cursor"),
        ],
        "limit" => [new(QueryFault.OutOfRange, $"limit takes 1 to {parameter.Schema.Maximum}.", "limit")],
        "minOffset" =>
        [
            new(QueryFault.OffsetAhead, "minOffset takes an offset of the journal, which ends at 4711.", "minOffset"),
            new(QueryFault.Lagging, "The read model has not come to offset 4711 yet.", "minOffset", Soon),
            Replaced("minOffset"),
        ],
        _ => [],
    };

    /// <summary>Of a client whose last row cannot be read. It has no time: it does not pass by itself.</summary>
    public static Problem Damaged { get; } = Of(QueryException.Damaged(
        "Row 17 of client pc-7, at offset 4711, recorded 2026-03-02T08:00:05.000Z, cannot be read: its checksum is wrong"));

    /// <summary>As the check of offsets says it.</summary>
    public static QueryException Replaced(string parameter) =>
        new(QueryFault.JournalReplaced, $"{parameter} is of a journal that was replaced, by a backup that was restored, say: begin anew without it.", parameter);

    private static int StatusOf(QueryFault fault) => fault switch
    {
        QueryFault.NotFound => StatusCodes.Status404NotFound,
        QueryFault.Forgotten or QueryFault.JournalReplaced => StatusCodes.Status410Gone,
        QueryFault.Lagging or QueryFault.Rebuilding or QueryFault.Damaged => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
