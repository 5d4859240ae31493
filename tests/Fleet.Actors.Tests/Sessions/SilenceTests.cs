using System.Collections.Concurrent;
using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>Nobody is silent because the server did not listen, or because a clock was set.</summary>
public sealed class SilenceTests : StreamScene
{
    [Fact]
    public void A_time_in_which_the_process_was_stopped_makes_nobody_silent()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Pass(stream, TimeSpan.FromSeconds(30));
        Stop(stream, TimeSpan.FromHours(1));
        Region.ExpectNoMsg(TimeSpan.Zero);
        // What had piled up is read; then silence is judged as ever.
        stream.Tell(new Received(null, ClientInput.Heartbeat.Instance));
        Pass(stream, TimeSpan.FromSeconds(89));
        Region.ExpectNoMsg(TimeSpan.Zero);
        Pass(stream, TimeSpan.FromSeconds(2));
        Assert.Equal(PresenceCause.Silent, Assert.IsType<EndSession>(Region.ExpectMsg<ToClient>().Body).Cause);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_clock_that_is_set_makes_nobody_silent_and_hides_nobody(int hours)
    {
        var clock = new SkewedClock(TimeSpan.Zero, Clock);
        Node = new SessionContext(Presence, clock, Directory, Journal);
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        clock.By = TimeSpan.FromHours(hours);
        Pass(stream, TimeSpan.FromSeconds(89));
        Region.ExpectNoMsg(TimeSpan.Zero);
        Pass(stream, TimeSpan.FromSeconds(2));
        Assert.Equal(PresenceCause.Silent, Assert.IsType<EndSession>(Region.ExpectMsg<ToClient>().Body).Cause);
    }

    [Fact]
    public void Silence_of_ninety_days_is_borne_where_it_is_to_be_and_no_longer()
    {
        var days = TimeSpan.FromDays(90);
        Node = new SessionContext(new PresenceSettings(days - TimeSpan.FromHours(1), days, days), Clock, Directory, Journal);
        var (stream, port) = Open(single: true);
        stream.Tell(new Received(null, new ClientInput.Hello(Pc1, null, 0, null)));
        Answer(stream, Region.ExpectMsg<ToClient>(), new Opened(0, Present: true));
        Assert.Equal(days, Next(port).Welcome.Timeout.ToTimeSpan());
        Pass(stream, days - TimeSpan.FromMinutes(1));
        Region.ExpectNoMsg(TimeSpan.Zero);
        Pass(stream, TimeSpan.FromMinutes(2));
        Assert.Equal(PresenceCause.Silent, Assert.IsType<EndSession>(Region.ExpectMsg<ToClient>().Body).Cause);
    }

    [Fact]
    public void The_scheduler_that_ships_takes_an_alarm_in_ninety_days()
    {
        using var system = ActorSystem.Create("alarms");
        var rung = new BlockingCollection<int>();
        system.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromDays(90), () => rung.Add(90));
        system.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(50), () => rung.Add(0));
        Assert.True(rung.TryTake(out var first, Fleet.Testing.Patience.Long));
        Assert.Equal((0, 0), (first, rung.Count));
    }

    [Fact]
    public async Task A_stream_that_is_not_read_is_not_judged()
    {
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        var unread = 0;
        for (; !port.IsUnread; unread++)
            await port.BeforeRead(CancellationToken.None);
        Pass(stream, TimeSpan.FromSeconds(100));
        Region.ExpectNoMsg(TimeSpan.Zero);
        for (; unread > 0; unread--)
            port.AfterRead();
        Pass(stream, TimeSpan.FromSeconds(2));
        Assert.Equal(PresenceCause.Silent, Assert.IsType<EndSession>(Region.ExpectMsg<ToClient>().Body).Cause);
    }

    [Fact]
    public void A_stream_for_which_the_transport_has_no_memory_is_not_judged()
    {
        var (stream, port) = Open(single: false);
        Greet(stream, port, Pc1, relayed: true);
        IsHeldUp = true;
        Pass(stream, TimeSpan.FromSeconds(100));
        Region.ExpectNoMsg(TimeSpan.Zero);
        IsHeldUp = false;
        Pass(stream, TimeSpan.FromSeconds(2));
        Assert.Equal(PresenceCause.Silent, Assert.IsType<EndSession>(Region.ExpectMsg<ToClient>().Body).Cause);
    }
}
