using System.Data.Common;
using Akka.Actor;
using Akka.Persistence;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>The plugin as persistent actors see it, on real stores.</summary>
public abstract class FleetJournalTests(StoreKind kind) : IDisposable
{
    private readonly TestStore _store = new(kind);

    public void Dispose()
    {
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_was_persisted_is_there_after_a_restart_in_its_order()
    {
        using (var first = JournalSystem.Start(_store))
        {
            Keep(first, first.Keeper("pc-1"), 1, 2, 3);
            first.Stop();
        }

        using var second = JournalSystem.Start(_store);
        var got = second.Get("pc-1");
        Assert.Equal(3, got.SequenceNr);
        Assert.Equal(Rows.Report(3).After, got.Last!.After);
        Assert.Equal(Rows.Report(3).Event, got.Last.Event);
        Assert.Equal(1, got.Replayed);
        Keep(second, second.Keeper("pc-1"), 4);
    }

    [Fact]
    public void The_handler_sees_the_offset_and_the_time_and_so_does_who_recovers()
    {
        using var system = JournalSystem.Start(_store);
        var keeper = system.Keeper("pc-1");
        keeper.Tell(new Keeper.Keep(Rows.Report(1), Rows.Report(2)), system.TestActor);
        var rows = new[] { system.Kept(), system.Kept() };
        Assert.Equal([1L, 2L], rows.Select(kept => kept.Row.Offset));
        Assert.NotEqual(default, rows[0].Row.RecordedAt);
        Assert.True(rows[0].Row.RecordedAt <= rows[1].Row.RecordedAt);
        End(system, keeper);
        var got = system.Get("pc-1");
        Assert.Equal((2L, rows[1].Row.RecordedAt), (got.Last!.Offset, got.Last.RecordedAt));
    }

    [Fact]
    public void A_client_that_moves_from_node_A_to_B_and_back_loses_nothing()
    {
        using var a = JournalSystem.Start(_store);
        using var b = JournalSystem.Start(_store);
        foreach (var (system, n) in new[] { (a, 1), (b, 3), (a, 5) })
        {
            var keeper = system.Keeper("pc-1");
            Keep(system, keeper, n, n + 1);
            End(system, keeper);
        }

        var got = b.Get("pc-1");
        Assert.Equal(6, got.SequenceNr);
        Assert.Equal(Rows.Report(6).After, got.Last!.After);
    }

    [Fact]
    public void An_actor_whose_number_another_incarnation_has_used_stops_and_the_next_one_goes_on()
    {
        using var system = JournalSystem.Start(_store);
        var old = system.Keeper("pc-1");
        var young = system.Keeper("pc-1");
        Keep(system, old, 1);
        system.Watch(young);
        young.Tell(new Keeper.Get(), system.TestActor);
        var seen = system.ExpectMsg<Keeper.Got>().SequenceNr;
        Keep(system, old, 2);
        young.Tell(new Keeper.Keep(Rows.Report(seen + 1)), system.TestActor);
        Assert.IsAssignableFrom<DbException>(system.ExpectMsg<Keeper.NotKept>().Cause);
        system.ExpectTerminated(young);
        Assert.Equal(2, system.Get("pc-1").SequenceNr);
    }

    [Fact]
    public async Task An_end_of_the_system_waits_for_what_was_accepted()
    {
        FaultyStore? store = null;
        using (var system = JournalSystem.Start(_store, settings => store = new FaultyStore(settings.Store.OpenStore())))
        {
            var keepers = Enumerable.Range(0, 100).Select(n => system.Keeper($"pc-{n}")).ToList();
            foreach (var keeper in keepers)
            {
                keeper.Tell(new Keeper.Get(), system.TestActor);
                system.ExpectMsg<Keeper.Got>();
            }

            store!.Close();
            foreach (var keeper in keepers)
                keeper.Tell(new Keeper.Keep(Rows.Report(1)), ActorRefs.NoSender);
            // Some are inside the store, the others wait after them.
            Eventually.True(() => store.Inside + FleetJournalExtension.Of(system.Sys).Metrics.Queued == 100, "all handed over");
            var end = system.Sys.Terminate();
            store.Open();
            await end.WaitAsync(Patience.Long);
        }

        using var next = JournalSystem.Start(_store);
        Assert.All(Enumerable.Range(0, 100), n => Assert.Equal(1, next.Get($"pc-{n}").SequenceNr));
    }

    [Fact]
    public void A_payload_that_is_no_row_fails_that_actor_alone()
    {
        using var system = JournalSystem.Start(_store);
        var stranger = system.Sys.ActorOf(Props.Create<Stranger>());
        system.Watch(stranger);
        stranger.Tell("not a row");
        system.ExpectTerminated(stranger);
        Keep(system, system.Keeper("pc-1"), 1);
    }

    [Fact]
    public void A_damaged_last_row_is_told_to_its_own_client_and_to_no_other_and_one_before_it_to_nobody()
    {
        using (var system = JournalSystem.Start(_store))
        {
            Keep(system, system.Keeper("pc-1"), 1, 2);
            Keep(system, system.Keeper("pc-2"), 1);
            Keep(system, system.Keeper("pc-3"), 1, 2);
            system.Stop();
        }

        // The last row of the first one, and the first row of the third one.
        _store.Damage([2, 4], bytes => [.. bytes[..^1], (byte)~bytes[^1]]);
        using var next = JournalSystem.Start(_store);
        var damaged = next.Get("pc-1");
        Assert.Equal((2, null, 0), (damaged.SequenceNr, damaged.Last, damaged.Replayed));
        Assert.Equal(("pc-1", 2, 2, "its checksum is wrong"), (damaged.Damaged!.Client, damaged.Damaged.Number, damaged.Damaged.Offset, damaged.Damaged.Reason));
        Assert.Equal((1, null), (next.Get("pc-2").SequenceNr, next.Get("pc-2").Damaged));
        Assert.Equal((2, null), (next.Get("pc-3").SequenceNr, next.Get("pc-3").Damaged));
    }

    [Fact]
    public void The_journal_is_up_when_the_system_is()
    {
        using var system = JournalSystem.Start(_store);
        system.Sys.ActorSelection("/system/" + JournalSettings.Path).Tell(new Identify(1), system.TestActor);
        Assert.NotNull(system.ExpectMsg<ActorIdentity>().Subject);
    }

    private static void Keep(JournalSystem system, IActorRef keeper, params long[] numbers)
    {
        foreach (var n in numbers)
        {
            keeper.Tell(new Keeper.Keep(Rows.Report(n)), system.TestActor);
            Assert.Equal(n, system.Kept().SequenceNr);
        }
    }

    private static void End(JournalSystem system, IActorRef keeper)
    {
        system.Watch(keeper);
        keeper.Tell(new Keeper.Stop());
        system.ExpectTerminated(keeper);
    }

    private sealed class Stranger : UntypedPersistentActor
    {
        public override string PersistenceId => "stranger";

        protected override void OnCommand(object message) => Persist(message, _ => { });

        protected override void OnRecover(object message)
        {
        }
    }
}

public sealed class FleetJournalTestsOnSqlite() : FleetJournalTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class FleetJournalTestsOnPostgres() : FleetJournalTests(StoreKind.Postgres);
