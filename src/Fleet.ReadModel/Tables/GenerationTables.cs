using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables.Scans;
using Fleet.Journal.Sql;

namespace Fleet.ReadModel.Tables;

/// <summary>The list of generations, and how one comes to be.</summary>
internal static class GenerationTables
{
    private const string Each = """SELECT number, stage, "offset", recorded_at, checkpoint FROM generation ORDER BY number""";

    public static List<Generation> All(ISqlConnection database)
    {
        using var select = database.Prepare(Each);
        return All(select);
    }

    /// <summary>As a reader sees them.</summary>
    public static List<Generation> All(ReadConnection reader) => All(reader[Each]);

    /// <summary>Makes an empty one, inside a transaction of its caller.</summary>
    public static void Begin(ISqlConnection database)
    {
        var number = (int)database.Number("SELECT coalesce(max(number), 0) + 1 FROM generation");
        foreach (var statement in ReadSchema.TablesOf(number))
            database.Run(database.Dialect.Table(statement));
        // An older version that dropped one of this number has left them.
        DamagedTable.Clear(database, number);
        TaskSchema.Clear(database, number);
        database.Run($"""INSERT INTO generation (number, stage, "offset", checkpoint) VALUES ({number}, {(int)GenerationStage.Building}, 0, 0)""");
    }

    /// <summary>False: it has all its indexes.</summary>
    public static bool BuildNextIndex(ISqlConnection database, Generation generation)
    {
        foreach (var (suffix, columns) in ReadSchema.Indexes)
        {
            var name = $"client_{generation.Number}_{suffix}";
            if (database.Number(database.Dialect.CountOf(name)) == 1)
                continue;
            database.Run($"CREATE INDEX IF NOT EXISTS {name} ON client_{generation.Number} {columns}");
            return true;
        }

        return false;
    }

    /// <summary>Gives it another stage; 0: it is not any more what the caller knew.</summary>
    public static long Turn(ISqlConnection database, Generation generation, GenerationStage stage) => database.Number($"""
        UPDATE generation SET stage = {(int)stage}
        WHERE number = {generation.Number} AND "offset" = {generation.Offset} AND stage = {(int)generation.Stage} RETURNING 1
        """);

    private static List<Generation> All(ISqlStatement select) => select.All(row => new Generation(
        (int)row.Int64(0), (GenerationStage)row.Int64(1), row.Int64(2), row.Int64OrNull(3) is { } ticks ? ClientColumns.Ticks(ticks) : null, row.Int64(4)));
}
