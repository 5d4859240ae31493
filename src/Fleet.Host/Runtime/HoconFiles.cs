using Akka.Configuration;
using Fleet.Host.Starting;

namespace Fleet.Host.Runtime;

/// <summary>Akka's configuration, from the folder <c>hocon</c> beside the executable: one file a concern.</summary>
internal static class HoconFiles
{
    /// <summary>The folder.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "hocon");

    /// <summary>The files that a host goes by.</summary>
    /// <param name="store">The kind of its store.</param>
    public static IReadOnlyList<string> NamesFor(string store) => ["akka", "cluster", "serialization", "sharding", "journal", $"journal-{store}", "read-model", "sweep"];

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

    private static Config Reading(string file, Func<Config> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault)
        {
            // Akka's parser fails in every way there is on what is no HOCON.
            throw new CannotStartException($"{file} cannot be read: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}
