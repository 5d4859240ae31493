using Fleet.Journal.Postgres;
using Fleet.Journal.Stores;
using Fleet.ReadModel.Postgres;
using Fleet.ReadModel.Sqlite;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables.Scans;

namespace Fleet.ReadModel;

/// <summary>The one place that chooses where the read model is kept: in the journal's database, if that has one; else in a file beside it.</summary>
public static class ReadStores
{
    /// <summary>The store for a journal; nothing is opened before it is needed.</summary>
    /// <param name="journal">Where the journal is.</param>
    /// <param name="file">The read model's file, where it is in one; created if it is not there.</param>
    /// <param name="few">As many clients as are sorted rather than found in their order.</param>
    public static IReadStore Of(IStoreSettings journal, string file, int few = ScanPlan.Few) =>
        journal is PostgresSettings postgres ? new PostgresReadStore(postgres, few) : new SqliteReadStore(file, few);
}
