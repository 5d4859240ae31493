using Fleet.Sim.Drive;
using Fleet.Sim.Hosting;
using Fleet.Sim.Trials;
using Spectre.Console;

namespace Fleet.Sim.Report;

/// <summary>
/// Shows a running trial: a few lines that are drawn again in place, or on anything but a terminal a line now and then. In the background of a
/// shell nothing, as it would be drawn over what somebody does there.
/// </summary>
public static class LiveView
{
    private const int BarWidth = 40;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan NextLine = TimeSpan.FromSeconds(5);

    /// <summary>Shows the trial until it is over; its outcome is awaited elsewhere.</summary>
    public static Task ShowAsync(IAnsiConsole console, Trial trial, int clients, Task running) =>
        !console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal ? WriteLinesAsync(console, trial, clients, running)
        : ForegroundTerminal.IsOthers ? running
        : DrawAsync(console, trial, clients, running);

    private static Task DrawAsync(IAnsiConsole console, Trial trial, int clients, Task running)
    {
        var lines = new ProgressLines(clients);
        return console.Live(new Text("connecting")).AutoClear(true).StartAsync(async live =>
        {
            while (await Task.WhenAny(running, Task.Delay(Redraw)) != running)
            {
                // Its shell may have put it into the background meanwhile.
                if (trial.Progress is { } progress && !ForegroundTerminal.IsOthers)
                    live.UpdateTarget(Picture(trial, progress, lines));
            }
        });
    }

    private static Rows Picture(Trial trial, DriveProgress progress, ProgressLines lines)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Width(10)).AddColumn(new GridColumn().NoWrap());
        foreach (var (name, value) in lines.Rows(progress))
            grid.AddRow(new Text(name, Color.Grey), new Text(value) { Overflow = Overflow.Ellipsis });
        return new Rows(new Text(ProgressLines.Of(trial), new Style(decoration: Decoration.Bold)), Bar(progress), grid);
    }

    private static Text Bar(DriveProgress progress)
    {
        if (ProgressLines.Share(progress) is not { } share)
            return new Text($"{progress.Elapsed:hh\\:mm\\:ss}");
        var full = (int)(share * BarWidth);
        return new Text($"{new string('━', full)}{new string('╌', BarWidth - full)} {(progress.Elapsed < progress.Length ? progress.Elapsed : progress.Length):hh\\:mm\\:ss} of {progress.Length:hh\\:mm\\:ss}");
    }

    private static async Task WriteLinesAsync(IAnsiConsole console, Trial trial, int clients, Task running)
    {
        var lines = new ProgressLines(clients);
        while (await Task.WhenAny(running, Task.Delay(NextLine)) != running)
        {
            if (trial.Progress is { } progress)
                console.Profile.Out.Writer.WriteLine($"{progress.Elapsed:hh\\:mm\\:ss} {ProgressLines.Of(trial)}: {string.Join("; ", lines.Rows(progress).Select(row => row.Value))}");
        }
    }
}
