using Fleet.Journal.Sql.Sqlite;

namespace Fleet.Benchmarks.Queries;

/// <summary>The same questions as plain SQL over the same files, with the same indexes for SQLite to choose from.</summary>
internal sealed class BareSql : IDisposable
{
    private readonly SqliteDatabase _read;
    private readonly SqliteDatabase _journal;

    public BareSql(string readFile, string journalFile)
    {
        _read = SqliteDatabase.Open(SqliteDatabase.ConnectionString(readFile, readOnly: true), TimeSpan.FromSeconds(5), "mmap_size = 4294967296");
        _journal = SqliteDatabase.Open(SqliteDatabase.ConnectionString(journalFile, readOnly: true), TimeSpan.FromSeconds(5), "mmap_size = 4294967296");
        Generation = _read.Number("SELECT number FROM generation WHERE stage = 2");
    }

    private long Generation { get; }

    public void Page(string condition) => Rows(
        _read, $"SELECT c.*, f.* FROM client_{Generation} AS c JOIN facet AS f ON f.number = c.facet WHERE {condition} LIMIT 101");

    public void Summary()
    {
        Rows(_read, $"SELECT facet, count(*) FROM client_{Generation} GROUP BY facet");
        Rows(_read, $"SELECT group_name, count(*) FROM client_{Generation} GROUP BY group_name");
    }

    public void Summary(string group) => Rows(_read, $"SELECT facet, count(*) FROM client_{Generation} WHERE group_name = '{group}' GROUP BY facet");

    /// <summary>The last counts that were kept before it, and the rows since with what was before each client's first.</summary>
    public void PastSummary(long offset)
    {
        var checkpoint = _read.Number($"SELECT coalesce(max(offset), 0) FROM checkpoint_{Generation} WHERE offset <= {offset}");
        Rows(_read, $"""
            SELECT kind, group_name, facet, clients, max(offset) FROM count_history_{Generation}
            WHERE kind IN (1, 2) AND offset <= {checkpoint} GROUP BY kind, group_name, facet
            """);
        Diff(checkpoint, offset);
    }

    public void Groups() => Rows(_read, $"SELECT group_name, facet, count(*) FROM client_{Generation} GROUP BY group_name, facet");

    public void Then(long offset) => Rows(
        _journal, $"SELECT persistence_id, max(ordering), message FROM journal WHERE ordering <= {offset} GROUP BY persistence_id ORDER BY persistence_id LIMIT 100");

    public void Changes(long offset) =>
        Rows(_journal, $"SELECT ordering, created, persistence_id, manifest, message FROM journal WHERE ordering > {offset} ORDER BY ordering LIMIT 100");

    public void History(string client) =>
        Rows(_journal, $"SELECT ordering, created, manifest, message FROM journal WHERE persistence_id = '{client}' ORDER BY sequence_number LIMIT 100");

    public void Diff(long from, long to) => Rows(
        _journal,
        $"""
        SELECT t.persistence_id, b.message, a.message
        FROM (SELECT persistence_id, min(sequence_number) AS first, max(sequence_number) AS last FROM journal
              WHERE ordering > {from} AND ordering <= {to} GROUP BY persistence_id) AS t
        LEFT JOIN journal AS b ON b.persistence_id = t.persistence_id AND b.sequence_number = t.first - 1
        JOIN journal AS a ON a.persistence_id = t.persistence_id AND a.sequence_number = t.last
        """);

    public void Dispose()
    {
        _read.Dispose();
        _journal.Dispose();
    }

    private static void Rows(SqliteDatabase database, string sql)
    {
        using var statement = database.Prepare(sql);
        while (statement.Step())
        {
        }
    }
}
