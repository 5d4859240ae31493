using System.Text.Json;
using Fleet.Pages.Answers;
using Fleet.Pages.Serving;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Settings;

/// <summary>The form of what a level says of settings: a field that is left alone is inherited.</summary>
internal static class SettingsForm
{
    /// <summary>Changes of the level that stand under its form.</summary>
    private const string Shown = "10";

    /// <summary>The form as it is shown.</summary>
    /// <param name="request">The page.</param>
    /// <param name="level">Whose settings.</param>
    /// <param name="page">Where it is shown.</param>
    /// <param name="action">Where it is sent.</param>
    /// <param name="target">What the acts of it are done to, as the audit has it.</param>
    public static async Task<SettingsFormModel> Of(PageRequest request, LevelName level, string page, string action, string target)
    {
        var (questions, cancel) = (request.Questions, request.Cancel);
        var known = await questions.Level(level, cancel);
        var history = await questions.LevelHistory(level, new PageAddress("").With("sort", "-offset").With("limit", Shown), cancel);
        var said = FactTexts.Json(known.Says);
        var refused = request.Http.Path == action ? request.Refused : null;
        return new SettingsFormModel(
            page,
            action,
            field => refused is null ? Said(said, field) : request.Filled[field].ToString(),
            refused is null ? known.Version : request.Filled["version"].ToString(),
            refused,
            request.FormKey,
            target,
            [.. history.Items]);
    }

    /// <summary>Does what the form asks for; returns of whom waits for it, it is seen.</summary>
    public static async Task<long> Put(PageRequest request, LevelName level) =>
        (await request.Acts.PutLevel(request.Http, level, SettingsLeaf.BodyOf(path => request.Filled[path].ToString()).Bytes(), request.Filled["version"].ToString(), request.Cancel)).Offset;

    /// <summary>What a level says at the place of a field; empty: nothing.</summary>
    private static string Said(JsonElement level, string field)
    {
        foreach (var member in field.Split('.'))
        {
            if (!level.TryGetProperty(member, out level))
                return "";
        }

        return level.ValueKind switch
        {
            JsonValueKind.Array => string.Join(' ', level.EnumerateArray()),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => level.ToString(),
        };
    }
}
