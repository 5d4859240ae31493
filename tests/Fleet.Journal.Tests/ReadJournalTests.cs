using Akka.Persistence.Query;
using Akka.Persistence.Sql;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>Akka.Persistence.Sql's own side of the same tables.</summary>
public abstract class ReadJournalTests(StoreKind kind) : IDisposable
{
    private readonly TestStore _store = new(kind);

    public void Dispose()
    {
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_packages_read_journal_reads_what_this_journal_wrote()
    {
        using var system = JournalSystem.Start(_store, config: $$"""
            akka.persistence.query.journal.sql {
              write-plugin = "{{JournalSettings.Path}}"
              query-throttle-timeout = {{Patience.Long.TotalSeconds}}s
              journal-sequence-retrieval.ask-timeout = {{Patience.Long.TotalSeconds}}s
              {{_store.PackageKeys}}
            }
            """);
        system.Sys.Settings.InjectTopLevelFallback(SqlPersistence.DefaultConfiguration);
        foreach (var (id, n) in new[] { ("pc-1", 1), ("pc-2", 1), ("pc-1", 2) })
        {
            system.Keeper(id).Tell(new Keeper.Keep(Rows.Report(n)), system.TestActor);
            system.Kept();
        }

        var reader = PersistenceQuery.Get(system.Sys).ReadJournalFor<SqlReadJournal>("akka.persistence.query.journal.sql");
        using var materializer = system.Sys.Materializer();
        var all = await reader.CurrentAllEvents(Offset.NoOffset()).RunWith(Sink.Seq<EventEnvelope>(), materializer);
        Assert.Equal(
            [("pc-1", 1L, 1L), ("pc-2", 1L, 2L), ("pc-1", 2L, 3L)],
            all.Select(e => (e.PersistenceId, e.SequenceNr, ((Sequence)e.Offset).Value)));
        Assert.All(all, e => Assert.Equal(Rows.Report(e.SequenceNr).After, ((JournalRow)e.Event).After));
        Assert.Equal(system.Get("pc-1").Last!.RecordedAt.Ticks, all[2].Timestamp);

        var one = await reader.CurrentEventsByPersistenceId("pc-1", 0, long.MaxValue).RunWith(Sink.Seq<EventEnvelope>(), materializer);
        Assert.Equal([1L, 2L], one.Select(e => e.SequenceNr));
        Assert.Equal(["pc-1", "pc-2"], (await reader.CurrentPersistenceIds().RunWith(Sink.Seq<string>(), materializer)).Order());
    }

    [Fact]
    public void The_tables_have_the_columns_that_the_package_would_make()
    {
        using (var ours = JournalSystem.Start(_store))
            ours.Get("pc-1");
        using var other = new TestStore(kind);
        using (var theirs = JournalSystem.Start(other, config: $$"""
            akka.persistence.journal.plugin = "akka.persistence.journal.sql"
            akka.persistence.journal.auto-start-journals = ["akka.persistence.journal.sql"]
            akka.persistence.journal.sql {
              class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
              recovery-event-timeout = {{Patience.Long.TotalSeconds}}s
              circuit-breaker.call-timeout = {{Patience.Long.TotalSeconds}}s
              {{other.PackageKeys}}
            }
            """))
        {
            theirs.Get("pc-1");
        }

        foreach (var table in new[] { "journal", "tags" })
            Assert.Equal(Columns(other, table), Columns(_store, table));
    }

    private List<string> Columns(TestStore store, string table)
    {
        using var database = store.Open();
        using var columns = database.Prepare(kind == StoreKind.Sqlite
            ? $"SELECT name FROM pragma_table_info('{table}') ORDER BY name"
            : $"SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY 1");
        var names = new List<string>();
        while (columns.Step())
            names.Add(columns.Text(0));
        Assert.NotEmpty(names);
        return names;
    }
}

public sealed class ReadJournalTestsOnSqlite() : ReadJournalTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class ReadJournalTestsOnPostgres() : ReadJournalTests(StoreKind.Postgres);
