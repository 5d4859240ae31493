using Akka.Configuration;
using Fleet.Actors.Hocon;
using Fleet.Actors.Journal.Stores;
using Fleet.Actors.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fleet.Actors.Journal.Sqlite;

/// <summary>A data folder that is ours and works, from before the actor system starts until after its end.</summary>
public sealed class EmbeddedDatabase : OpenedStore
{
    private const string FileName = "journal.db";
    private static readonly TimeSpan CheckFor = TimeSpan.FromMilliseconds(500);

    private readonly DataFolderLock _lock;

    private EmbeddedDatabase(DataFolderLock taken) => _lock = taken;

    /// <summary>Takes the folder for this process, makes the journal's file if there is none, and tries it.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="hocon">The configuration of the actor system.</param>
    /// <param name="time">Bounds how long is looked for damage.</param>
    /// <exception cref="StoreUnavailableException">The journal cannot be used; the message says why in a sentence.</exception>
    public static EmbeddedDatabase Open(string folder, Config hocon, TimeProvider time)
    {
        folder = Path.GetFullPath(folder);
        var taken = DataFolderLock.Take(folder);
        try
        {
            var file = Path.Combine(folder, FileName);
            Try(SqliteSettings.Read(hocon.GetConfig(SqliteSettings.Path)) with { File = file }, time);
            return new EmbeddedDatabase(taken) { Overlay = HoconText.Assign(SqliteSettings.Path + ".file", file) };
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _lock.Dispose();

    private static void Try(SqliteSettings settings, TimeProvider time)
    {
        try
        {
            using var database = settings.Open();
            if (LookForDamage(database, time) is { } damage)
                throw new StoreUnavailableException($"The journal {settings.File} is damaged and has to be restored from a backup: {damage}.");
            SqliteSchema.Ensure(database);
            SqliteSchema.Probe(database);
        }
        catch (SqliteException e)
        {
            throw new StoreUnavailableException(Sentence(settings.File, e), e);
        }
    }

    /// <summary>What is wrong with the file; null if nothing was found in the time that a start may take.</summary>
    private static string? LookForDamage(SqliteDatabase database, TimeProvider time)
    {
        var start = time.GetTimestamp();
        raw.sqlite3_progress_handler(database.Handle, 10_000, _ => time.GetElapsedTime(start) > CheckFor ? 1 : 0, null);
        try
        {
            using var check = database.Prepare("PRAGMA quick_check(1)");
            return check.Step() && check.Text(0) is var found and not "ok" ? found.ReplaceLineEndings(" ") : null;
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

    private static string Sentence(string file, SqliteException e) => e.SqliteErrorCode switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => $"The journal {file} is damaged and has to be restored from a backup: {e.Message}.",
        raw.SQLITE_FULL => $"There is no space left for the journal {file}.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"The journal {file} is locked by another program.",
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => $"The journal {file} cannot be written: {e.Message}.",
        _ => $"The journal {file} cannot be used: {e.Message}.",
    };
}
