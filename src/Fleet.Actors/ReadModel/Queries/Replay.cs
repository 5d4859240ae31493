using System.Runtime.InteropServices;
using Fleet.Actors.ReadModel.Source;
using Fleet.Core.Clients;

namespace Fleet.Actors.ReadModel.Queries;

/// <summary>What became of clients between two offsets.</summary>
internal static class Replay
{
    /// <summary>Rows that are read at a time: no statement stays open for long, so the journal's log can be checkpointed.</summary>
    private const int Stretch = 2_000;

    /// <summary>Each client that has a row behind one offset and up to another, with what it was at the two.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="from">The one offset.</param>
    /// <param name="to">The other.</param>
    /// <param name="of">What a client is, of its state.</param>
    /// <param name="guess">
    /// What a client was before an event, if the event and the state after it tell; else its row before that one is looked up,
    /// which takes longer than everything else.
    /// </param>
    public static IEnumerable<(string Client, T Before, T After)> Between<T>(
        IJournalSource journal, long from, long to, Func<ClientState, T> of, TryGuess<T> guess)
    {
        foreach (var (client, life) in Touched(journal, from, to, of, guess))
        {
            var before = life.IsKnown ? life.Before
                : of(life.FirstNumber == 1 ? ClientState.None : journal.Row(client, life.FirstNumber - 1)!.Value.Decode().After);
            yield return (client, before, life.After);
        }
    }

    private static Dictionary<string, ClientSpan<T>> Touched<T>(IJournalSource journal, long from, long to, Func<ClientState, T> of, TryGuess<T> guess)
    {
        var touched = new Dictionary<string, ClientSpan<T>>();
        while (from < to)
        {
            var rows = journal.ReadAfter(from, Stretch);
            foreach (var row in rows.TakeWhile(row => row.Offset <= to))
            {
                var (happened, after) = row.Decode();
                ref var life = ref CollectionsMarshal.GetValueRefOrAddDefault(touched, row.Client, out var isKnown);
                if (!isKnown)
                    life = new ClientSpan<T>(row.Number, guess(happened, after, out var before), before!, of(after));
                else
                    life = life with { After = of(after) };
            }

            from = rows.Count < Stretch ? to : rows[^1].Offset;
        }

        return touched;
    }

    private readonly record struct ClientSpan<T>(long FirstNumber, bool IsKnown, T Before, T After);
}

/// <summary>Tells from an event, and from the client after it, what the client was before.</summary>
/// <returns>False: they do not tell.</returns>
internal delegate bool TryGuess<T>(ClientEvent happened, ClientState after, out T? before);
