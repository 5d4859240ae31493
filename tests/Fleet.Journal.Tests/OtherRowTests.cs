using Akka.Actor;
using Akka.Persistence;
using Fleet.Journal.Reading;
using Fleet.Journal.V1;
using Fleet.Protocol.Journal;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>Rows of what is no client.</summary>
public abstract class OtherRowTests(StoreKind kind) : IDisposable
{
    private const string Manifest = "/test";

    private readonly TestStore _store = new(kind);

    public void Dispose()
    {
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Their_actor_recovers_by_the_last_one_and_who_reads_of_clients_skips_them()
    {
        using (var system = JournalSystem.Start(_store))
        {
            var actor = system.Sys.ActorOf(Props.Create(() => new Owner("/group/sales")));
            foreach (var text in (string[])["first", "second"])
            {
                actor.Tell(Row(text), system.TestActor);
                Assert.True(system.ExpectMsg<OtherRow>(Patience.Long).Offset > 0);
            }
        }

        using (var again = JournalSystem.Start(_store))
        {
            var actor = again.Sys.ActorOf(Props.Create(() => new Owner("/group/sales")));
            actor.Tell("what have you?", again.TestActor);
            var row = again.ExpectMsg<OtherRow>(Patience.Long);
            Assert.Equal(Row("second").Bytes, row.Bytes);
            Assert.Equal((Manifest, 2L), (row.Manifest, row.Offset));
        }

        using var source = JournalSystem.Settings(_store).Store.OpenJournal("test")!;
        Assert.All(source.ReadAfter(0, 10), entry => Assert.False(entry.IsOfClient));
        Assert.Null(source.NextClient(""));
    }

    [Fact]
    public void A_row_does_not_get_into_the_others_place()
    {
        using var system = JournalSystem.Start(_store);
        system.Sys.ActorOf(Props.Create(() => new Owner("pc-1"))).Tell(Row("of a client"), system.TestActor);
        Assert.IsType<ArgumentException>(system.ExpectMsg<Status.Failure>(Patience.Long).Cause);
    }

    private static OtherRow Row(string text) => new(Manifest, RowChecksum.Write(Manifest, new Note { Text = text }));

    /// <summary>Persists what it is told, and tells what it has.</summary>
    private sealed class Owner(string id) : UntypedPersistentActor
    {
        private OtherRow? _last;

        public override string PersistenceId => id;

        protected override void OnRecover(object message) => _last = message as OtherRow ?? _last;

        protected override void OnCommand(object message)
        {
            var asker = Sender;
            if (message is OtherRow row)
                Persist(row, asker.Tell);
            else
                asker.Tell(_last!);
        }

        protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
        {
            base.OnPersistFailure(cause, @event, sequenceNr);
            Sender.Tell(new Status.Failure(cause));
        }
    }
}

public sealed class OtherRowTestsOnSqlite() : OtherRowTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class OtherRowTestsOnPostgres() : OtherRowTests(StoreKind.Postgres);
