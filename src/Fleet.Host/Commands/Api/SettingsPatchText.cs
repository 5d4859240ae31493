using System.Text.Json.Nodes;

namespace Fleet.Host.Commands.Api;

/// <summary>Changes of settings as an operator writes them, and what they make of what is said.</summary>
internal static class SettingsPatchText
{
    /// <summary>A JSON merge patch of <c>privileges.roaming=true</c> and the like. A list is written with commas between its words.</summary>
    public static JsonObject Read(IEnumerable<string> changes)
    {
        var patch = new JsonObject();
        foreach (var change in changes)
        {
            var (path, value) = (change[..change.IndexOf('=')].Split('.'), change[(change.IndexOf('=') + 1)..]);
            var node = patch;
            foreach (var name in path[..^1])
                node = node[name] as JsonObject ?? Add(node, name);
            node[path[^1]] = path[^1] == "sources" && value != "null" ? new JsonArray([.. value.Split(',').Select(word => (JsonNode)word)]) : Value(value);
        }

        return patch;
    }

    /// <summary>Lays a merge patch over what is said (RFC 7396). What becomes of <c>at</c> where <c>every</c> alone is changed follows from that.</summary>
    public static JsonObject Over(JsonObject patch, JsonObject said)
    {
        var merged = Merge(patch, said);
        if (patch["updates"]?["schedule"] is JsonObject schedule && schedule.ContainsKey("every") && !schedule.ContainsKey("at"))
            (merged["updates"]!["schedule"] as JsonObject)?.Remove("at");
        return merged;
    }

    private static JsonObject Merge(JsonObject patch, JsonObject said)
    {
        var merged = (JsonObject)said.DeepClone();
        foreach (var (name, value) in patch)
        {
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = value is JsonObject part ? Merge(part, merged[name] as JsonObject ?? []) : value.DeepClone();
        }

        return merged;
    }

    private static JsonObject Add(JsonObject node, string name)
    {
        var part = new JsonObject();
        node[name] = part;
        return part;
    }

    private static JsonValue? Value(string text) => text switch
    {
        "null" => null,
        "true" or "false" => JsonValue.Create(text == "true"),
        _ => JsonValue.Create(text),
    };
}
