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
            selection = SelectionMember.Read(fields, members);
            patch = members.Value("patch") is { } told ? SettingsBody.Read(fields, told, "patch") : null;
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
}
