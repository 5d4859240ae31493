using System.Text.Json;
using Fleet.Host.Commands.Api;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;
using Fleet.Story;

namespace Fleet.Host.Commands;

/// <summary>What operators did meanwhile: it may be why something happened.</summary>
internal static class StoryActs
{
    /// <summary>What is said of a client changes nothing about it.</summary>
    private static readonly string[] Remarks = ["put-note", "delete-note", "put-tag", "delete-tag", "mark"];

    /// <summary>As many slices as the time is cut into: what one operator does to many in one of them is one act.</summary>
    private const int Slices = 240;

    private const int LongestValue = 120;

    /// <summary>Asks for them.</summary>
    /// <param name="api">The host.</param>
    /// <param name="from">The moment of time zero.</param>
    /// <param name="to">Until then.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ApiException">The host is away or refuses.</exception>
    public static async Task<IReadOnlyList<StoryAct>> Of(FleetApi api, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var slice = Math.Max(1, (to - from).Ticks / Slices);
        var acts = new Dictionary<(long Slice, string Who, string What), (AuditItemJson First, int Count)>();
        await foreach (var page in api.AskAll(new ApiQuestion("v1/audit").With("from", from).With("to", to).With("limit", PageLimits.Most), cancel))
        {
            foreach (var act in page.Read<AuditJson>().Items.Where(act => !Remarks.Contains(act.What)))
            {
                var key = ((act.RecordedAt - from).Ticks / slice, act.Who ?? "", act.What);
                acts[key] = acts.TryGetValue(key, out var known) ? (known.First, known.Count + 1) : (act, 1);
            }
        }

        return [.. acts.Values.OrderBy(act => act.First.Offset).Select(act => new StoryAct(act.First.RecordedAt - from, Text(act.First, act.Count - 1)))];
    }

    private static string Text(AuditItemJson act, int more) =>
        $"An operator{(act.Who is { } who ? $" ({who})" : "")} {Verb(act.What)} {Name(act.Target)}{(more > 0 ? $" and {more:N0} more" : "")}{(more == 0 && act.What == "settings" ? $": {Value(act.After)}" : "")}.";

    private static string Verb(string what) => what switch
    {
        "settings" => "put settings to",
        "task-create" => "made",
        "task-cancel" => "cancelled",
        "task-pause" => "paused",
        "task-resume" => "resumed",
        "task-approve" => "approved",
        "forget" => "forgot",
        "rebuild" => "rebuilt",
        _ => $"did {what} to",
    };

    private static string Name(string target) => target switch
    {
        "/fleet" => "the fleet",
        "/read-model" => "the read model",
        ['/', .. var kind] => kind.Replace('/', ' '),
        _ => target,
    };

    private static string Value(JsonElement after) =>
        after.ValueKind == JsonValueKind.Null ? "none" : after.GetRawText() is { Length: > LongestValue } text ? $"{text[..LongestValue]}…" : after.GetRawText();
}
