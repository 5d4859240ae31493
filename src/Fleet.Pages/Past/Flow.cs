using System.Globalization;
using Fleet.Core.Icons;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Past;

/// <summary>Who moved from what to what, as bands between two columns. What is not among the foremost of its column is one place together.</summary>
internal sealed class Flow
{
    /// <summary>Of the ground; bands are as thick as they are many.</summary>
    public const double Width = 100, Height = 1000;

    private const int Foremost = 8;

    /// <summary>What of a place's height its bands take where they are the most of all.</summary>
    private const double Filled = 0.8;

    public Flow(IReadOnlyList<FleetDiff.MoveJson> moves)
    {
        (From, To) = (Column(moves, move => move.From), Column(moves, move => move.To));
        Bands = [.. Draw(moves)];
    }

    /// <summary>Where they came from, the most first.</summary>
    public IReadOnlyList<FlowPlace> From { get; }

    /// <summary>Where they went.</summary>
    public IReadOnlyList<FlowPlace> To { get; }

    /// <summary>The outlines of the bands.</summary>
    public IReadOnlyList<(FlowPlace To, string Path)> Bands { get; }

    private static List<FlowPlace> Column(IReadOnlyList<FleetDiff.MoveJson> moves, Func<FleetDiff.MoveJson, Icon?> of)
    {
        var sums = moves.GroupBy(move => of(move)).Select(place => new FlowPlace(place.Key, place.Sum(move => move.Count))).OrderByDescending(place => place.Count).ToList();
        return sums.Count <= Foremost + 1
            ? sums
            : [.. sums.Take(Foremost), new FlowPlace(null, sums.Skip(Foremost).Sum(place => place.Count)) { Others = sums.Count - Foremost }];
    }

    private IEnumerable<(FlowPlace, string)> Draw(IReadOnlyList<FleetDiff.MoveJson> moves)
    {
        var bands = moves.GroupBy(move => (From: PlaceOf(From, move.From), To: PlaceOf(To, move.To)))
            .Select(band => (band.Key.From, band.Key.To, Count: band.Sum(move => move.Count))).OrderBy(band => band.From).ThenBy(band => band.To).ToList();
        // The same thickness for as many on both sides, whichever column is the fuller one.
        var most = From.Concat(To).Max(place => place.Count);
        var thickness = Filled * Height / Math.Max(From.Count, To.Count) / most;
        var (left, right) = (Tops(From, thickness), Tops(To, thickness));
        foreach (var (from, to, count) in bands)
        {
            var (high, a, b) = (count * thickness, left[from], right[to]);
            (left[from], right[to]) = (a + high, b + high);
            yield return (To[to], $"M0 {N(a)}C{N(Width / 2)} {N(a)} {N(Width / 2)} {N(b)} {N(Width)} {N(b)}V{N(b + high)}C{N(Width / 2)} {N(b + high)} {N(Width / 2)} {N(a + high)} 0 {N(a + high)}Z");
        }
    }

    /// <summary>Where the bands of each place begin: they lie around its middle.</summary>
    private static double[] Tops(IReadOnlyList<FlowPlace> column, double thickness) =>
        [.. column.Select((place, i) => ((i + 0.5) * Height / column.Count) - (place.Count * thickness / 2))];

    private static int PlaceOf(IReadOnlyList<FlowPlace> column, Icon? icon) =>
        column.Index().Where(place => place.Item.Others == 0 && place.Item.Icon == icon).Select(place => place.Index).FirstOrDefault(column.Count - 1);

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
