using System.CommandLine;
using Fleet.Journal.Backup;
using Fleet.Host.Commands.Display;
using Fleet.Host.Settings;
using Spectre.Console;

namespace Fleet.Host.Commands.Stored;

/// <summary>What a command is asked to do with the store itself, and with what.</summary>
/// <param name="Parsed">The command line, without the settings.</param>
/// <param name="Settings">Those that a host would have here.</param>
/// <param name="Screen">Where the answer goes.</param>
/// <param name="Time">What time it is.</param>
/// <param name="AsJson">The answer is for a machine.</param>
internal sealed record StoreWork(ParseResult Parsed, FleetSettings Settings, Screen Screen, TimeProvider Time, bool AsJson)
{
    /// <summary>Does it, while somebody at a terminal sees how far it is.</summary>
    /// <param name="what">What is done, as in "Writing".</param>
    /// <param name="work">Tells the offset it has come to, and the last one.</param>
    /// <param name="cancel">Is waited for: what was begun is taken back before this returns.</param>
    public async Task<BackupSummary> Watch(string what, Func<Action<long, long>, BackupSummary> work, CancellationToken cancel)
    {
        if (AsJson || Screen.Width is null)
            return await Task.Run(() => work((_, _) => { }), cancel);
        var progress = Screen.Console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());
        return await progress.StartAsync(async view =>
        {
            var task = view.AddTask(what);
            var summary = await Task.Run(() => work((offset, last) => Show(task, what, offset, last)), cancel);
            (task.MaxValue, task.Value) = (1, 1);
            return summary;
        });
    }

    private static void Show(ProgressTask task, string what, long offset, long last)
    {
        task.MaxValue = Math.Max(1, last);
        task.Value = offset;
        task.Description = $"{what}: offset {offset:N0} of {last:N0}";
    }
}
