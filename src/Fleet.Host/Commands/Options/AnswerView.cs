using Fleet.Protocol.Http;

namespace Fleet.Host.Commands.Options;

/// <summary>What a command makes of an answer, or of a page of one, where JSON is not asked for.</summary>
/// <param name="ToPerson">Shows it to a person.</param>
/// <param name="CsvHead">The first line of it as comma-separated values.</param>
/// <param name="CsvRows">Its other lines.</param>
internal sealed record AnswerView<T>(Action<T> ToPerson, string CsvHead, Func<T, IReadOnlyList<string>> CsvRows)
{
    /// <summary>Of a page: how many rows there are on all of them; null: nobody has counted.</summary>
    public Func<T, long?> Total { get; init; } = _ => null;

    /// <summary>What a person is told where there is no row; null: nothing.</summary>
    public string? Nothing { get; init; }
}

/// <summary>Makes them.</summary>
internal static class AnswerView
{
    /// <param name="toPerson">Shows the answer to a person.</param>
    /// <param name="table">The answer as comma-separated values.</param>
    /// <param name="rows">The rows of that.</param>
    public static AnswerView<T> Of<T, TRow>(Action<T> toPerson, CsvTable<TRow> table, Func<T, IEnumerable<TRow>> rows) =>
        new(toPerson, table.Head, answer => [.. rows(answer).Select(table.Row)]);
}
