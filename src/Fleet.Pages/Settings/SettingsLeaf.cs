using System.Text.Json.Nodes;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Pages.Parts;

namespace Fleet.Pages.Settings;

/// <summary>A setting, as forms ask for it.</summary>
/// <param name="Path">In the API's body.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Choices">The values that it takes, and how they are written; empty: it takes a text.</param>
internal sealed record SettingsLeaf(string Path, string Name, IReadOnlyList<(string Word, string Text)> Choices)
{
    /// <summary>The value with which nothing is said: it is inherited.</summary>
    public const string Inherit = "inherit";

    private static readonly (string, string)[] YesNo = [("true", "Yes"), ("false", "No")];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SettingsLeaf> All { get; } =
    [
        new("realTimeScan", "Real-time Scan", Each<ManagedScan>()),
        new("scanMethod", "Scan method", Each<ManagedMethod>()),
        new("privileges.roaming", "The user may turn roaming mode on", YesNo),
        new("privileges.scheduledUpdate", "Scheduled updates run while roaming", YesNo),
        new("updates.includeRoamingAndOffline", "Automatic updates include roaming and offline clients", YesNo),
        new("updates.sources", "Sources of updates, the first choice first", [.. Orders([.. Words.All<UpdateSource>()]).Select(order => (string.Join(' ', order), Labels.OfWord(string.Join(", then ", order))))]),
        new("updates.schedule.every", "Updates run every", Each<Recurrence>()),
        new("updates.schedule.at", "Updates run at (UTC)", []),
    ];

    /// <summary>What the setting of a path is called.</summary>
    public static string NameOf(string path) => All.FirstOrDefault(leaf => leaf.Path == path)?.Name ?? path;

    /// <summary>How a value is written.</summary>
    public string TextOf(string value) => value == Inherit ? "inherited" : Choices.FirstOrDefault(choice => choice.Word == value).Text ?? value;

    /// <summary>What the API's body has of all that is filled in.</summary>
    /// <param name="entered">What is filled in for a path; empty: the body has nothing there.</param>
    public static JsonObject BodyOf(Func<string, string> entered)
    {
        var body = new JsonObject();
        foreach (var leaf in All)
        {
            if (entered(leaf.Path).Trim() is { Length: > 0 } value)
                Put(body, leaf.Path.Split('.'), value == Inherit ? null : leaf.JsonOf(value));
        }

        return body;
    }

    private static void Put(JsonObject body, string[] path, JsonNode? value)
    {
        foreach (var member in path[..^1])
            body = (body[member] ??= new JsonObject()).AsObject();
        body[path[^1]] = value;
    }

    private JsonNode JsonOf(string value) => value switch
    {
        _ when Choices == YesNo && value is "true" or "false" => JsonValue.Create(value == "true"),
        _ when Path == "updates.sources" => new JsonArray([.. value.Split(' ').Select(source => JsonValue.Create(source))]),
        _ => JsonValue.Create(value),
    };

    private static IReadOnlyList<(string, string)> Each<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => (Words.Of(value), Labels.Of(value)))];

    /// <summary>One or more of them, each once, in every order.</summary>
    private static IEnumerable<string[]> Orders(string[] of) =>
        of.SelectMany(first => Orders([.. of.Where(other => other != first)]).Prepend([]).Select(rest => (string[])[first, .. rest])).OrderBy(order => order.Length);
}
