using Fleet.Journal.Stores;

namespace Fleet.Journal.Reading;

/// <summary>Opens the journal to read, whatever it is kept in.</summary>
public static class JournalSources
{
    /// <summary>Opens the journal once more; null while nobody has written to it.</summary>
    /// <param name="store">The journal's.</param>
    /// <param name="purpose">Told to a server, which shows it beside each connection.</param>
    /// <exception cref="System.Data.Common.DbException">The store cannot be read.</exception>
    public static IJournalSource? OpenJournal(this IStoreSettings store, string purpose)
    {
        if (store.OpenToRead(purpose) is not { } database)
            return null;
        try
        {
            if (database.Number(database.Dialect.CountOf("journal")) == 1)
                return new SqlJournalSource(database);
            database.Dispose();
            return null;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
