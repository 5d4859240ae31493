namespace Fleet.Sim.Comparing;

/// <summary>What two results that can be compared may still differ in, and what may matter to who reads the comparison.</summary>
internal static class Circumstances
{
    private const string Seed = "seed";
    private const string Timeline = "timelineHash";
    private const string Verdict = "verdict";
    private const string Good = "good";

    /// <summary>How many machines made the load; a result that names none was made by one alone.</summary>
    private const string Workers = "workers";

    private static readonly string[] Members =
    [
        Seed, Timeline, Verdict, Workers, "reads.readers", "connections", "logins.pace", "warm.flat", "slo.limits", "trialSeconds", "serverCores", "generatorCores", "limitedBy", "machine.name", "machine.os", "machine.architecture", "machine.runtime", "machine.processors",
    ];

    /// <summary>Of one result; what it does not tell is left out.</summary>
    public static IReadOnlyDictionary<string, string> Of(ResultFields result) =>
        Members.Select(member => (member, told: member == Workers ? result.Members(member) : result.Told(member))).Where(pair => pair.told.Length > 0).ToDictionary(pair => pair.member, pair => pair.told);

    /// <summary>Where the two sides are not alike, a line for each.</summary>
    public static IEnumerable<string> Remarks(ResultSamples before, ResultSamples after)
    {
        foreach (var member in Members)
        {
            var (first, second) = (Told(before, member), Told(after, member));
            var all = first.Union(second).ToList();
            // Another seed is another timeline, of course.
            var follows = member == Timeline && Told(before, Seed).Union(Told(after, Seed)).Count() > 1;
            if (first.Count > 0 && second.Count > 0 && !follows && (all.Count > 1 || (member == Verdict && all[0] != Good)))
                yield return $"- {member}: {string.Join(", ", first)} before, {string.Join(", ", second)} after";
        }
    }

    private static List<string> Told(ResultSamples samples, string member) => [.. samples.Circumstances.Select(one => one.GetValueOrDefault(member)).OfType<string>().Distinct()];
}
