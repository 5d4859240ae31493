using System.CommandLine;
using Fleet.Journal.Backup;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Host.Commands.Stored;
using Fleet.Host.Journal;
using Fleet.ReadModel;

namespace Fleet.Host.Commands;

/// <summary><c>fleet restore</c>.</summary>
internal static class RestoreCommand
{
    public const string Name = "restore";

    public static Command Create(CommonOptions common)
    {
        var file = FileArgument.Create("A backup that `fleet backup` wrote, from whichever store.");
        var command = new Command(Name, """
            Fills an empty journal from a backup: every row with its offset, its number, its times and its bytes. All of it,
            or nothing: a file that is damaged, cut off or of a newer version leaves the journal empty. One row more marks the
            place: the journal goes on billions of offsets later, so that offsets and cursors of the journal that was are
            refused (journal-replaced) and not taken for places in this one.

            The store is that of the settings, and may be of another kind than the one that the backup was taken from: that
            is how a fleet moves from SQLite to PostgreSQL. No host may use it meanwhile. A journal that has rows is refused.
            The tables that questions are answered from are removed, and the host builds them anew.

            Examples:
              fleet restore monday.fleet --Fleet:Data=/var/lib/fleet
              Fleet__Store=postgres ConnectionStrings__Fleet='Host=…' fleet restore monday.fleet

            Exit codes: 0 good, 1 the store is in use, not empty or cannot be written, 2 bad usage, settings or file,
            130 interrupted; the journal is empty then.
            """) { file };
        common.DoesToStore(command, (work, cancel) => Run(work, work.Parsed.GetRequiredValue(file), cancel));
        return command;
    }

    private static async Task Run(StoreWork work, string name, CancellationToken cancel)
    {
        var began = work.Time.GetTimestamp();
        var bytes = 0L;
        var summary = await work.Watch("Restoring", progress =>
        {
            using var file = Open(name);
            var restored = StoreSetup.Naming(work.Settings, () =>
            {
                using var folder = StoreSetup.TakeFolder(work.Settings);
                var store = StoreSetup.Named(work.Settings);
                // Nothing of the tables may stay when another journal takes the place of theirs; the projector builds them anew.
                using var tables = ReadStores.Of(store, work.Settings.ReadModel);
                try
                {
                    return JournalBackup.Restore(
                        file, Path.GetFullPath(name), store.AsPortable(), work.Time, tables.Forget, progress, cancel);
                }
                catch
                {
                    folder?.TakeBack();
                    throw;
                }
            });
            bytes = file.CanSeek ? file.Length : 0;
            return restored;
        }, cancel);
        var told = BackupTold.Of(summary, name, work.Settings.StorePlace, bytes, work.Time.GetElapsedTime(began));
        if (work.AsJson)
            work.Screen.WriteJson(told.Json());
        else
            work.Screen.WriteLine($"{told.Store} has the journal of {told.File} ({Times.Exact(told.TakenAt)}): {told.Extent}; in {told.Seconds:0.0} s.");
    }

    private static FileStream Open(string name)
    {
        if (Directory.Exists(name))
            throw new BackupException($"{Path.GetFullPath(name)} is a folder: name a file.");
        try
        {
            return new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{Path.GetFullPath(name)} cannot be read: {e.Message}", e);
        }
    }
}
