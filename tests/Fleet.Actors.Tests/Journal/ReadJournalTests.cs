using Akka.Persistence.Query;
using Akka.Persistence.Sql;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using Fleet.Actors.Journal;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Fleet.Actors.Tests.Journal;

/// <summary>Akka.Persistence.Sql's own side of the same tables.</summary>
public sealed class ReadJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder.File("journal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_packages_read_journal_reads_what_this_journal_wrote()
    {
        using var system = JournalSystem.Start(File, config: $$"""
            akka.persistence.query.journal.sql {
              write-plugin = "{{JournalSettings.Path}}"
              connection-string = "Data Source={{File}}"
              provider-name = "SQLite.MS"
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
        using (var ours = JournalSystem.Start(File))
            ours.Get("pc-1");
        using (var theirs = JournalSystem.Start(_folder.File("theirs.db"), config: $$"""
            akka.persistence.journal.plugin = "akka.persistence.journal.sql"
            akka.persistence.journal.auto-start-journals = ["akka.persistence.journal.sql"]
            akka.persistence.journal.sql {
              class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
              connection-string = "Data Source={{_folder.File("theirs.db")}};Pooling=False"
              provider-name = "SQLite.MS"
            }
            """))
        {
            theirs.Get("pc-1");
        }

        foreach (var table in new[] { "journal", "tags" })
            Assert.Equal(Columns(_folder.File("theirs.db"), table), Columns(File, table));
    }

    private static List<string> Columns(string file, string table)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}') ORDER BY name";
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
    }
}
