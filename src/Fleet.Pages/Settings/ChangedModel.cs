using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Pages.Answers;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Settings;

/// <summary>What came of a change of the settings of many clients.</summary>
/// <param name="Clients">How many were changed.</param>
/// <param name="List">The list of them, without filters that a change of settings changes; null: they were named.</param>
/// <param name="Counts">How many of the list stand so to the settings in force for them; null: it would take too long to find out.</param>
/// <param name="Named">Those that were named, each by itself; empty: they were not, or are more than an address takes.</param>
public sealed record ChangedModel(long Clients, PageAddress? List, IReadOnlyList<(SettingsState State, long? Clients)> Counts, IReadOnlyList<NamedClient> Named)
{
    /// <summary>How many of those that were named stand so.</summary>
    public IEnumerable<(string State, int Clients)> NamedCounts => Named.CountBy(client => client.State).Select(count => (count.Key, count.Value));
}

/// <summary>A client that was named.</summary>
/// <param name="Client">Its id.</param>
/// <param name="Settings">How it stands to its settings; null: there is no such client any more, or nobody knows.</param>
/// <param name="Problem">Why not; null: it is known.</param>
public sealed record NamedClient(string Client, ClientSettingsJson? Settings, ProblemJson? Problem)
{
    /// <summary>How it stands to its settings, in a word or two.</summary>
    public string State => Settings is null ? "Not known" : Parts.Labels.Of(Settings.State);

    /// <summary>What more there is to say of that.</summary>
    public string More => Problem?.Detail ?? (Settings?.WaitsFor is { } wait ? $"Waits for: {Words.Of(wait).Replace('-', ' ')}" : Settings?.Error ?? "");
}
