using System.Globalization;
using Fleet.Benchmarks.Queries;
using Fleet.Benchmarks.Starting;

namespace Fleet.Benchmarks.Pages;

/// <summary>The journal of a fleet that pages are to show: who came in its first third, and changed since.</summary>
internal static class PagesJournal
{
    /// <summary>Changes for each client.</summary>
    private const int Changes = 2;

    private static readonly TimeSpan Long = TimeSpan.FromHours(6);

    /// <summary>Makes it.</summary>
    /// <param name="folder">The data folder of the host.</param>
    /// <param name="clients">How many.</param>
    /// <param name="groups">In how many groups they are.</param>
    public static int Make(string folder, string clients, string groups)
    {
        var count = int.Parse(clients, CultureInfo.InvariantCulture);
        using var journal = StartPlace.Embedded(folder).Store.OpenStore();
        var fleet = new SyntheticFleet(count, journal, seed: 1, TimeProvider.System.GetUtcNow() - Long, Long / (count * (Changes + 1.0)), int.Parse(groups, CultureInfo.InvariantCulture));
        fleet.Begin();
        fleet.Change(count * Changes);
        return 0;
    }
}
