using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Protocol.Recording;
using Fleet.Sim.Oracle;
using Fleet.Sim.Tests.Drive;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

/// <summary>Whatever a server could tell wrongly of a task is found; whatever may be, is not.</summary>
public sealed class TaskCheckTests
{
    private static readonly DateTimeOffset Made = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly TaskId Scan = TaskId.Parse("scan");
    private static readonly HandMadeTimeline Timeline = new(2, (0, new ComeOnline()), (100, new ComeOnline()));
    private static readonly DoneDeed Met = Done(1, new Deed.SessionMet(Held: null));
    private static readonly DoneDeed Begun = Done(31, new Deed.TaskBegun(Scan, 1));
    private static readonly DoneDeed Ended = Done(40, new Deed.TaskEnded(Scan, 1, TargetState.Succeeded, Fetched: null));

    [Fact]
    public void What_was_done_and_is_told_so_is_right() => Assert.Empty(Wrong([Met, Begun, Ended], Target(TargetState.Succeeded)));

    [Theory]
    [InlineData(TargetState.Failed, "it is failed, and at the client succeeded")]
    [InlineData(TargetState.Started, "it is started, and at the client it succeeded")]
    [InlineData(TargetState.Sent, "it is sent, and the client began attempt 1")]
    [InlineData(TargetState.Queued, "it is queued, and the client began attempt 1")]
    [InlineData(TargetState.Refused, "it is refused, and the client began attempt 1")]
    [InlineData(TargetState.Cancelled, "it is cancelled because of nothing, which was not so")]
    public void Another_state_than_the_client_came_to_is_wrong(TargetState state, string told) =>
        Assert.Contains(told, Assert.Single(Wrong([Met, Begun, Ended], Target(state))), StringComparison.Ordinal);

    [Theory]
    [InlineData(TargetState.Succeeded, null, "at the client it has not ended")]
    [InlineData(TargetState.Started, null, "the client did not begin attempt 1")]
    [InlineData(TargetState.Refused, TargetReason.Offline, "it was offline, and the client had a session all the time")]
    [InlineData(TargetState.Refused, TargetReason.Roaming, "it was roaming, and the client was not")]
    [InlineData(TargetState.Refused, TargetReason.Unsupported, "the client knows tasks")]
    [InlineData(TargetState.Waiting, TargetReason.Offline, "it waits, and the client is online")]
    [InlineData(TargetState.Cancelled, TargetReason.ReImaged, "which was not so")]
    public void What_the_client_never_did_or_was_is_wrong(TargetState state, TargetReason? reason, string told) =>
        Assert.Contains(told, Assert.Single(Wrong([Met], Target(state, reason))), StringComparison.Ordinal);

    [Fact]
    public void Who_was_away_then_may_be_refused_and_not_sent_anything()
    {
        var gone = Done(20, new Deed.SessionGone());
        Assert.Empty(Wrong([Met, gone], Target(TargetState.Refused, TargetReason.Offline)));
        Assert.Contains("was away ever since", Assert.Single(Wrong([Met, gone], Target(TargetState.Sent))), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_roamed_then_may_be_refused_and_has_begun_nothing()
    {
        var roams = Done(10, new Deed.RoamingTold(3, On: true, TimeSpan.FromSeconds(9.9)));
        Assert.Empty(Wrong([Met, roams], Target(TargetState.Refused, TargetReason.Roaming)));
        Assert.Contains("while it roamed", Assert.Single(Wrong([Met, roams, Begun, Ended], Target(TargetState.Succeeded))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_attempt_begun_twice_is_found_and_counted()
    {
        var (check, account) = Check([Met, Begun, Begun, Ended], [Target(TargetState.Succeeded)]);
        Assert.Equal((1, 1), (account.Began, account.BeganTwice));
        Assert.Contains("began attempt 1 of scan 2 times", Assert.Single(Faults(check)), StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_that_are_missing_twice_or_strangers_are_found_and_counts_that_do_not_add_up()
    {
        Assert.Contains("lacks the target c00000", Assert.Single(Faults(Check([Met], []).Check)), StringComparison.Ordinal);
        Assert.Contains("lists a client twice", Faults(Check([Met, Begun, Ended], [Target(TargetState.Succeeded), Target(TargetState.Succeeded)]).Check).Single(), StringComparison.Ordinal);
        Assert.Contains("for whom it is not", Faults(Check([Met, Begun, Ended], [Target(TargetState.Succeeded), Target(TargetState.Queued) with { ClientId = ClientId.Parse("stranger") }]).Check).Single(), StringComparison.Ordinal);
        var (check, _) = Check([Met, Begun, Ended], [Target(TargetState.Succeeded)], counted: 2);
        Assert.Equal(2, Faults(check).Count);
    }

    private static List<string> Wrong(DoneDeed[] deeds, TargetJson target) => Faults(Check(deeds, [target]).Check);

    private static List<string> Faults(TaskCheck check) => [.. check.Findings.SelectMany(finding => finding.First)];

    private static (TaskCheck Check, TaskAccount Account) Check(DoneDeed[] deeds, TargetJson[] targets, int? counted = null)
    {
        var fleet = new OracleFleet(Timeline.Clients, Core.Clients.ClientRules.Default);
        fleet.Apply(new TimelineEvent(TimeSpan.Zero, 0, 1, new ComeOnline()));
        if (deeds[^1].Deed is Deed.SessionGone)
            fleet.Apply(new TimelineEvent(TimeSpan.Zero, 0, 2, new BreakOff()));
        var task = new TaskDefinition(
            Scan, TaskKind.ScanNow, new Selection.Filtered(""), targets is [{ State: TargetState.Waiting }] ? WhenUnreachable.Keep : WhenUnreachable.Refuse, TimeSpan.FromDays(1), TimeSpan.FromMinutes(1), 0, Rollout.Usual, "");
        var act = new DoneAct(new OperatorAct.MakeTask(task), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30.1), Refusal: null);
        var check = new TaskCheck(Timeline, [act], new HashSet<int> { 0, 1 }) { Ledger = new Ledger(deeds, new HashSet<(int, long)>()) };
        return (check, check.Judge(Shown(targets, counted), act, targets, fleet));
    }

    private static ManagedTaskJson Shown(TargetJson[] targets, int? counted) => new(
        Scan, TaskKind.ScanNow, TaskState.Running, new TaskTargetJson(null, null, ""), WhenUnreachable.Refuse, default, default, 0, new RolloutJson(600, null, null, null), "", "open", Made, Made.AddDays(1), null, 1,
        targets.Length, TargetStates.All.ToDictionary(state => state, state => state == TargetState.Succeeded && counted is { } more ? more : targets.LongCount(target => target.State == state)), 7);

    private static TargetJson Target(TargetState state, TargetReason? reason = null) =>
        new(TaskId: null, Kind: null, ClientId.Parse("c00000"), state, 1, reason, Detail: null, NextOccasion: null, Made, SentAt: null, StartedAt: null, 7);

    private static DoneDeed Done(double at, Deed deed) => new(TimeSpan.FromSeconds(at), 0, 0, deed);
}
