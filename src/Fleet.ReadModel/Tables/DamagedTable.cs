using Fleet.Journal;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables.Scans;
using Fleet.Journal.Sql;

namespace Fleet.ReadModel.Tables;

/// <summary>The rows that each generation left out as they cannot be read: so they are still told after a restart, and by every node.</summary>
internal static class DamagedTable
{
    private const string Name = "damaged_row";

    /// <summary>Made where it is missing, which is no reason to build everything anew: tables from before have none.</summary>
    public static void Ensure(ISqlConnection database)
    {
        if (database.Number(database.Dialect.CountOf(Name)) > 0)
            return;
        database.Run(database.Dialect.Table($"""
            CREATE TABLE IF NOT EXISTS {Name} (
              generation INTEGER NOT NULL, "offset" INTEGER NOT NULL, recorded_at INTEGER NOT NULL, client_id TEXT NOT NULL, number INTEGER NOT NULL, reason TEXT NOT NULL,
              PRIMARY KEY (generation, "offset")) WITHOUT ROWID
            """));
    }

    /// <summary>Adds rows, inside a transaction of its caller.</summary>
    public static void Add(ISqlConnection database, int generation, IReadOnlyList<DamagedRow> rows)
    {
        if (rows.Count == 0)
            return;
        using var insert = database.Prepare($"""INSERT INTO {Name} (generation, "offset", recorded_at, client_id, number, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)""");
        foreach (var row in rows)
        {
            insert.Bind(1, generation);
            insert.Bind(2, row.Offset);
            insert.Bind(3, row.RecordedAt.Ticks);
            insert.Bind(4, row.Client);
            insert.Bind(5, row.Number);
            insert.Bind(6, row.Reason);
            insert.Run();
        }
    }

    /// <summary>Forgets those of a generation.</summary>
    public static void Clear(ISqlConnection database, int generation) => database.Run($"DELETE FROM {Name} WHERE generation = {generation}");

    /// <summary>Reads those of a generation.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="generation">The generation.</param>
    /// <param name="most">Not more of them than so many, the last ones.</param>
    public static DamageFound Read(ReadConnection connection, int generation, int most)
    {
        // The projector of an older node does not make the table.
        if (connection[connection.Dialect.CountOf(Name)].Number() == 0)
            return DamageFound.None;
        var count = connection[$"SELECT count(*) FROM {Name} WHERE generation = ?1"];
        count.Bind(1, generation);
        var total = count.Number();
        return total == 0 ? DamageFound.None : new DamageFound(total, Latest(connection, generation, most));
    }

    private static List<DamagedRow> Latest(ReadConnection connection, int generation, int most)
    {
        var select = connection[$"""SELECT "offset", recorded_at, client_id, number, reason FROM {Name} WHERE generation = ?1 ORDER BY "offset" DESC LIMIT ?2"""];
        select.Bind(1, generation);
        select.Bind(2, most);
        return select.All(row => new DamagedRow(row.Int64(0), ClientColumns.Ticks(row.Int64(1)), row.Text(2), row.Int64(3), row.Text(4)));
    }
}
