using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Fleet.ReadModel.Tables.Scans;
using Fleet.Journal.Sql;
using Fleet.Journal.Sql.Sqlite;
using Microsoft.Data.Sqlite;

namespace Fleet.ReadModel.Sqlite;

/// <summary>The read model in one SQLite file.</summary>
/// <param name="path">The file.</param>
/// <param name="few">See <see cref="ScanPlan"/>.</param>
internal sealed class SqliteReadStore(string path, int few = ScanPlan.Few) : SqlReadStore(few)
{
    private readonly ReadFile _file = new(path);
    private BackgroundCheckpoint? _checkpoint;

    protected override ISqlConnection OpenToWrite(string? distrust, bool distrusted, out string? replaced)
    {
        var database = _file.OpenToWrite(distrust ?? (distrusted ? "a query met damage" : null), WhileNobodyReads, out replaced);
        _checkpoint = new BackgroundCheckpoint(_file.Open(), "read model checkpoint", TimeProvider.System);
        return database;
    }

    protected override ISqlConnection OpenToRead(bool isPrepared) =>
        isPrepared ? _file.OpenToRead() : throw new ReadModelUnavailableException("The read model is not open yet.");

    protected override bool TellsOfDamage(Exception exception) => exception is SqliteException e && SqliteDatabase.IsDamage(e);

    protected override IGenerationWriter NewWriter(ISqlConnection database, int generation) => new SqliteGenerationWriter((SqliteDatabase)database, generation);

    protected override void Closing()
    {
        _checkpoint?.Dispose();
        _checkpoint = null;
    }
}
