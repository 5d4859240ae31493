using Akka.Configuration;
using Fleet.Host.Starting;

namespace Fleet.Host.Runtime;

/// <summary>Akka's configuration, from the folder <c>hocon</c> beside the executable: one file a concern.</summary>
internal static class HoconFiles
{
    /// <summary>A file takes milliseconds.</summary>
    private static readonly TimeSpan ReadsWithin = TimeSpan.FromSeconds(20);

    /// <summary>The folder.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "hocon");

    /// <summary>The files that a host goes by.</summary>
    /// <param name="store">The kind of its store.</param>
    public static IReadOnlyList<string> NamesFor(string store) => ["akka", "cluster", "serialization", "sharding", "journal", $"journal-{store}", "read-model", "sweep", "tasks"];

    /// <summary>Composes files; none says anything about a key of another.</summary>
    /// <exception cref="CannotStartException">A file is missing, or cannot be read.</exception>
    public static Config Compose(IEnumerable<string> names) => names.Aggregate(Config.Empty, (all, name) => all.WithFallback(Read(name)));

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="CannotStartException">It is no HOCON.</exception>
    internal static Config Parse(string file, string text) => Reading(file, () => ConfigurationFactory.ParseString(text));

    private static Config Read(string name)
    {
        var file = Path.Combine(Folder, name + ".conf");
        return Reading(file, () => ConfigurationFactory.ParseString(File.ReadAllText(file)));
    }

    /// <remarks>Akka's parser fails in every way there is on what is no HOCON, and of some it never comes to an end.</remarks>
    private static Config Reading(string file, Func<Config> read)
    {
        var answer = new TaskCompletionSource<Config>();
        new Thread(() =>
        {
            try
            {
                answer.SetResult(read());
            }
            catch (Exception fault)
            {
                answer.SetException(fault);
            }
        })
        { IsBackground = true, Name = $"reads {Path.GetFileName(file)}" }.Start();
        // By the stopwatch: a wait may end early where the clock is set.
        var began = TimeProvider.System.GetTimestamp();
        while (Task.WaitAny([answer.Task], TimeSpan.FromSeconds(1)) < 0)
        {
            if (TimeProvider.System.GetElapsedTime(began) < ReadsWithin)
                continue;
            throw new CannotStartException($"{file} cannot be read: there is no end to it. Look for a bracket or a quote that is not closed.");
        }

        return answer.Task.Exception is { InnerException: { } why }
            ? throw new CannotStartException($"{file} cannot be read: {why.Message.ReplaceLineEndings(" ")}", why)
            : answer.Task.Result;
    }
}
