using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

public sealed class ReportTests
{
    private static readonly ReportedFacts Stopped = new() { RealTimeScan = RealTimeScan.Stopped };

    [Fact]
    public void A_report_that_changes_nothing_and_begins_no_epoch_writes_no_row_and_one_that_changes_something_names_just_that() => Arbitrary.Always((Moment moment) =>
    {
        foreach (var row in moment.Decision.Events.OfType<ReportTaken>())
        {
            Assert.True(row.Changed.Which != Fact.None || !moment.Before.Exists || row.BeginsEpoch);
            Assert.All(Told(row.Changed), change => Assert.True(
                !moment.Before.Reported.HasFlag(change.Fact) || change.Fact == Fact.SmartProtection || !change.Value.Equals(Value(moment.Before, change.Fact))));
        }
    });

    [Fact]
    public void The_same_facts_told_again_change_nothing() => Arbitrary.Always((Moment moment) =>
    {
        // A hello that waited for this report may tell another group, which is the newer one.
        if (moment is { Command: TakeReport report, Decision: { Reply: Taken { Repeated: false } taken } decision }
            && !decision.Events.Any(happened => happened is SessionOpened))
        {
            var again = moment.Then(report with { Seq = taken.Seq + 1, Acked = taken.Seq, Via = null, Epoch = null });
            Assert.Equal(new Taken(taken.Seq + 1, Changed: false, Repeated: false), again.Decision.Reply);
            Assert.DoesNotContain(again.Decision.Events, e => e is ReportTaken);
        }
    });

    [Fact]
    public void After_a_taken_report_the_client_is_as_it_told() => Arbitrary.Always((Moment moment) =>
    {
        if (moment is not { Command: TakeReport { Facts: var told }, Decision.Reply: Taken { Repeated: false }, After: var state })
            return;
        Assert.Equal(told.ScanMethod ?? moment.Before.ScanMethod, state.ScanMethod);
        Assert.Equal(told.RealTimeScan ?? moment.Before.RealTimeScan, state.RealTimeScan);
        Assert.Equal(told.Roaming ?? moment.Before.Roaming, state.Roaming);
        Assert.Equal(told.SmartProtection ?? state.SmartProtection, state.SmartProtection);
        Assert.Equal(told.Pattern is ReportedPattern.OfStatus(var status) ? status : state.Pattern.Status, state.Pattern.Status);
    });

    [Fact]
    public void A_repeat_is_answered_again_without_effect()
    {
        var taken = Scene.Online().Then(Scene.Report(2, Stopped, via: 1));
        var again = taken.Then(Scene.Report(2, new ReportedFacts { RealTimeScan = RealTimeScan.Disabled }, via: 1));
        Assert.Equal(new Taken(2, Changed: false, Repeated: true), again.Decision.Reply);
        Assert.Equal(taken.After, again.After);
    }

    [Fact]
    public void A_gap_is_refused_for_now_and_says_from_where_to_send_again()
    {
        var gap = Scene.Online().Then(Scene.Report(4, Stopped, acked: 1, via: 1));
        Assert.Equal(1, gap.Refused(RefusalCode.Gap, retryable: true).LastSeq);
        Assert.Empty(gap.Decision.Events);
        Assert.Equal(1, gap.Decision.Memory.LastTaken);
    }

    [Fact]
    public void What_the_client_holds_answers_for_is_no_gap() =>
        Assert.Equal(new Taken(4, Changed: true, Repeated: false), Scene.Online().Then(Scene.Report(4, Stopped, acked: 3, via: 1)).Decision.Reply);

    [Theory]
    [InlineData(0, 0, "seq")]
    [InlineData(-5, 0, "seq")]
    [InlineData(1, -1, "acked")]
    [InlineData(4, 4, "acked")]
    [InlineData(4, 900, "acked")]
    public void Numbers_out_of_range_are_refused_for_good(long seq, long acked, string field)
    {
        var refused = Scene.Empty().Then(Scene.Report(seq, acked: acked)).Refused(RefusalCode.OutOfRange, retryable: false);
        Assert.Equal(field, refused.Refusal.Field);
    }

    [Fact]
    public void A_refused_report_writes_no_row_of_its_own() => Arbitrary.Always((Moment moment) =>
        Assert.False(moment.Decision.Reply is Refused && moment.Decision.Events.Any(e => e is ReportTaken)));

    [Fact]
    public void Observed_up_to_five_minutes_ahead_is_taken_and_more_is_not()
    {
        var report = Scene.Report(1, Stopped);
        Assert.IsType<Taken>(Scene.Empty().Then(report with { ObservedAt = Arbitrary.Start.AddMinutes(5) }).Decision.Reply);
        var refused = Scene.Empty().Then(report with { ObservedAt = Arbitrary.Start.AddMinutes(5).AddMilliseconds(1) }).Refused(RefusalCode.TooFarAhead, retryable: false);
        Assert.Equal("observedAt", refused.Refusal.Field);
    }

    [Fact]
    public void A_pattern_released_up_to_a_day_ahead_is_taken_and_more_is_not()
    {
        Assert.IsType<Taken>(Scene.Empty().Then(Released(Arbitrary.Start.AddDays(1))).Decision.Reply);
        var refused = Scene.Empty().Then(Released(Arbitrary.Start.AddDays(1).AddMilliseconds(1))).Refused(RefusalCode.TooFarAhead, retryable: false);
        Assert.Equal("facts.pattern.releasedAt", refused.Refusal.Field);

        static TakeReport Released(DateTimeOffset at) => Scene.Report(1, new ReportedFacts { Pattern = new ReportedPattern.OfRelease("1", at) });
    }

    [Fact]
    public void A_dead_clock_at_the_epoch_still_tells_since_when() =>
        Assert.Equal(DateTimeOffset.UnixEpoch, Scene.Empty().Then(Scene.Report(1, Stopped) with { ObservedAt = DateTimeOffset.UnixEpoch }).After.SinceOf(Fact.RealTimeScan));

    private static IEnumerable<(Fact Fact, object Value)> Told(ChangedFacts changed) =>
        from fact in Enum.GetValues<Fact>()
        where fact != Fact.None && changed.Which.HasFlag(fact)
        select (fact, Value(changed.Numbers, changed.Pattern, changed.Group, fact));

    private static object Value(ClientState state, Fact fact) => Value(state.Numbers, state.Pattern, state.Group, fact);

    private static object Value(FactNumbers numbers, HeldPattern? pattern, GroupName? group, Fact fact) => fact switch
    {
        Fact.Pattern => pattern!,
        Fact.Group => group!,
        _ => numbers[fact],
    };
}
