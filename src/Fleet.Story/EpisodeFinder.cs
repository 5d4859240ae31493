using Fleet.Core.Vocabulary;

namespace Fleet.Story;

/// <summary>
/// Finds what stands out: stretches in which the same trouble begins at the clients of a group much more often than it does in general. A
/// stretch that other groups have at the same time is one episode with theirs. What strikes a few of each group is looked for in the whole fleet. What
/// happens now and then, as it does on every day, is left.
/// </summary>
/// <param name="from">Where the story begins.</param>
/// <param name="to">Where it ends.</param>
/// <param name="sizes">How many clients each group has.</param>
internal sealed class EpisodeFinder(TimeSpan from, TimeSpan to, IReadOnlyDictionary<GroupName, int> sizes)
{
    /// <summary>So many slices has the time; beginnings of one episode are in slices that follow one another.</summary>
    private const int Slices = 240;

    /// <summary>So improbable is as many beginnings in a slice as make an episode, were they spread by chance; some ten thousand slices are looked at.</summary>
    private const double Improbable = 1e-7;

    /// <summary>A day has busier hours: there may be so many times the average of it.</summary>
    private const double BusyHour = 2;

    /// <summary>What strikes a smaller share of the group is no episode.</summary>
    private const double LeastShare = 0.02;

    private readonly TimeSpan _slice = TimeSpan.FromTicks(Math.Max(1, (to - from).Ticks / Slices));

    /// <summary>Splits the troubles of a story into episodes and the rest.</summary>
    public (IReadOnlyList<Episode> Episodes, IReadOnlyList<Spell> Others) Split(IEnumerable<Spell> spells)
    {
        var (bursts, scattered, rest) = (new List<List<Spell>>(), new List<Spell>(), new List<Spell>());
        foreach (var alike in spells.Where(spell => spell.Began > from).GroupBy(spell => (spell.Trouble, spell.Group)))
            bursts.AddRange(Bursts([.. alike.OrderBy(spell => spell.Began)], sizes.GetValueOrDefault(alike.Key.Group), scattered));
        foreach (var alike in scattered.GroupBy(spell => spell.Trouble))
            bursts.AddRange(Bursts([.. alike.OrderBy(spell => spell.Began)], sizes.Values.Sum(), rest));

        return ([.. bursts.GroupBy(burst => burst[0].Trouble).SelectMany(Joined).Select(ToEpisode).OrderBy(episode => episode.From).ThenByDescending(episode => episode.Clients)], rest);
    }

    private List<List<Spell>> Bursts(List<Spell> spells, int size, List<Spell> rest)
    {
        var slices = spells.GroupBy(spell => (spell.Began - from).Ticks / _slice.Ticks).ToDictionary(slice => slice.Key, slice => slice.ToList());
        var usual = BusyHour * spells.Count / Slices;
        var (found, most) = (new List<List<Spell>>(), MostByChance(usual));
        foreach (var peak in slices.Where(slice => slice.Value.Count > most).Select(slice => slice.Key).Order().ToList())
        {
            // It rises and falls beside its peak, and may have several.
            List<Spell> burst = [.. Run(peak, -1).Reverse(), .. Run(peak + 1, 1)];
            if (burst.Select(spell => spell.Client).Distinct().Count() >= LeastShare * size)
                found.Add(burst);
            else
                rest.AddRange(burst);
        }

        rest.AddRange(slices.Values.SelectMany(slice => slice));
        return [.. found.Where(burst => burst.Count > 0)];

        IEnumerable<Spell> Run(long slice, int step)
        {
            for (; slices.TryGetValue(slice, out var alike) && alike.Count > usual + 1; slice += step)
            {
                slices.Remove(slice);
                foreach (var spell in step < 0 ? Enumerable.Reverse(alike) : alike)
                    yield return spell;
            }
        }
    }

    /// <summary>As many a slice has by chance at the most, where it has so many on the average (Poisson).</summary>
    private static int MostByChance(double usual)
    {
        var (count, probability, above) = (0, Math.Exp(-usual), 1 - Math.Exp(-usual));
        while (above > Improbable)
        {
            probability *= usual / ++count;
            above -= probability;
        }

        return count;
    }

    /// <summary>What struck several groups at one time is one thing.</summary>
    private IEnumerable<List<Spell>> Joined(IEnumerable<List<Spell>> bursts)
    {
        List<Spell>? joined = null;
        foreach (var burst in bursts.OrderBy(burst => burst[0].Began))
        {
            if (joined is not null && burst[0].Began - joined.Max(spell => spell.Began) <= _slice)
            {
                joined.AddRange(burst);
                continue;
            }

            if (joined is not null)
                yield return joined;
            joined = [.. burst];
        }

        if (joined is not null)
            yield return joined;
    }

    private Episode ToEpisode(List<Spell> spells) => new(
        spells[0].Trouble,
        [.. spells.OrderBy(spell => spell.Began)],
        [
            .. spells.GroupBy(spell => spell.Group)
                .Select(group => new GroupShare(group.Key, group.Select(spell => spell.Client).Distinct().Count(), sizes.GetValueOrDefault(group.Key)))
                .OrderByDescending(group => group.Struck).ThenBy(group => group.Group.Value, StringComparer.Ordinal),
        ]);
}
