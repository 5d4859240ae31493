using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Commands.Options;

/// <summary>What a command is asked to do, and with what.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Api">The host.</param>
/// <param name="Screen">Where the answer goes.</param>
/// <param name="Time">What time it is.</param>
/// <param name="AsJson">The answer is for a machine.</param>
/// <param name="AsCsv">The answer is for a spreadsheet.</param>
internal sealed record Asked(ParseResult Parsed, FleetApi Api, Screen Screen, TimeProvider Time, bool AsJson, bool AsCsv)
{
    /// <summary>Asks one question, and shows the answer: as it is, or as it is viewed.</summary>
    public async Task Show<T>(ApiQuestion question, AnswerView<T> view, CancellationToken cancel) where T : class
    {
        var answer = await Api.Get(question, cancel);
        if (AsJson)
            Screen.WriteJson(answer.Json);
        else
            Show(answer.Read<T>(), view, isFirst: true);
    }

    /// <summary>The same with an answer that comes in pages.</summary>
    public Task ShowPages<T>(ApiQuestion question, Paging paging, AnswerView<T> view, CancellationToken cancel) where T : class =>
        AsJson ? WritePages(question, paging, cancel) : ViewPages(question, paging, view, cancel);

    private async Task WritePages(ApiQuestion question, Paging paging, CancellationToken cancel)
    {
        if (!paging.All(Parsed))
        {
            Screen.WriteJson((await Api.Get(question.With("limit", paging.Limit(Parsed)), cancel)).Json);
            return;
        }

        await AnswerPages.Write(Api.AskAll(question.With("limit", PageLimits.Most), cancel), Screen.Output, cancel);
        Screen.WriteJson([]);
    }

    /// <remarks>A page may be shorter than was asked for where others come after it: they are put together until there are so many.</remarks>
    private async Task ViewPages<T>(ApiQuestion question, Paging paging, AnswerView<T> view, CancellationToken cancel) where T : class
    {
        var wanted = paging.All(Parsed) ? long.MaxValue : paging.Limit(Parsed) ?? PageLimits.Usual;
        var (shown, total, next) = (0L, (long?)null, (string?)null);
        do
        {
            var page = await Api.Get(question.With("limit", Math.Min(wanted - shown, PageLimits.Most)).With("cursor", next), cancel);
            var answer = page.Read<T>();
            shown += Show(answer, view, isFirst: next is null);
            (total, next) = (view.Total(answer), page.Next);
        }
        while (next is not null && shown < wanted);

        if (shown == 0 && next is null)
        {
            if (view.Nothing is { } nothing)
                Screen.Note(nothing);
        }
        else if (next is not null)
            Screen.Note($"{(total is { } all ? $"{shown:N0} of {all:N0}" : $"{shown:N0}, and there is more")}: --all lists all of it.");
        else if (Screen.Width is not null && !AsCsv)
            Screen.Note($"{shown:N0} in all.");
    }

    /// <returns>How many rows it has.</returns>
    private int Show<T>(T answer, AnswerView<T> view, bool isFirst)
    {
        var rows = view.CsvRows(answer);
        if (AsCsv)
            Screen.WriteRaw(string.Concat(isFirst ? rows.Prepend(view.CsvHead) : rows));
        else
            view.ToPerson(answer);
        return rows.Count;
    }
}
