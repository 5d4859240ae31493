using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Tests.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Tasks;

/// <summary>What a client's state makes of an offer, of what the client tells, of time and of its own comings and goings.</summary>
public sealed class TaskingTests
{
    private static readonly TaskId Scan = TaskId.Parse("scan-1");
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    [Fact]
    public void An_online_client_is_sent_it_through_its_session()
    {
        var sent = Online().Then(Offer());
        Assert.Equal((TargetState.Sent, 1, Scene.Session(1), sent.Now), (TaskOf(sent).State, TaskOf(sent).Attempt, TaskOf(sent).Via, TaskOf(sent).SentAt));
        Assert.Equal(sent.Before with { Tasks = sent.After.Tasks }, sent.After);
    }

    [Fact]
    public void Who_is_away_roaming_or_does_not_know_tasks_is_refused_with_the_reason()
    {
        var roaming = Online().Then(Scene.Report(1, new ReportedFacts { Roaming = true }, via: 1));
        Assert.Equal((TargetState.Refused, TargetReason.Roaming), Outcome(roaming.Then(Offer())));
        // Who is away and roaming has to leave roaming: that it comes back does not help.
        Assert.Equal((TargetState.Refused, TargetReason.Roaming), Outcome(roaming.Then(Scene.Broken(1)).Then(Offer())));
        Assert.Equal((TargetState.Refused, TargetReason.Offline), Outcome(Online().Then(Scene.Broken(1)).Then(Offer())));
        Assert.Equal((TargetState.Refused, TargetReason.Unsupported), Outcome(Scene.Online().Then(Offer())));
    }

    [Fact]
    public void The_next_occasion_of_who_roams_is_its_scheduled_update_where_that_is_what_the_task_wants_and_it_may_fetch_it()
    {
        var update = SomeTasks.Start.AddMinutes(15);
        List<Occasion?> expected = [new(NextOccasion.Reconnect), new(NextOccasion.LeavesRoaming), new(NextOccasion.LeavesRoaming), new(NextOccasion.ScheduledUpdate, update), null, null];
        Assert.Equal(
            expected,
            [
                Occasion.Of(TaskKind.UpdateNow, TargetState.Waiting, TargetReason.Offline, () => update),
                Occasion.Of(TaskKind.UpdateNow, TargetState.Refused, TargetReason.Roaming, () => null),
                Occasion.Of(TaskKind.ScanNow, TargetState.Refused, TargetReason.Roaming, () => update),
                Occasion.Of(TaskKind.UpdateNow, TargetState.Waiting, TargetReason.Roaming, () => update),
                Occasion.Of(TaskKind.UpdateNow, TargetState.Refused, TargetReason.Unsupported, () => update),
                Occasion.Of(TaskKind.UpdateNow, TargetState.Queued, TargetReason.AttemptFailed, () => update),
            ]);

        var settings = new LevelSettings { ScheduledUpdate = true, Every = Recurrence.Hour, At = UpdateTime.Parse(":15") };
        var (granted, withheld) = (EffectiveSettings.BuiltIn.With(settings, SettingLevel.Own), EffectiveSettings.BuiltIn.With(settings with { ScheduledUpdate = false }, SettingLevel.Own));
        Assert.Equal(update, Occasion.ScheduledUpdateOf(Connection.Roaming, hasSession: true, granted, SomeTasks.Start));
        Assert.Null(Occasion.ScheduledUpdateOf(Connection.Roaming, hasSession: true, withheld, SomeTasks.Start));
        // Who is away has to come back, and who left roaming has nothing to wait for.
        Assert.Null(Occasion.ScheduledUpdateOf(Connection.Roaming, hasSession: false, granted, SomeTasks.Start));
        Assert.Null(Occasion.ScheduledUpdateOf(Connection.Online, hasSession: true, granted, SomeTasks.Start));
    }

    [Fact]
    public void Who_is_kept_waits_once_and_is_sent_it_when_it_is_back()
    {
        var keep = Offer() with { WhenUnreachable = WhenUnreachable.Keep };
        var waiting = Online().Then(Scene.Broken(1)).Then(keep);
        Assert.Equal((TargetState.Waiting, TargetReason.Offline), Outcome(waiting));
        Assert.Empty(waiting.Then(keep, Later).Decision.Events);
        // Coming back alone sends nothing: the task may be paused.
        var back = waiting.Then(Hello(2));
        Assert.IsType<SessionOpened>(Assert.Single(back.Decision.Events));
        Assert.Equal((TargetState.Sent, null), Outcome(back.Then(keep)));
    }

    [Fact]
    public void An_offer_that_is_repeated_or_late_does_nothing()
    {
        var sent = Online().Then(Offer());
        Assert.Empty(sent.Then(Offer()).Decision.Events);
        var done = sent.Then(Update(TargetState.Started)).Then(Update(TargetState.Succeeded));
        Assert.Empty(done.Then(Offer()).Decision.Events);
        Assert.Equal(TargetState.Expired, TaskOf(Online().Then(Offer() with { ExpiresAt = Arbitrary.Start })).State);
    }

    [Fact]
    public void What_was_sent_and_not_begun_when_the_session_broke_is_sent_again_and_what_began_is_not()
    {
        var again = Online().Then(Offer()).Then(Scene.Broken(1)).Then(Hello(2), Later);
        Assert.Collection(again.Decision.Events, opened => Assert.IsType<SessionOpened>(opened), stepped => Assert.IsType<TaskStepped>(stepped));
        Assert.Equal((1, Scene.Session(2), again.Now), (TaskOf(again).Attempt, TaskOf(again).Via, TaskOf(again).SentAt));
        Assert.IsType<SessionOpened>(Assert.Single(Online().Then(Offer()).Then(Update(TargetState.Started)).Then(Scene.Broken(1)).Then(Hello(2)).Decision.Events));
    }

    [Fact]
    public void A_roaming_client_is_sent_nothing_again_until_it_leaves_roaming()
    {
        var roaming = Online().Then(Offer()).Then(Scene.Report(1, new ReportedFacts { Roaming = true }, via: 1)).Then(Scene.Broken(1)).Then(Hello(2));
        Assert.IsType<SessionOpened>(Assert.Single(roaming.Decision.Events));
        var left = roaming.Then(Scene.Report(2, new ReportedFacts { Roaming = false }, via: 2));
        Assert.Equal((2, Scene.Session(2)), (left.Decision.Events.Length, TaskOf(left).Via));
    }

    [Fact]
    public void A_client_may_tell_what_it_was_sent_and_nothing_else()
    {
        var sent = Online().Then(Offer());
        Assert.Equal("taskId", Online().Then(Update(TargetState.Started)).Refused(RefusalCode.NotFound, retryable: false).Refusal.Field);
        Assert.Equal("attempt", sent.Then(Update(TargetState.Started) with { Attempt = 2 }).Refused(RefusalCode.Contradiction, retryable: false).Refusal.Field);
        var done = sent.Then(Update(TargetState.Started)).Then(Update(TargetState.Succeeded));
        Assert.Equal("state", done.Then(Update(TargetState.Failed)).Refused(RefusalCode.Contradiction, retryable: false).Refusal.Field);
        Assert.Equal(TargetState.Succeeded, TaskOf(done.Then(Update(TargetState.Failed))).State);
        // What it told before, it may tell again.
        Assert.True(done.Then(Update(TargetState.Succeeded)).Decision is { Events.IsEmpty: true, Reply: Core.Clients.Done });
        sent.Then(Update(TargetState.Started) with { Via = Scene.Session(9) }).Refused(RefusalCode.Superseded, retryable: true);
    }

    [Fact]
    public void A_failed_attempt_is_followed_by_another_one_as_often_as_was_asked_for()
    {
        var once = Offer() with { Retries = 1 };
        var failed = Online().Then(once).Then(Update(TargetState.Started)).Then(Update(TargetState.Failed) with { Detail = "no disk" });
        Assert.Equal((TargetState.Queued, 2, TargetReason.AttemptFailed), (TaskOf(failed).State, TaskOf(failed).Attempt, TaskOf(failed).Reason));
        Assert.Equal("no disk", Assert.IsType<TaskStepped>(Assert.Single(failed.Decision.Events)).Detail);
        var second = failed.Then(once with { Attempt = 2 });
        Assert.Equal((TargetState.Sent, 2), (TaskOf(second).State, TaskOf(second).Attempt));
        // The first attempt's answer comes late.
        second.Then(Update(TargetState.Succeeded)).Refused(RefusalCode.Contradiction, retryable: false);
        Assert.Equal(TargetState.Failed, TaskOf(second.Then(Update(TargetState.Failed) with { Attempt = 2 })).State);
        Assert.Equal(TargetState.Rejected, TaskOf(Online().Then(once).Then(Update(TargetState.Rejected))).State);
    }

    [Fact]
    public void An_attempt_that_takes_too_long_ends_counted_from_when_it_was_sent_last()
    {
        var again = Online().Then(Offer()).Then(Scene.Broken(1)).Then(Hello(2), Offer().Timeout - Later);
        Assert.Empty(again.Then(new Reconsider(), Offer().Timeout - TimeSpan.FromMilliseconds(1)).Decision.Events);
        Assert.Equal(TargetState.TimedOut, TaskOf(again.Then(new Reconsider(), Offer().Timeout)).State);
        var retried = Online().Then(Offer() with { Retries = 1 }).Then(new Reconsider(), Offer().Timeout);
        Assert.Equal((TargetState.Queued, 2, TargetReason.AttemptTimedOut), (TaskOf(retried).State, TaskOf(retried).Attempt, TaskOf(retried).Reason));
        var waiting = Online().Then(Scene.Broken(1)).Then(Offer() with { WhenUnreachable = WhenUnreachable.Keep });
        Assert.Equal(TargetState.Expired, TaskOf(waiting.Then(new Reconsider(), TimeSpan.FromDays(1))).State);
    }

    [Fact]
    public void A_client_that_goes_for_good_or_is_forgotten_takes_its_tasks_with_it()
    {
        var started = Online().Then(Offer()).Then(Update(TargetState.Started));
        foreach (var (gone, why) in ((ClientCommand, TargetReason)[])[(Scene.Goodbye(1, GoodbyeReason.Uninstalled), TargetReason.Uninstalled), (Scene.Goodbye(1, GoodbyeReason.Moved), TargetReason.Moved), (new Forget(Operator.Unknown), TargetReason.Forgotten)])
        {
            var stepped = Assert.IsType<TaskStepped>(started.Then(gone).Decision.Events[0]);
            Assert.Equal((TargetState.Cancelled, why, 2), (stepped.Task.State, stepped.Task.Reason, started.Then(gone).Decision.Events.Length));
        }

        Assert.Single(started.Then(Scene.Goodbye(1, GoodbyeReason.ServiceStopped)).Decision.Events);
        Assert.Equal(ClientTasks.None, started.Then(new Forget(Operator.Unknown)).Then(Hello(2)).After.Tasks);
        Assert.Equal((TargetState.Cancelled, TargetReason.Forgotten), Stepped(Scene.Empty().Then(Offer())));
        Assert.Equal((TargetState.Cancelled, TargetReason.Moved), Stepped(started.Then(Scene.Goodbye(1, GoodbyeReason.Moved)).Then(Offer() with { Task = TaskId.Parse("scan-2") })));
    }

    [Fact]
    public void A_new_epoch_cancels_what_the_client_held_and_keeps_what_waits_for_it()
    {
        var keep = Offer() with { Task = TaskId.Parse("kept"), WhenUnreachable = WhenUnreachable.Keep };
        var held = Scene.Empty().Then(Hello(1) with { Epoch = "a" }).Then(Offer()).Then(Scene.Broken(1)).Then(keep);
        var anew = held.Then(Hello(2) with { Epoch = "b" });
        Assert.Equal((TargetState.Cancelled, TargetReason.ReImaged), (TaskOf(anew).State, TaskOf(anew).Reason));
        Assert.Equal(TargetState.Waiting, anew.After.Tasks.Find(keep.Task)!.State);
        Assert.Equal((TargetState.Waiting, 2), (held.Then(Hello(2) with { Epoch = "a" }).After.Tasks.Find(keep.Task)!.State, held.Then(Hello(2) with { Epoch = "a" }).Decision.Events.Length));
    }

    [Fact]
    public void Nothing_is_written_while_somebody_would_lose_it()
    {
        var online = Online();
        var decision = Client.Decide(online.After, online.Decision.Memory, Offer(), online.Now, ClientRules.Default with { Manages = false });
        Assert.True(decision is { Events.IsEmpty: true, Reply: Refused { Refusal: { Code: RefusalCode.Unavailable, IsRetryable: true } } });
    }

    [Fact]
    public void A_client_remembers_few_tasks_that_ended()
    {
        var many = Enumerable.Range(0, 20).Aggregate(Online(), (last, number) => last
            .Then(Offer() with { Task = TaskId.Parse($"scan-{number}") })
            .Then(Update(TargetState.Rejected) with { Task = TaskId.Parse($"scan-{number}") }));
        Assert.Equal(Enumerable.Range(12, ClientTasks.Remembered).Select(number => $"scan-{number}"), many.After.Tasks.Items.Select(task => task.Task.Value));
        var busy = Enumerable.Range(0, ClientTasks.MaxOpen).Aggregate(Online(), (last, number) => last.Then(Offer() with { Task = TaskId.Parse($"scan-{number}") }));
        Assert.Equal((TargetState.Refused, TargetReason.Busy), Stepped(busy.Then(Offer() with { Task = TaskId.Parse("one-more") })));
    }

    private static Moment Online() => Scene.Empty().Then(Hello(1));

    private static OpenSession Hello(int session) => Scene.Hello(session) with { Capabilities = Capabilities.Tasks };

    private static OfferTask Offer() => new(Scan, TaskKind.ScanNow, 1, WhenUnreachable.Refuse, Arbitrary.Start.AddDays(1), TimeSpan.FromMinutes(30), 0);

    private static UpdateTask Update(TargetState state) => new(Scan, 1, state, Detail: null, Scene.Session(1));

    private static ClientTask TaskOf(Moment moment) => moment.After.Tasks.Find(Scan)!;

    private static (TargetState, TargetReason?) Outcome(Moment moment) => (TaskOf(moment).State, TaskOf(moment).Reason);

    private static (TargetState, TargetReason?) Stepped(Moment moment)
    {
        var stepped = Assert.IsType<TaskStepped>(Assert.Single(moment.Decision.Events));
        return (stepped.Task.State, stepped.Task.Reason);
    }
}
