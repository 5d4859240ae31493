using CsCheck;
using Fleet.Core.Tasks;
using Xunit;

namespace Fleet.Core.Tests.Tasks;

/// <summary>What becomes of a task as a whole.</summary>
public sealed class TaskRulesTests
{
    private static readonly Wave[] Canary = [new(10, Approve: true), new(90, Approve: false)];

    [Fact]
    public void It_is_done_when_nothing_more_can_become_of_any_target()
    {
        var task = SomeTasks.Made();
        Assert.Same(task, Judge(task, Counts((TargetState.Succeeded, 99), (TargetState.Waiting, 1))));
        var done = Judge(task, Counts((TargetState.Succeeded, 50), (TargetState.Refused, 50)));
        Assert.Equal((TaskState.Done, SomeTasks.Start), (done.State, done.EndedAt));
        Assert.Null(done.Leftover);
    }

    [Theory]
    [InlineData(19, 2, false)]
    [InlineData(20, 1, false)]
    [InlineData(20, 2, true)]
    [InlineData(40, 3, false)]
    [InlineData(40, 4, true)]
    public void It_is_aborted_by_targets_that_came_to_an_end_alone(int settled, int failures, bool isAborted)
    {
        var task = SomeTasks.Made(rollout: Rollout.Usual with { Abort = new Abort(10, 20) });
        // Refused, expired and cancelled ones say nothing of the task, and those who are still at it neither.
        var counts = Counts((TargetState.Succeeded, settled - failures), (TargetState.TimedOut, failures), (TargetState.Refused, 500), (TargetState.Started, 300), (TargetState.Queued, 100));
        Assert.Equal(isAborted ? TaskState.Aborted : TaskState.Running, Judge(task, counts).State);
    }

    [Fact]
    public void Failed_rejected_and_timed_out_ones_are_failures() => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9]).Sample((succeeded, failed, rejected, late) =>
    {
        var counts = Counts((TargetState.Succeeded, succeeded), (TargetState.Failed, failed), (TargetState.Rejected, rejected), (TargetState.TimedOut, late));
        Assert.Equal((failed + rejected + late, succeeded + failed + rejected + late), (counts.Failures, counts.Settled));
    });

    [Fact]
    public void The_next_wave_begins_when_the_one_before_is_over_and_waits_for_approval_where_that_was_asked_for()
    {
        var free = SomeTasks.Made(rollout: Rollout.Usual with { Waves = [new Wave(10, Approve: false), new Wave(90, Approve: false)] });
        var open = Counts((TargetState.Succeeded, 10), (TargetState.Queued, 90));
        Assert.Equal(0, TaskRules.Judge(free, new TaskFigures(open, WaveIsOver: false), SomeTasks.Start).Wave);
        var next = TaskRules.Judge(free, new TaskFigures(open, WaveIsOver: true), SomeTasks.Start);
        Assert.Equal((TaskState.Running, 1, 100L), (next.State, next.Wave, next.Reached));

        var canary = SomeTasks.Made(rollout: Rollout.Usual with { Waves = [.. Canary] });
        var waits = TaskRules.Judge(canary, new TaskFigures(open, WaveIsOver: true), SomeTasks.Start);
        Assert.Equal((TaskState.WaitingForApproval, 0, false), (waits.State, waits.Wave, waits.IsOffered));
        var approved = TaskRules.Follow(waits, TaskOrder.Approve, SomeTasks.Start, out var refusal);
        Assert.Equal((null, TaskState.Running, 1), (refusal, approved.State, approved.Wave));
    }

    [Fact]
    public void Who_was_refused_or_waits_neither_holds_the_next_wave_up_nor_has_anybody_asked()
    {
        var free = SomeTasks.Made(rollout: Rollout.Usual with { Waves = [new Wave(10, Approve: false), new Wave(90, Approve: false)] });
        var nobody = new TaskFigures(Counts((TargetState.Refused, 5), (TargetState.Waiting, 5), (TargetState.Queued, 90)), WaveIsOver: true);
        var next = TaskRules.Judge(free, nobody, SomeTasks.Start);
        Assert.Equal((TaskState.Running, 1), (next.State, next.Wave));

        var canary = SomeTasks.Made(rollout: Rollout.Usual with { Waves = [.. Canary] });
        Assert.Equal(TaskState.WaitingForApproval, TaskRules.Judge(canary, nobody, SomeTasks.Start).State);
    }

    [Fact]
    public void A_wave_that_failed_enough_ends_the_task_before_the_next_one_begins()
    {
        var task = SomeTasks.Made(rollout: new Rollout(600, Increase: null, new Abort(10, 5), [new Wave(10, Approve: false), new Wave(90, Approve: false)]));
        var failed = new TaskFigures(Counts((TargetState.Failed, 5), (TargetState.Refused, 5), (TargetState.Queued, 90)), WaveIsOver: true);
        Assert.Equal((TaskState.Aborted, 0), (TaskRules.Judge(task, failed, SomeTasks.Start) is var after ? after.State : default, after.Wave));
    }

    [Fact]
    public void When_its_time_is_over_nobody_else_is_sent_it_and_what_was_sent_comes_to_its_end()
    {
        var task = SomeTasks.Made();
        var counts = Counts((TargetState.Started, 1), (TargetState.Queued, 9));
        Assert.Same(task, TaskRules.Judge(task, Figures(counts), task.ExpiresAt - TimeSpan.FromMilliseconds(1)));
        var expired = TaskRules.Judge(task, Figures(counts), task.ExpiresAt);
        Assert.Equal((true, false, TaskState.Running, TargetState.Expired), (expired.IsExpired, expired.IsOffered, expired.State, expired.Leftover!.State));
        Assert.Equal(TaskState.Done, TaskRules.Judge(expired, Figures(Counts((TargetState.Succeeded, 1), (TargetState.Expired, 9))), task.ExpiresAt).State);
    }

    [Fact]
    public void Orders_are_followed_where_they_mean_something()
    {
        var running = SomeTasks.Made();
        var paused = Follow(running, TaskOrder.Pause);
        Assert.Equal((TaskState.Paused, false), (paused.State, paused.IsOffered));
        Assert.Same(paused, Follow(paused, TaskOrder.Pause));
        Assert.Equal(running, Follow(paused, TaskOrder.Resume));
        var cancelled = Follow(paused, TaskOrder.Cancel);
        Assert.Equal((TaskState.Cancelled, TargetReason.TaskCancelled), (cancelled.State, cancelled.Leftover!.Reason));
        Assert.Same(cancelled, Follow(cancelled, TaskOrder.Cancel));
        foreach (var order in (TaskOrder[])[TaskOrder.Pause, TaskOrder.Resume, TaskOrder.Approve])
            Assert.Equal((true, cancelled), (IsRefused(cancelled, order, out var left), left));
        Assert.True(IsRefused(running, TaskOrder.Approve, out _));
        var waits = running with { State = TaskState.WaitingForApproval };
        Assert.True(IsRefused(waits, TaskOrder.Pause, out _) && IsRefused(waits, TaskOrder.Resume, out _));
    }

    [Fact]
    public void What_has_ended_stays_as_it_is() => Gen.Select(Gen.OneOf(TaskState.Aborted, TaskState.Cancelled, TaskState.Done), Gen.Int[0, 9], Gen.Int[0, 9]).Sample((state, open, failed) =>
    {
        var ended = SomeTasks.Made(rollout: Rollout.Usual with { Abort = new Abort(1, 1) }) with { State = state, EndedAt = SomeTasks.Start };
        Assert.Same(ended, TaskRules.Judge(ended, Figures(Counts((TargetState.Sent, open), (TargetState.Failed, failed))), ended.ExpiresAt));
    });

    [Fact]
    public void Before_its_targets_are_written_nothing_becomes_of_it()
    {
        var begun = SomeTasks.Made() with { IsMade = false };
        Assert.Same(begun, Judge(begun, TargetCounts.None));
        Assert.False(begun.IsOffered);
    }

    private static FleetTask Judge(FleetTask task, TargetCounts counts) => TaskRules.Judge(task, Figures(counts), SomeTasks.Start);

    private static TaskFigures Figures(TargetCounts counts) => new(counts, WaveIsOver: false);

    private static FleetTask Follow(FleetTask task, TaskOrder order)
    {
        var after = TaskRules.Follow(task, order, SomeTasks.Start, out var refusal);
        Assert.Null(refusal);
        return after;
    }

    private static bool IsRefused(FleetTask task, TaskOrder order, out FleetTask after)
    {
        after = TaskRules.Follow(task, order, SomeTasks.Start, out var refusal);
        return refusal is not null;
    }

    private static TargetCounts Counts(params (TargetState State, long Targets)[] counts) =>
        counts.Aggregate(TargetCounts.None, (all, one) => all.With(one.State, one.Targets));
}
