using Fleet.Sim.Drive;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>How a running trial stands, in a few lines; remembers the last look, to tell rates.</summary>
internal sealed class ProgressLines(int clients)
{
    private DriveProgress? _last;
    private double _offered;
    private double _acked;

    /// <summary>What the trial is doing; where it waits, for whom, why, and for how long at most.</summary>
    public static string Of(Trial trial) => trial.Differing is { } differing
        ? $"{Of(trial.Stage)}: {differing.Clients:N0} differ yet, as the server finds a pulled cable out after {trial.Progress?.Timeout.TotalSeconds:0} s only; {differing.AtMost.TotalSeconds:0} s to go at most"
        : Of(trial.Stage);

    private static string Of(TrialStage stage) => stage switch
    {
        TrialStage.Driving => "driving the timeline",
        TrialStage.Settling => "waiting until all is answered",
        TrialStage.Comparing => "comparing every client with the oracle",
        TrialStage.SendingHome => "everybody says goodbye",
        TrialStage.ComparingAgain => "comparing every client once more",
        _ => "over",
    };

    /// <summary>Share of the timeline that has been played; null if its length is unknown.</summary>
    public static double? Share(DriveProgress progress) =>
        progress.Length is { } length && length > TimeSpan.Zero ? Math.Min(1, progress.Elapsed / length) : null;

    public IReadOnlyList<(string Name, string Value)> Rows(DriveProgress progress)
    {
        Advance(progress);
        var tally = progress.Tally;
        return
        [
            ("clients", $"{progress.Online:N0} online  {progress.Offline:N0} offline  {progress.Roaming:N0} roaming  of {clients:N0}"),
            ("reports", $"{_offered:N0}/s due  {_acked:N0}/s acked  {tally.Acked:N0} so far  {tally.Repeated:N0} again"),
            ("latency", $"{Times(progress.Latency)}  generator late p99 {progress.Lateness.P99:0.0} ms"),
            ("trouble", $"{tally.Reconnects:N0} reconnects  {tally.Errors:N0} errors{(progress.LastTrouble is { } trouble ? $"  ({trouble})" : "")}"),
        ];
    }

    private static string Times(Percentiles times) => times == Percentiles.None ? "no report was acked" : $"p50 {times.P50:0.0} ms  p99 {times.P99:0.0} ms";

    private void Advance(DriveProgress progress)
    {
        var elapsed = (progress.Elapsed - (_last?.Elapsed ?? TimeSpan.Zero)).TotalSeconds;
        if (elapsed <= 0)
            return;
        _offered = (progress.Tally.Offered - (_last?.Tally.Offered ?? 0)) / elapsed;
        _acked = (progress.Tally.Acked - (_last?.Tally.Acked ?? 0)) / elapsed;
        _last = progress;
    }
}
