using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

/// <summary>What becomes of the numbers of reports that are refused for good.</summary>
public sealed class RefusedForGoodTests
{
    private static readonly ReportedFacts Stopped = new() { RealTimeScan = RealTimeScan.Stopped };

    [Fact]
    public void The_next_report_may_follow_at_once()
    {
        Assert.Equal(new Refused(2, Arbitrary.Unreadable, 2), Refused().Decision.Reply);
        Assert.Equal(
            new Taken(3, Changed: true, Repeated: false),
            Refused().Then(Scene.Report(3, Stopped, acked: 1, via: 1)).Decision.Reply);
    }

    [Fact]
    public void It_is_refused_in_its_turn_and_not_before() =>
        Scene.Online().Then(Scene.Report(3, acked: 1, via: 1, fault: Arbitrary.Unreadable)).Refused(RefusalCode.Gap, retryable: true);

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(900)]
    public void What_it_says_of_answers_may_be_what_is_wrong(long acked)
    {
        var refused = Scene.Online().Then(Scene.Report(2, Stopped, acked, via: 1));
        Assert.Equal(("acked", 2), (refused.Refused(RefusalCode.OutOfRange, retryable: false).Refusal.Field, ((Refused)refused.Decision.Reply).LastSeq));
        Assert.IsType<Taken>(refused.Then(Scene.Report(3, Stopped, acked: 1, via: 1)).Decision.Reply);
    }

    [Fact]
    public void Who_cannot_hold_an_answer_yet_holds_all_before_it() =>
        Scene.Online().Then(Scene.Report(4, Stopped, acked: 900, via: 1)).Refused(RefusalCode.OutOfRange, retryable: false);

    [Fact]
    public void A_repeat_is_one_whatever_it_says_of_answers() =>
        Assert.Equal(new Taken(1, Changed: false, Repeated: true), Scene.Online().Then(Scene.Report(1, acked: 1, via: 1)).Decision.Reply);

    [Fact]
    public void Sent_again_it_is_refused_again() =>
        Refused().Then(Scene.Report(2, via: 1, fault: Arbitrary.Unreadable)).Refused(RefusalCode.OutOfRange, retryable: false);

    [Fact]
    public void A_corrected_report_may_bear_the_same_number() =>
        Assert.Equal(new Taken(2, Changed: true, Repeated: false), Refused().Then(Scene.Report(2, Stopped, via: 1)).Decision.Reply);

    [Fact]
    public void A_new_session_has_to_hold_the_refusal_before_the_next_one_may_follow()
    {
        var back = Refused().Then(Scene.Broken(1)).Then(Scene.Hello(2));
        Assert.Equal(new Opened(1, Present: true), back.Decision.Reply);
        back.Then(Scene.Report(3, Stopped, acked: 1, via: 2)).Refused(RefusalCode.Gap, retryable: true);
        Assert.IsType<Taken>(back.Then(Scene.Report(3, Stopped, acked: 2, via: 2)).Decision.Reply);
    }

    [Fact]
    public void Nothing_is_written() => Assert.Empty(Refused().Decision.Events);

    private static Moment Refused() => Scene.Online().Then(Scene.Report(2, fault: Arbitrary.Unreadable, via: 1));
}
