using System.Runtime.InteropServices;
using Fleet.Journal.Reading;
using Fleet.Protocol.Journal;

namespace Fleet.ReadModel.Queries;

/// <summary>What became of clients between two offsets.</summary>
internal static class Replay
{
    /// <summary>Rows that are read at a time: no statement stays open for long, so the journal's log can be checkpointed.</summary>
    private const int Stretch = 2_000;

    /// <summary>Each client that has a row after one offset and up to another, with what it was at the two.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="leftOut">Rows that count for nothing.</param>
    /// <param name="from">The one offset.</param>
    /// <param name="to">The other.</param>
    /// <param name="of">What a client is after a row; before its first one it is the default.</param>
    /// <param name="guess">
    /// What a client was before a row, if the row tells; else the client's row before that one is looked up, which takes longer than
    /// everything else.
    /// </param>
    public static IEnumerable<(string Client, T Before, T After)> Between<T>(
        IJournalSource journal, LeftOut leftOut, long from, long to, Func<RowGlance, T> of, TryGuess<T> guess)
    {
        var glancer = new RowGlancer();
        foreach (var (client, life) in Touched(journal, leftOut, glancer, from, to, of, guess))
            yield return (client, life.IsKnown ? life.Before : leftOut.Before(journal, client, life.FirstNumber, glancer) is { } row ? of(row) : default!, life.After);
    }

    private static Dictionary<string, ClientSpan<T>> Touched<T>(
        IJournalSource journal, LeftOut leftOut, RowGlancer glancer, long from, long to, Func<RowGlance, T> of, TryGuess<T> guess)
    {
        var touched = new Dictionary<string, ClientSpan<T>>();
        while (from < to)
        {
            var rows = journal.ReadAfter(from, Stretch);
            foreach (var row in rows.TakeWhile(row => row.Offset <= to).Where(row => row.IsOfClient))
            {
                if (!leftOut.TryGlance(row, glancer, out var glance))
                    continue;
                ref var life = ref CollectionsMarshal.GetValueRefOrAddDefault(touched, row.Client, out var isKnown);
                if (isKnown)
                    life = life with { After = of(glance) };
                else if (row.Number == 1)
                    life = new ClientSpan<T>(1, IsKnown: true, default!, of(glance));
                else if (!leftOut.Touches(row.Client) && guess(glance, out var before))
                    life = new ClientSpan<T>(row.Number, IsKnown: true, before!, of(glance));
                else
                    life = new ClientSpan<T>(row.Number, IsKnown: false, default!, of(glance));
            }

            from = rows.Count < Stretch ? to : rows[^1].Offset;
        }

        return touched;
    }

    private readonly record struct ClientSpan<T>(long FirstNumber, bool IsKnown, T Before, T After);
}

/// <summary>Tells from a row what its client was before.</summary>
/// <returns>False: it does not tell.</returns>
internal delegate bool TryGuess<T>(RowGlance row, out T? before);
