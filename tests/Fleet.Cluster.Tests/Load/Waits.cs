namespace Fleet.Cluster.Tests.Load;

/// <summary>How long clients waited for their acks around a fault.</summary>
/// <param name="Fault">What was done.</param>
/// <param name="Reports">How many were observed from a second before it on.</param>
/// <param name="Median">Half waited for less.</param>
/// <param name="P99">One in a hundred waited for longer.</param>
/// <param name="Longest">Nobody waited for longer.</param>
/// <param name="ClientsP99">Of each client's longest wait.</param>
internal sealed record Waits(string Fault, int Reports, TimeSpan Median, TimeSpan P99, TimeSpan Longest, TimeSpan ClientsP99)
{
    public static Waits Of(string fault, FleetLoad load, TimeSpan since)
    {
        var waited = load.Clients.Select(client => client.Acks.Where(ack => ack.Due >= since - TimeSpan.FromSeconds(1)).Select(ack => ack.Waited).ToList()).ToList();
        TimeSpan[] all = [.. waited.SelectMany(one => one).Order()];
        TimeSpan[] longest = [.. waited.Select(one => one.DefaultIfEmpty().Max()).Order()];
        return new Waits(fault, all.Length, At(all, 0.5), At(all, 0.99), all[^1], At(longest, 0.99));
    }

    /// <summary>A row of the table in docs/reliability.md.</summary>
    public override string ToString() =>
        $"| {Fault} | {Reports} | {Median.TotalSeconds:0.00} | {P99.TotalSeconds:0.0} | {ClientsP99.TotalSeconds:0.0} | {Longest.TotalSeconds:0.0} |";

    private static TimeSpan At(TimeSpan[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
