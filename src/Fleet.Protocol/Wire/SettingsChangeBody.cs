using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>Reads the body of <c>POST /v1/settings/changes</c>.</summary>
public static class SettingsChangeBody
{
    /// <summary>Reads whose settings are changed, and how; whatever comes, nothing here throws.</summary>
    /// <param name="json">UTF-8; its size is the caller's business.</param>
    /// <param name="selection">Whose.</param>
    /// <param name="patch">How; it contradicts nothing, whatever was said before.</param>
    /// <param name="refusal">Why it is none, with the path of the member in question.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> json, [NotNullWhen(true)] out Selection? selection, [NotNullWhen(true)] out SettingsPatch? patch, [NotNullWhen(false)] out Refusal? refusal)
    {
        var fields = new Fields();
        (selection, patch) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(json, ReportJson.Options);
            var members = new JsonMembers(fields, document.RootElement, "", "target", "patch");
            selection = members.Object("target", "clients", "group", "filter") is { } target ? Read(fields, target) : null;
            patch = members.Value("patch") is { } told ? SettingsBody.Read(fields, told, "patch") : null;
            if (selection is null)
                fields.Missing("target");
            if (patch is null)
                fields.Missing("patch");
            else if (patch.Fault is { } fault)
                fields.Refuse(RefusalCode.Contradiction, $"patch.{fault.Field}", $"patch.{fault.Message}");
        }
        catch (JsonException e)
        {
            fields.Refuse(RefusalCode.Malformed, "", ReportJson.NoJson(e));
        }

        refusal = fields.Fault;
        if (refusal is not null)
            (selection, patch) = (null, null);
        return refusal is null;
    }

    private static Selection? Read(Fields fields, JsonMembers target)
    {
        const string one = "target names either clients, or a group, or a filter.";
        var told = (target.Has("clients") ? 1 : 0) + (target.Has("group") ? 1 : 0) + (target.Has("filter") ? 1 : 0);
        if (told != 1)
        {
            fields.Refuse(told == 0 ? RefusalCode.Missing : RefusalCode.Contradiction, "target", one);
            return null;
        }

        return target.Group("group") is { } group ? new Selection.OfGroup(group)
            : target.Has("filter") ? target.Text("filter") is { } filter ? new Selection.Filtered(filter) : null
            : Named(fields, target.Texts("clients"));
    }

    private static Selection.Named? Named(Fields fields, List<string>? texts)
    {
        if (texts is null)
            return null;
        if (texts.Count is 0 or > Selection.MaxClients)
            fields.OutOfRange("target.clients", $"1 to {Selection.MaxClients} clients");
        var clients = texts.Select(text => fields.Client(text, "target.clients")).OfType<ClientId>().Distinct().ToImmutableArray();
        return fields.Fault is null ? new Selection.Named(clients) : null;
    }
}
