using System.Globalization;

namespace Fleet.Sim.Comparing;

/// <summary>The load of a result, as far as it is measured: what is compared has to have had the same.</summary>
/// <param name="Speed">How fast it was driven; empty: an older result does not tell.</param>
/// <param name="Figures">Name, value, and how much two of them may differ.</param>
internal sealed record ResultLoad(string Speed, IReadOnlyList<(string Name, double Value, double Slack)> Figures)
{
    /// <summary>Of a result that has no measured load: a capacity, of which the load is what was searched.</summary>
    public static ResultLoad None { get; } = new("", []);

    /// <summary>Of a run. As fast as possible its length and its rate are the server's doing, so there only its reports count.</summary>
    /// <exception cref="IOException">A member is missing, or cannot be.</exception>
    public static ResultLoad OfRun(ResultFields result)
    {
        var speed = result.Told("speed");
        var (seconds, offered, sent) = (result.Number("durationSeconds"), result.Number("rate.offered"), result.Number("reports.sent"));
        return new ResultLoad(speed, speed == "max"
            ? [("reports.sent", sent, Slack(sent))]
            : [("durationSeconds", seconds, 0.2 + (seconds * 0.05)), ("rate.offered", offered, seconds == 0 ? 0 : Slack(offered * seconds) / seconds)]);
    }

    /// <summary>Why the two are not the same load, in a few words; null if they are.</summary>
    public string? WhyOther(ResultLoad other)
    {
        if (Speed.Length > 0 && other.Speed.Length > 0 && Speed != other.Speed)
            return $"speed is {Speed} in the first and {other.Speed} in the second";
        foreach (var (mine, theirs) in Figures.Join(other.Figures, figure => figure.Name, figure => figure.Name, (mine, theirs) => (mine, theirs)))
        {
            if (Math.Abs(mine.Value - theirs.Value) > Math.Max(mine.Slack, theirs.Slack))
                return string.Create(CultureInfo.InvariantCulture, $"{mine.Name} is {mine.Value:0.###} in the first and {theirs.Value:0.###} in the second");
        }

        return null;
    }

    /// <summary>Another seed draws another number of events: a fifth more or less, or what chance does to few.</summary>
    private static double Slack(double count) => Math.Max(count * 0.2, 4 * Math.Sqrt(count));
}
