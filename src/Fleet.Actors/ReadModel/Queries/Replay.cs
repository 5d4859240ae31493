using System.Runtime.InteropServices;
using Fleet.Actors.ReadModel.Model;
using Fleet.Actors.ReadModel.Source;
using Fleet.Core.Clients;

namespace Fleet.Actors.ReadModel.Queries;

/// <summary>What became of clients between two offsets.</summary>
internal static class Replay
{
    /// <summary>Rows that are read at a time: no statement stays open for long, so the journal's log can be checkpointed.</summary>
    private const int Stretch = 10_000;

    /// <summary>Each client that has a row behind one offset and up to another, with where it counted at the two.</summary>
    public static IEnumerable<(string Client, Place? Before, Place? After)> Between(IJournalSource journal, long from, long to)
    {
        foreach (var (client, (first, last)) in Touched(journal, from, to))
        {
            var before = first == 1 ? null : PlaceAfter(journal, client, first - 1);
            yield return (client, before, PlaceAfter(journal, client, last));
        }
    }

    private static Dictionary<string, (long First, long Last)> Touched(IJournalSource journal, long from, long to)
    {
        var touched = new Dictionary<string, (long First, long Last)>();
        List<JournalHead> heads;
        do
        {
            heads = journal.HeadsBetween(from, to, Stretch);
            foreach (var head in heads)
            {
                ref var numbers = ref CollectionsMarshal.GetValueRefOrAddDefault(touched, head.Client, out var known);
                numbers = (known ? numbers.First : head.Number, head.Number);
                from = head.Offset;
            }
        }
        while (heads.Count == Stretch);
        return touched;
    }

    private static Place? PlaceAfter(IJournalSource journal, string client, long number) =>
        Place.Of(journal.Row(client, number)?.Decode().After ?? ClientState.None);
}
