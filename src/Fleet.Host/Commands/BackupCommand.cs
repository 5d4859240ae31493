using System.CommandLine;
using Fleet.Journal.Backup;
using Fleet.Host.Commands.Options;
using Fleet.Host.Commands.Stored;
using Fleet.Host.Journal;

namespace Fleet.Host.Commands;

/// <summary><c>fleet backup</c>.</summary>
internal static class BackupCommand
{
    public const string Name = "backup";

    public static Command Create(CommonOptions common)
    {
        var file = FileArgument.Create("Where to write it. It is there when it is whole, and not before.");
        var force = new Option<bool>("--force") { Description = "Replaces a file that is there already, unless it is a database." };
        var command = new Command(Name, """
            Writes the journal as it is at this moment into one file, while the host goes on. All that was acknowledged
            before is in it. The journal is all there is to keep: what questions are answered from is built from it.

            It reads the store itself, with the host's settings: from the environment, and from the command line.

            Examples:
              fleet backup monday.fleet --Fleet:Data=/var/lib/fleet
              Fleet__Store=postgres ConnectionStrings__Fleet='Host=…' fleet backup monday.fleet

            Exit codes: 0 good, 1 the store cannot be read or the disk is full, 2 bad usage, settings or file,
            130 interrupted; nothing is left then.
            """) { file, force };
        common.DoesToStore(command, (work, cancel) => Run(work, work.Parsed.GetRequiredValue(file), work.Parsed.GetValue(force), cancel));
        return command;
    }

    private static async Task Run(StoreWork work, string name, bool mayReplace, CancellationToken cancel)
    {
        var began = work.Time.GetTimestamp();
        var bytes = 0L;
        var summary = await work.Watch("Writing", progress =>
        {
            try
            {
                using var file = new NewFile(name, mayReplace, cancel);
                var written = StoreSetup.Naming(work.Settings, () => JournalBackup.Write(StoreSetup.Named(work.Settings).AsPortable(), file.Stream, work.Time, progress, cancel));
                bytes = file.Keep();
                return written;
            }
            catch (IOException e) when (e is not BackupException)
            {
                throw new IOException($"{Path.GetFullPath(name)} cannot be written: {e.Message}", e);
            }
        }, cancel);
        var told = BackupTold.Of(summary, name, work.Settings.StorePlace, bytes, work.Time.GetElapsedTime(began));
        if (work.AsJson)
            work.Screen.WriteJson(told.Json());
        else
            work.Screen.WriteLine($"{told.File} has the journal of {told.Store}: {told.Extent}; {bytes:N0} bytes in {told.Seconds:0.0} s.");
    }
}
