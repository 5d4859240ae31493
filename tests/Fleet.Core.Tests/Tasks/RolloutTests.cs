using CsCheck;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Tasks;

/// <summary>How fast a task comes to its targets.</summary>
public sealed class RolloutTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void Of_many_named_clients_a_bounded_part_is_kept_and_others_are_told_from_them()
    {
        var (few, many) = (Named(Selection.MaxKept), Named(Selection.MaxKept + 1));
        Assert.Same(few.Target, few.Kept().Target);
        var kept = Assert.IsType<Selection.ManyNamed>(many.Kept().Target);
        Assert.Equal((Selection.MaxKept, Selection.MaxKept + 1), (kept.First.Length, kept.Count));
        Assert.Equal(many.Kept(), many.Kept().Kept());
        // Rows have whole milliseconds: what is asked for again, after the task was read off one, is the same.
        Assert.Equal(many.Kept(), (many with { Timeout = many.Timeout + TimeSpan.FromTicks(7) }).Kept());
        Assert.NotEqual(many.Kept(), (many with { Target = new Selection.Named([.. ((Selection.Named)many.Target).Clients.Reverse()]) }).Kept());
        // Logs tell messages by their text.
        Assert.NotEmpty($"{few} {many.Kept()}");

        static TaskDefinition Named(int clients) =>
            SomeTasks.Definition() with { Target = new Selection.Named([.. Enumerable.Range(0, clients).Select(number => ClientId.Parse($"pc-{number}"))]) };
    }

    [Fact]
    public void Waves_cover_all_targets_in_order_whatever_their_number() =>
        Gen.Select(Gen.Int[1, 100].Array[1, 20], Gen.Long[1, 100_000]).Sample((draws, targets) =>
        {
            var rollout = Rollout.Usual with { Waves = [.. Shares(draws).Select(percent => new Wave(percent, Approve: false))] };
            var ends = Enumerable.Range(0, rollout.WaveCount).Select(wave => rollout.EndOf(wave, targets)).ToList();
            Assert.Equal(targets, ends[^1]);
            Assert.Equal(ends.Order(), ends);
            Assert.All(ends, end => Assert.InRange(end, 1, targets));
        });

    [Theory]
    [InlineData(0, 600)]
    [InlineData(99, 600)]
    [InlineData(100, 900)]
    [InlineData(250, 1350)]
    [InlineData(1_000_000, Rollout.MaxPerMinute)]
    public void The_rate_grows_each_time_that_so_many_more_were_sent_it(long sent, double perMinute) =>
        Assert.Equal(perMinute, (Rollout.Usual with { Increase = new Increase(1.5, 100) }).RateAfter(sent));

    [Fact]
    public void As_many_are_offered_it_as_the_rate_says_however_time_is_cut() =>
        Gen.Select(Gen.Int[60, Rollout.MaxPerMinute], Gen.Int[10, 900].Array[100, 300]).Sample((perMinute, steps) =>
        {
            var (pace, offered) = (TaskPace.Begun, 0);
            foreach (var milliseconds in steps)
            {
                pace = pace.After(TimeSpan.FromMilliseconds(milliseconds), perMinute);
                offered += pace.Offers;
                pace = pace.Without(pace.Offers);
            }

            Assert.InRange(offered - (perMinute / 60_000.0 * steps.Sum()), -1, 1.1);
        });

    [Fact]
    public void What_was_not_offered_in_time_does_not_come_as_a_burst()
    {
        var pace = Enumerable.Range(0, 6_000).Aggregate(TaskPace.Begun, (pace, _) => pace.After(Tick, 600));
        Assert.Equal(20, pace.Offers);
        Assert.Equal(1, TaskPace.Begun.After(TimeSpan.FromHours(1), 1).Offers);
    }

    [Fact]
    public void A_definition_is_judged_member_by_member()
    {
        Assert.Null(TaskFault.Of(SomeTasks.Definition()));
        Assert.Null(TaskFault.Of(SomeTasks.Definition(Rollout.Usual with { Increase = new Increase(1.5, 100), Abort = new Abort(10, 20), Waves = [new Wave(5, Approve: true), new Wave(95, Approve: false)] })));
        Assert.Equal(
            ["expiresAfter", "expiresAfter", "timeout", "retries", "note"],
            [
                FieldOf(SomeTasks.Definition() with { ExpiresAfter = TimeSpan.Zero }), FieldOf(SomeTasks.Definition() with { ExpiresAfter = TimeSpan.FromDays(91) }),
                FieldOf(SomeTasks.Definition() with { Timeout = TimeSpan.FromMilliseconds(1) }), FieldOf(SomeTasks.Definition() with { Retries = -1 }),
                FieldOf(SomeTasks.Definition() with { Remark = new string('x', 1_001) }),
            ]);
        Assert.Equal(
            ["rollout.perMinute", "rollout.increase.factor", "rollout.increase.factor", "rollout.increase.after", "rollout.abort.failedPercent", "rollout.abort.minimum", "rollout.waves", "rollout.waves"],
            ((Rollout[])
            [
                Rollout.Usual with { PerMinute = 0 }, Rollout.Usual with { Increase = new Increase(1, 100) }, Rollout.Usual with { Increase = new Increase(double.NaN, 100) },
                Rollout.Usual with { Increase = new Increase(2, 0) }, Rollout.Usual with { Abort = new Abort(101, 1) }, Rollout.Usual with { Abort = new Abort(1, 0) },
                Rollout.Usual with { Waves = [new Wave(5, Approve: false), new Wave(94, Approve: false)] }, Rollout.Usual with { Waves = [new Wave(0, Approve: false), new Wave(100, Approve: false)] },
            ]).Select(rollout => FieldOf(SomeTasks.Definition(rollout))));
    }

    private static string FieldOf(TaskDefinition task) => TaskFault.Of(task)!.Field;

    /// <summary>Percents of 1 and more that add up to 100.</summary>
    private static int[] Shares(int[] draws)
    {
        var cuts = draws.Where(draw => draw < 100).Distinct().Order().Append(100).ToArray();
        return [.. cuts.Zip(cuts.Prepend(0), (end, begin) => end - begin)];
    }
}
