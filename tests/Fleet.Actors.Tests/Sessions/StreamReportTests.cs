using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Fleet.V1;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>A client says hello and reports over a stream of its own.</summary>
public sealed class StreamReportTests : StreamScene
{
    [Fact]
    public void A_hello_is_answered_by_a_welcome_that_tells_the_settings()
    {
        var (stream, port) = Open(single: true);
        var opening = Hello(stream, Pc1);
        Answer(stream, opening, new Opened(41, Present: true));
        var welcome = Next(port).Welcome;
        Assert.Equal((41, PresenceSettings.Window), (welcome.LastSeq, welcome.Window));
        Assert.Equal((30, 90), (welcome.Heartbeat.Seconds, welcome.Timeout.Seconds));
    }

    [Fact]
    public void Reports_are_forwarded_with_their_session_and_acked_after_the_answer()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        stream.Tell(new Received(null, Report(1)));
        var forwarded = Region.ExpectMsg<ToClient>();
        Assert.Equal(session, ((TakeReport)forwarded.Body).Via);
        Assert.False(port.Outbound.TryPeek(out _));
        Answer(stream, forwarded, new Taken(1, Changed: true, Repeated: false), offset: 99);
        Assert.Equal(new Ack { Seq = 1, Offset = 99 }, Next(port).Ack);
    }

    [Fact]
    public void More_reports_than_the_window_are_refused_with_a_time_and_the_window_opens_again()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        for (var seq = 1; seq <= PresenceSettings.Window + 1; seq++)
            stream.Tell(new Received(null, Report(seq)));
        var refusal = Next(port).Refusal;
        Assert.Equal((PresenceSettings.Window + 1, "window-exceeded"), (refusal.Seq, refusal.Code));
        Assert.NotNull(refusal.RetryAfter);
        Answer(stream, Forwarded(1)[0], new Taken(1, true, false));
        Assert.Equal(1, Next(port).Ack.Seq);
        stream.Tell(new Received(null, Report(PresenceSettings.Window + 1)));
        for (var seq = 2; seq <= PresenceSettings.Window; seq++)
            Answer(stream, Forwarded(1)[0], new Taken(seq, true, false));
        Assert.Equal(PresenceSettings.Window + 1, ((TakeReport)Forwarded(1)[0].Body).Seq);
    }

    [Fact]
    public void A_report_before_hello_and_a_second_hello_are_refused_by_name_and_the_session_goes_on()
    {
        var (stream, port) = Open(single: true);
        stream.Tell(new Received(null, Report(1)));
        var early = Next(port).Refusal;
        Assert.Equal("hello-expected", early.Code);
        Assert.NotNull(early.RetryAfter);
        Greet(stream, port, Pc1);
        stream.Tell(new Received(null, new ClientInput.Hello(Pc2, null, 0, null)));
        Assert.Equal("hello-repeated", Next(port).Refusal.Code);
        stream.Tell(new Received(null, Report(1)));
        Region.ExpectMsg<ToClient>();
    }

    [Fact]
    public void A_report_without_an_answer_is_refused_with_a_time()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        stream.Tell(new Received(null, Report(1)));
        Region.ExpectMsg<ToClient>();
        Pass(stream, TimeSpan.FromSeconds(8));
        var refusal = Next(port).Refusal;
        Assert.Equal((1, "unavailable"), (refusal.Seq, refusal.Code));
    }

    [Fact]
    public void An_icon_change_is_passed_on_to_the_session_that_it_names_only()
    {
        var (stream, port) = Open(single: true);
        var session = Greet(stream, port, Pc1);
        var change = new IconChange(null, Icon.All[0], Conditions.None);
        stream.Tell(new IconPushed(Pc1, new SessionId(7, 999), change, Clock.GetUtcNow(), Clock.GetUtcNow(), 5));
        stream.Tell(new IconPushed(Pc1, session, change, Clock.GetUtcNow(), Clock.GetUtcNow(), 6));
        Assert.Equal(6, Next(port).IconChanged.Offset);
    }
}
