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
internal sealed class SqliteReadStore(string path, int few = ScanPlan.Few) : SqlReadStore<SqliteDatabase>(few)
{
    private readonly ReadFile _file = new(path);
    private BackgroundCheckpoint? _checkpoint;

    public override string Name => "The file of the read model";

    public override void Forget() => _file.Delete();

    protected override SqliteDatabase OpenToWrite(string? distrust, bool distrusted, out string? replaced)
    {
        var database = _file.OpenToWrite(distrust ?? (distrusted ? "a query met damage" : null), WhileNobodyReads, out replaced);
        _checkpoint = new BackgroundCheckpoint(_file.Open(), "read model checkpoint", TimeProvider.System);
        return database;
    }

    protected override ISqlConnection OpenToRead(bool isPrepared) =>
        isPrepared ? _file.OpenToRead() : throw new ReadModelUnavailableException("The read model is not open yet.");

    protected override ISqlConnection? OpenBeside() => _file.Exists ? _file.OpenToRead() : null;

    protected override bool TellsOfDamage(Exception exception) => exception is SqliteException e && SqliteDatabase.IsDamage(e);

    protected override GenerationWriter NewWriter(SqliteDatabase database, int generation) => new SqliteGenerationWriter(database, generation);

    protected override void Closing()
    {
        _checkpoint?.Dispose();
        _checkpoint = null;
    }
}
