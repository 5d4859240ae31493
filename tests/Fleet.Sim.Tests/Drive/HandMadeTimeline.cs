using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Tests.Drive;

/// <summary>A timeline of one client, or of several that do the same, step by step.</summary>
internal sealed class HandMadeTimeline(int clients, params (double At, Step Step)[] steps) : ITimeline
{
    public string Scenario => "hand-made";

    public long Seed => 0;

    public TimeSpan Length => steps.Length == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(steps[^1].At);

    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients { get; } =
        [.. Enumerable.Range(0, clients).Select(i => (ClientId.Parse($"c{i:00000}"), GroupName.Parse("lab")))];

    public static ObserveFacts Scan(RealTimeScan value) => new(new ReportedFacts { RealTimeScan = value });

    public IReadOnlyList<TimedAct> Acts { get; init; } = [];

    public IEnumerable<TimelineEvent> Events() =>
        from step in steps.Select((step, index) => (step.At, step.Step, Number: index + 1))
        from client in Enumerable.Range(0, clients)
        select new TimelineEvent(TimeSpan.FromSeconds(step.At), client, step.Number, step.Step);
}
