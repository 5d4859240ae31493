using Akka.Configuration;
using Fleet.Journal.Hocon;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql;
using Fleet.Journal.Sql.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fleet.Journal.Sqlite;

/// <summary>A data folder that is ours and works, from before the actor system starts until after its end.</summary>
public sealed class EmbeddedDatabase : OpenedStore
{
    private const string FileName = "journal.db";
    private static readonly TimeSpan CheckFor = TimeSpan.FromMilliseconds(500);

    /// <summary>Pages, or rows, between two looks at the clock. Each page may have to come from the disk, and a slow one reads some hundred a second.</summary>
    private const int StepsALook = 50;

    private readonly DataFolderLock _lock;

    /// <summary>Keeps the write-ahead log small from before the journal's first writer until after its last.</summary>
    private readonly BackgroundCheckpoint _checkpoint;

    private EmbeddedDatabase(DataFolderLock taken, SqliteDatabase open, TimeProvider time) =>
        (_lock, _checkpoint) = (taken, new BackgroundCheckpoint(open, "journal checkpoint", time));

    /// <summary>Takes the folder for this process, makes the journal's file if there is none, and tries it.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="hocon">The configuration of the actor system.</param>
    /// <param name="time">Bounds how long is looked for damage.</param>
    /// <param name="witness">Remembers how far the journal went; null: nobody does.</param>
    /// <exception cref="StoreUnavailableException">The journal cannot be used; the message says why in a sentence.</exception>
    public static EmbeddedDatabase Open(string folder, Config hocon, TimeProvider time, IJournalWitness? witness = null)
    {
        folder = Path.GetFullPath(folder);
        var taken = DataFolderLock.Take(folder);
        try
        {
            var overlay = OverlayFor(folder);
            var journal = overlay.WithFallback(hocon).GetConfig(ClockBound.Section);
            var tried = Try(SqliteSettings.Read(journal.GetConfig("sqlite")), ClockBound.Read(journal), time, witness);
            return new EmbeddedDatabase(taken, tried, time) { Overlay = overlay };
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>To be laid over the shipped configuration, for a journal in that folder.</summary>
    public static Config OverlayFor(string folder) => HoconText.Assign(SqliteSettings.Path + ".file", Path.Combine(Path.GetFullPath(folder), FileName));

    /// <inheritdoc/>
    public override void Dispose()
    {
        _checkpoint.Dispose();
        _lock.Dispose();
    }

    private static SqliteDatabase Try(SqliteSettings settings, TimeSpan mostAhead, TimeProvider time, IJournalWitness? witness)
    {
        SqliteDatabase? database = null;
        try
        {
            database = settings.Open();
            if (LookForDamage(database, time) is { } damage)
                throw new StoreUnavailableException($"The journal {settings.File} is damaged and has to be restored from a backup: {damage}.");
            SqliteSchema.Ensure(database);
            SqliteSchema.Probe(database);
            ClockBound.Check(SqliteSchema.LastTime(database) - time.GetUtcNow(), mostAhead, settings.File);
            if (witness is not null)
                settings.Verify(witness, time);
            // Of the pages that were looked at.
            database.Run("PRAGMA shrink_memory");
            return database;
        }
        catch (Exception e)
        {
            database?.Dispose();
            if (e is SqliteException fault)
                throw new StoreUnavailableException(SqliteFaults.Sentence(settings.File, fault), e);
            throw;
        }
    }

    /// <summary>What is wrong with the file; null if nothing was found in the time that a start may take.</summary>
    private static string? LookForDamage(SqliteDatabase database, TimeProvider time)
    {
        var start = time.GetTimestamp();
        raw.sqlite3_progress_handler(database.Handle, StepsALook, _ => time.GetElapsedTime(start) > CheckFor ? 1 : 0, null);
        try
        {
            using var check = database.Prepare("PRAGMA quick_check(1)");
            return check.First(row => row.Text(0), "ok") is var found and not "ok" ? found.ReplaceLineEndings(" ") : null;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            return null;
        }
        finally
        {
            raw.sqlite3_progress_handler(database.Handle, 0, null, null);
        }
    }
}
