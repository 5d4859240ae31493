using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

/// <summary>A client that lost its memory says so by another epoch, and counts from 1 again.</summary>
public sealed class EpochTests
{
    private static readonly ReportedFacts Stopped = new() { RealTimeScan = RealTimeScan.Stopped };
    private static readonly ReportedFacts Disabled = new() { RealTimeScan = RealTimeScan.Disabled };

    /// <summary>Reports 1 and 2 are taken in the epoch "a"; the machine is off.</summary>
    private static Moment Before => Scene.Empty().Then(Scene.Hello(1, epoch: "a"))
        .Then(Scene.Report(1, Stopped, via: 1, epoch: "a")).Then(Scene.Report(2, Disabled, via: 1, epoch: "a")).Then(Scene.Broken(1));

    [Fact]
    public void In_a_new_epoch_numbers_begin_at_1_and_the_history_goes_on()
    {
        var hello = Before.Then(Scene.Hello(2, epoch: "b"));
        Assert.Equal(new Opened(0, Present: true), hello.Decision.Reply);
        Assert.Equal("b", Assert.IsType<SessionOpened>(Assert.Single(hello.Decision.Events)).Epoch);
        Assert.Equal((RealTimeScan.Disabled, 0), (hello.After.RealTimeScan, hello.After.LastSeq));

        var first = hello.Then(Scene.Report(1, Stopped, via: 2, epoch: "b"));
        Assert.Equal(new Taken(1, Changed: true, Repeated: false), first.Decision.Reply);
        Assert.Equal(RealTimeScan.Stopped, first.After.RealTimeScan);
    }

    [Fact]
    public void A_hello_whose_backlog_waits_has_its_epoch_written_at_once()
    {
        var hello = Before.Then(Scene.Hello(2, backlogThrough: 1, epoch: "b"));
        Assert.Equal(new Opened(0, Present: false), hello.Decision.Reply);
        Assert.Equal(new Registered(hello.Now, 0, Icon: null, Group: null, "b"), Assert.Single(hello.Decision.Events));

        // The actor may have moved since: what is durable is enough.
        var moved = Moment.Of(hello.After, ClientMemory.None, Scene.Hello(2, backlogThrough: 1, epoch: "b"), hello.Now);
        Assert.Equal(new Opened(0, Present: false), moved.Decision.Reply);
        Assert.Empty(moved.Decision.Events);
        var caughtUp = moved.Then(Scene.Report(1, Stopped, via: 2, epoch: "b"));
        Assert.Equal(Connection.Online, caughtUp.After.Connection);
    }

    [Fact]
    public void Epochs_that_a_client_left_are_refused_for_good_the_last_eight_of_them()
    {
        var epochs = Enumerable.Range(0, 10).Select(n => $"e{n}").ToList();
        var last = epochs.Select((epoch, n) => (Epoch: epoch, Session: n)).Aggregate(
            Scene.Empty(), (moment, hello) => moment.Then(Scene.Hello(hello.Session, epoch: hello.Epoch)).Then(Scene.Broken(hello.Session)));
        foreach (var left in epochs[1..9])
        {
            Assert.Empty(last.Then(Scene.Hello(99, epoch: left)).Decision.Events);
            Assert.Equal("epoch", last.Then(Scene.Hello(99, epoch: left)).Refused(RefusalCode.EpochOld, retryable: false).Refusal.Field);
            last.Then(Scene.Report(7, epoch: left)).Refused(RefusalCode.EpochOld, retryable: false);
        }

        Assert.IsType<Opened>(last.Then(Scene.Hello(99, epoch: "e9")).Decision.Reply);
        Assert.IsType<Opened>(last.Then(Scene.Hello(99, epoch: "e0")).Decision.Reply);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("")]
    public void What_comes_through_an_older_session_is_of_its_epoch(string before)
    {
        var older = Scene.Empty().Then(Scene.Hello(1, epoch: before)).Then(Scene.Report(1, Stopped, via: 1, epoch: before));
        foreach (var newer in (ClientCommand[])[Scene.Hello(2, epoch: "b"), Scene.Report(5, Disabled, epoch: "b")])
        {
            var late = older.Then(newer).Then(Scene.Report(2, Stopped, via: 1, epoch: before));
            late.Refused(RefusalCode.EpochOld, retryable: false);
            Assert.Empty(late.Decision.Events);
        }
    }

    [Fact]
    public void Without_a_session_the_first_number_of_an_epoch_is_any_and_its_row_is_written_though_it_changes_nothing()
    {
        var first = Before.Then(Scene.Report(41, Disabled, epoch: "b"));
        Assert.Equal(new Taken(41, Changed: false, Repeated: false), first.Decision.Reply);
        Assert.Equal(("b", ChangedFacts.None), Assert.IsType<ReportTaken>(Assert.Single(first.Decision.Events)) is var row ? (row.Epoch, row.Changed) : default);
        Assert.Equal(new Taken(40, Changed: false, Repeated: true), first.Then(Scene.Report(40, epoch: "b")).Decision.Reply);
        Assert.Equal(new Taken(42, Changed: true, Repeated: false), first.Then(Scene.Report(42, Stopped, epoch: "b")).Decision.Reply);
    }

    [Fact]
    public void A_report_that_is_refused_begins_no_epoch()
    {
        var gap = Before.Then(Scene.Report(5, acked: 0, epoch: "b"));
        Assert.Equal(0, gap.Refused(RefusalCode.Gap, retryable: true).LastSeq);
        var faulty = gap.Then(Scene.Report(1, fault: Arbitrary.Unreadable, epoch: "b"));
        faulty.Refused(RefusalCode.OutOfRange, retryable: false);
        Assert.Equal(Before.After, faulty.After);
        Assert.Equal(Before.Decision.Memory, faulty.Decision.Memory);
        Assert.Equal(new Taken(3, Changed: true, Repeated: false), faulty.Then(Scene.Report(3, Stopped, epoch: "a")).Decision.Reply);
    }

    [Fact]
    public void An_agent_that_tells_an_epoch_for_the_first_time_begins_at_1_and_one_without_epochs_may_come_back()
    {
        var old = Scene.Empty().Then(Scene.Hello(1, epoch: "")).Then(Scene.Report(1, Stopped, via: 1, epoch: "")).Then(Scene.Broken(1));
        var upgraded = old.Then(Scene.Hello(2, epoch: "a"));
        Assert.Equal(new Opened(0, Present: true), upgraded.Decision.Reply);
        var downgraded = upgraded.Then(Scene.Broken(2)).Then(Scene.Hello(3, epoch: ""));
        Assert.Equal(new Opened(0, Present: true), downgraded.Decision.Reply);
        // It counts on, and says that it holds answers to what was before.
        Assert.Equal(new Taken(2, Changed: true, Repeated: false), downgraded.Then(Scene.Report(2, Disabled, via: 3, epoch: "")).Decision.Reply);
    }

    [Fact]
    public void Epochs_that_are_not_heeded_change_nothing()
    {
        var hello = Before.Then(Scene.Hello(2));
        Assert.Equal(new Opened(2, Present: true), hello.Decision.Reply);
        Assert.Equal("a", hello.After.Epochs.Current);
        Assert.Equal(new Taken(3, Changed: true, Repeated: false), hello.Then(Scene.Report(3, Stopped, via: 2)).Decision.Reply);
    }

    [Fact]
    public void Who_was_forgotten_is_known_again_by_the_next_number_or_by_a_new_epoch()
    {
        var forgotten = Before.Then(new Forget(Operator.Unknown));
        Assert.Equal(new Taken(1, Changed: false, Repeated: true), forgotten.Then(Scene.Report(1, Stopped, epoch: "a")).Decision.Reply);
        Assert.True(forgotten.Then(Scene.Report(3, Stopped, epoch: "a")).After.Exists);
        Assert.True(forgotten.Then(Scene.Report(1, Stopped, epoch: "b")).After is { Exists: true, LastSeq: 1 });
        forgotten.Then(Scene.Report(1, Stopped, epoch: "b")).Then(Scene.Report(4, epoch: "a")).Refused(RefusalCode.EpochOld, retryable: false);
    }

    [Theory]
    [InlineData(ClientCommand.MaxSeq, true)]
    [InlineData(ClientCommand.MaxSeq + 1, false)]
    [InlineData(long.MaxValue, false)]
    public void Numbers_end_where_floating_point_ones_are_exact_no_more(long seq, bool taken)
    {
        var moment = Scene.Empty().Then(Scene.Report(seq));
        Assert.Equal(taken, moment.After.Exists);
        if (!taken)
            Assert.Equal("seq", moment.Refused(RefusalCode.OutOfRange, retryable: false).Refusal.Field);
    }

    [Fact]
    public void Nothing_of_an_epoch_that_was_left_changes_anything() => Arbitrary.Always((Moment moment) =>
    {
        var (told, via) = moment.Command switch
        {
            TakeReport { Seq: >= 1 } report => (report.Epoch, report.Via),
            OpenSession hello => (hello.Epoch, null),
            _ => (null, null),
        };
        if (told is null || (told.Length == 0 && via is null) || !moment.Before.Epochs.WasLeft(told))
            return;
        moment.Refused(RefusalCode.EpochOld, retryable: false);
        Assert.Equal(moment.Before, moment.After);
    });

    [Fact]
    public void An_epoch_begins_by_its_row_alone_and_its_numbers_at_the_beginning() => Arbitrary.Always((Moment moment) =>
    {
        var begun = moment.Decision.Events.Select(EpochOf).OfType<string>().ToList();
        Assert.Equal(moment.Before.Epochs != moment.After.Epochs, begun.Count == 1);
        if (begun is not [var epoch])
            return;
        Assert.Equal(epoch, moment.After.Epochs.Current);
        Assert.InRange(moment.After.Epochs.Left.Length, 0, Epochs.MaxLeft);
        Assert.Equal((moment.Command as TakeReport)?.Seq ?? 0, moment.Decision.Memory.LastTaken);
    });

    private static string? EpochOf(ClientEvent happened) => happened switch
    {
        ReportTaken report => report.Epoch,
        Registered registered => registered.Epoch,
        SessionOpened opened => opened.Epoch,
        _ => null,
    };
}
