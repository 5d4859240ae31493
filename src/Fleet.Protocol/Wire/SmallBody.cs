using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fleet.Core.Clients;

namespace Fleet.Protocol.Wire;

/// <summary>Reads a body of one member; whatever comes, nothing here throws.</summary>
internal static class SmallBody
{
    /// <param name="json">UTF-8; its size is the caller's business.</param>
    /// <param name="name">The member.</param>
    /// <param name="read">What its text means; null, and a fault, if it means nothing.</param>
    /// <param name="value">The value.</param>
    /// <param name="refusal">Why there is none, with the path of the member in question.</param>
    public static bool TryRead<T>(
        ReadOnlyMemory<byte> json, string name, Func<Fields, string, T?> read, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal) where T : class
    {
        var fields = new Fields();
        value = null;
        try
        {
            using var document = JsonDocument.Parse(json, ReportJson.Options);
            var text = new JsonMembers(fields, document.RootElement, "", name).Text(name);
            if (text is null)
                fields.Missing(name);
            else
                value = read(fields, text);
        }
        catch (JsonException e)
        {
            fields.Refuse(RefusalCode.Malformed, "", ReportJson.NoJson(e));
        }

        refusal = fields.Fault;
        return (value = refusal is null ? value : null) is not null;
    }
}
