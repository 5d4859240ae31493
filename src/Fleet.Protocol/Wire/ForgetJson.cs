using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>Reads the body of <c>POST /v1/clients/forget</c>.</summary>
public static class ForgetJson
{
    /// <summary>Reads which client is meant; whatever comes, nothing here throws. Names that are not given any more are taken.</summary>
    /// <param name="json">UTF-8; its size is the caller's business.</param>
    /// <param name="client">The client.</param>
    /// <param name="refusal">Why there is none, with the path of the member in question.</param>
    public static bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out ClientId? client, [NotNullWhen(false)] out Refusal? refusal)
    {
        var fields = new Fields();
        client = null;
        try
        {
            using var document = JsonDocument.Parse(json, ReportJson.Options);
            var text = new JsonMembers(fields, document.RootElement, "", "clientId").Text("clientId");
            if (text is null)
                fields.Missing("clientId");
            else if (!ClientId.TryParse(text, out client))
                fields.OutOfRange("clientId", ClientId.Rule);
        }
        catch (JsonException e)
        {
            fields.Refuse(RefusalCode.Malformed, "", ReportJson.NoJson(e));
        }

        refusal = fields.Fault;
        return (client = refusal is null ? client : null) is not null;
    }
}
