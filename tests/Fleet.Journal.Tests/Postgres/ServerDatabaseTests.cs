using Fleet.Journal.Postgres;
using Fleet.Journal.Sql.Postgres;
using Fleet.Journal.Stores;
using Fleet.Testing;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace Fleet.Journal.Tests.Postgres;

/// <summary>What a host is told, before it starts, about a database that it cannot use.</summary>
[Trait("Needs", "processes")]
public sealed class ServerDatabaseTests
{
    private readonly List<string> _said = [];
    private readonly string _place = PostgresServer.Shared.NewSchema();

    [Fact]
    public async Task Hosts_that_start_together_make_one_schema()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Open(_place).Dispose())));
        using var database = PostgresConnection.Open(_place);
        Assert.Equal(1, database.Number("SELECT version FROM journal_version"));
        using var opened = Open(_place);
        Assert.Equal(_place, opened.Overlay.GetString(PostgresSettings.Path + ".connection-string"));
        Assert.Contains(_said, line => line.Contains("fsync=off"));
    }

    [Fact]
    public void A_newer_schema_is_left_to_the_program_that_wrote_it()
    {
        Open(_place).Dispose();
        Run("UPDATE journal_version SET version = 99");
        Assert.Contains("newer version of this program (schema 99, this one knows 2)", Refusal(_place));
    }

    [Fact]
    public void An_older_schema_is_upgraded()
    {
        // Version 0: the version alone.
        Run("CREATE TABLE journal_version (version integer NOT NULL)");
        Run("INSERT INTO journal_version VALUES (0)");
        Open(_place).Dispose();
        using var journal = JournalSystem.Settings(new TestStore(StoreKind.Postgres)).Store.OpenStore();
        journal.Append([Rows.Write("pc-1", 1)], DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void A_table_of_another_program_is_left_alone()
    {
        Run("CREATE TABLE journal (line text)");
        Assert.Contains("belongs to another program", Refusal(_place));
    }

    [Fact]
    public void A_database_that_cannot_hold_every_text_is_refused_before_anything_is_acked() =>
        Assert.Contains("has the encoding LATIN1", Refusal(PostgresServer.Shared.NewDatabase("LATIN1")));

    [Fact]
    public void A_wrong_password_is_said_to_be_so() =>
        Assert.EndsWith("does not take the password.", Refusal(With(parts => parts.Password = "guess")));

    [Fact]
    public void A_database_that_is_not_there_is_named()
    {
        var refusal = Refusal(With(parts => parts.Database = "nowhere"));
        Assert.Contains("There is no database 127.0.0.1", refusal);
        Assert.Contains("/nowhere", refusal);
    }

    [Fact]
    public void A_user_who_may_not_create_tables_is_told_so()
    {
        Run("CREATE USER guest PASSWORD 'guest'");
        Assert.Contains("may not work in", Refusal(With(parts => (parts.Username, parts.Password) = ("guest", "guest"))));
    }

    [Fact]
    public async Task A_server_that_is_not_there_yet_is_waited_for()
    {
        using var server = PostgresServer.Start();
        server.Stop();
        var time = new FakeTimeProvider();
        var opening = Task.Run(() => Open(server.ConnectionString, TimeSpan.FromHours(1), time));
        AwaitTold();
        Assert.Contains("cannot be reached: nobody listens there. Waiting for it, for 3600 seconds at most.", Assert.Single(_said));
        server.StartAgain();
        Until(time, () => opening.IsCompleted, "open");
        (await opening).Dispose();
    }

    [Fact]
    public async Task A_server_that_does_not_come_is_not_waited_for_for_ever()
    {
        var time = new FakeTimeProvider();
        var opening = Task.Run(() => Refusal(With(parts => parts.Port = 1), TimeSpan.FromSeconds(5), time));
        AwaitTold();
        Until(time, () => opening.IsCompleted, "given up");
        Assert.Contains("cannot be reached: nobody listens there.", await opening);
        Assert.Single(_said);
    }

    /// <summary>The fake clock stands still until then.</summary>
    private void AwaitTold() => Eventually.True(
        () =>
        {
            lock (_said)
                return _said.Count > 0;
        },
        "told");

    private static void Until(FakeTimeProvider time, Func<bool> condition, string what) => Eventually.True(
        () =>
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            return condition();
        },
        what);

    private static string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var parts = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.ConnectionString);
        change(parts);
        return parts.ToString();
    }

    private void Run(string sql)
    {
        using var database = PostgresConnection.Open(_place);
        database.Run(sql);
    }

    private ServerDatabase Open(string place, TimeSpan? patience = null, TimeProvider? time = null) =>
        ServerDatabase.Open(place, JournalSystem.Shipped(StoreKind.Postgres), patience ?? Patience.Long, time ?? TimeProvider.System, line =>
        {
            lock (_said)
                _said.Add(line);
        });

    private string Refusal(string place, TimeSpan? patience = null, TimeProvider? time = null)
    {
        var message = Assert.Throws<StoreUnavailableException>(() => Open(place, patience, time)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
