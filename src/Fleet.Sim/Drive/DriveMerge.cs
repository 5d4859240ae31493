namespace Fleet.Sim.Drive;

/// <summary>What several generators told, as if one had: counts are summed and distributions added, as percentiles have neither sum nor mean.</summary>
internal static class DriveMerge
{
    /// <summary>The figures of all of them.</summary>
    public static DriveFigures Of(IReadOnlyList<DriveFigures> parts) => new(
        parts.Select(part => part.Tally).Aggregate((sum, next) => sum.Plus(next)),
        Sum(parts, part => part.Connect),
        Sum(parts, part => part.Latency),
        Sum(parts, part => part.Lateness),
        parts.Select(part => part.LastTrouble).FirstOrDefault(trouble => trouble is not null))
    {
        Waiting = parts.Sum(part => part.Waiting),
        LastAck = parts.Max(part => part.LastAck),
        Intervals = Of([.. parts.Select(part => part.Intervals)]),
        Workers = [.. parts.SelectMany(part => part.Workers)],
    };

    /// <summary>How all of them stand. What only a look shows, the times of a moment, are those of the slowest.</summary>
    public static DriveProgress Of(IReadOnlyList<DriveProgress> parts) => new(
        parts.Max(part => part.Elapsed),
        parts[0].Length,
        parts.All(part => part.Played),
        parts.Sum(part => part.Steps),
        parts.Sum(part => part.Online),
        parts.Sum(part => part.Offline),
        parts.Sum(part => part.Roaming),
        parts.Sum(part => part.Waiting),
        parts.Sum(part => part.Unsettled),
        parts.Select(part => part.Tally).Aggregate((sum, next) => sum.Plus(next)),
        parts.Select(part => part.Latency).MaxBy(times => times.P99)!,
        parts.Select(part => part.Lateness).MaxBy(times => times.P99)!,
        parts.Max(part => part.Heartbeat),
        parts.Max(part => part.Timeout),
        parts.Select(part => part.LastTrouble).FirstOrDefault(trouble => trouble is not null));

    /// <summary>
    /// The same stretches of several runs beside each other. All of them close theirs at multiples of one length, as near as each comes to that; one
    /// that came to none in a stretch, as it paused over several, stands there as it stood before. Each begins with the first that has one there, and
    /// ends where the next begins.
    /// </summary>
    private static List<DriveInterval> Of(IReadOnlyList<IReadOnlyList<DriveInterval>> parts)
    {
        var length = parts.Max(LengthOf);
        var rows = parts.Select(part => part.GroupBy(interval => interval.From.Ticks / length).ToDictionary(slot => slot.Key, slot => slot.Aggregate((one, next) => one.Then(next)))).ToList();
        var (last, merged) = (new DriveInterval?[parts.Count], new List<DriveInterval>());
        foreach (var slot in rows.SelectMany(row => row.Keys).Distinct().Order())
        {
            for (var part = 0; part < rows.Count; part++)
                last[part] = rows[part].TryGetValue(slot, out var interval) ? interval : last[part]?.Still();
            var from = rows.Where(row => row.ContainsKey(slot)).Min(row => row[slot].From);
            if (merged.Count > 0)
                merged[^1] = merged[^1] with { To = from };
            merged.Add(last.OfType<DriveInterval>().Aggregate((one, other) => one.Beside(other)) with { From = from });
        }

        return merged;
    }

    /// <summary>How long a run's stretches are: a second, doubled as often as it took. The last one may still be open, and be shorter.</summary>
    private static long LengthOf(IReadOnlyList<DriveInterval> run)
    {
        var (length, shortest) = (TimeSpan.FromSeconds(1), run.Take(run.Count - 1).Select(interval => interval.To - interval.From).DefaultIfEmpty().Min());
        while (shortest > 1.5 * length)
            length *= 2;
        return length.Ticks;
    }

    private static Distribution Sum(IReadOnlyList<DriveFigures> parts, Func<DriveFigures, Distribution> of) => parts.Select(of).Aggregate((sum, next) => sum.Plus(next));
}
