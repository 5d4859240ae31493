using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fleet.Host.Tests.Commands.Stored;

/// <summary>Rows by the thousands, of random bytes, so that their backup is long. They are marked deleted: a host that runs beside passes over them.</summary>
internal static class LongJournal
{
    /// <summary>Of the file that is restored.</summary>
    public const int Rows = 15_000;

    private const string Columns = "INSERT INTO journal (ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)";
    private const string Row = "(SELECT coalesce(max(ordering), 0) FROM journal) + i, 638000000000000000 + i * 10000";
    private static readonly Lazy<Task<byte[]>> File = new(Make);

    /// <summary>A backup of <see cref="Rows"/> rows.</summary>
    public static Task<byte[]> Backup => File.Value;

    /// <summary>Adds rows to the journal in a data folder.</summary>
    public static void Lengthen(string data, int rows)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "journal.db")};Pooling=False");
        connection.Open();
        using var fill = connection.CreateCommand();
        fill.CommandText = $"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
            {Columns} SELECT {Row}, 1, 'long-' || (i % 100), i / 100 + 1, randomblob(200), 'm', 1971, 'w' FROM n
            """;
        fill.ExecuteNonQuery();
    }

    /// <summary>Adds rows to the journal in a database; the last one is so long that PostgreSQL keeps a part of it in another table.</summary>
    public static void LengthenDatabase(string database, int rows) => Execute(database, $"""
        {Columns} SELECT {Row}, TRUE, 'more-' || (i % 100), i / 100 + 1, sha512(i::text::bytea), 'm', 1971, 'w' FROM generate_series(1, {rows}) AS i;
        UPDATE journal SET writer_uuid = (SELECT string_agg(md5(i::text), '') FROM generate_series(1, 1000) AS i) WHERE ordering = (SELECT max(ordering) FROM journal)
        """);

    public static void Execute(string database, string sql) => Do(database, sql, command => command.ExecuteNonQuery());

    public static long Number(string database, string sql) => Do(database, sql, command => (long)command.ExecuteScalar()!);

    /// <summary>Waits until the server has noticed that everybody has gone: until then the store is in use.</summary>
    public static Task UntilLeft(string database) => Eventually.Holds(() => Task.FromResult(Number(
        database, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'fleet %'") == 0));

    private static T Do<T>(string database, string sql, Func<NpgsqlCommand, T> run)
    {
        using var connection = new NpgsqlConnection(database + ";Pooling=false" + Patience.Connection);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return run(command);
    }

    private static async Task<byte[]> Make()
    {
        using var folder = new TemporaryFolder();
        await (await RunningHost.Start(folder.File("data"))).DisposeAsync();
        Lengthen(folder.File("data"), Rows);
        await CommandRun.OutputOf("backup", folder.File("whole"), $"--Fleet:Data={folder.File("data")}");
        return await System.IO.File.ReadAllBytesAsync(folder.File("whole"));
    }
}
