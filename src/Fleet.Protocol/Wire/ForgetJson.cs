using System.Diagnostics.CodeAnalysis;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>Reads the body of <c>POST /v1/clients/forget</c>.</summary>
public static class ForgetJson
{
    private const string Name = "clientId";

    /// <summary>Reads which client is meant; whatever comes, nothing here throws. Names that are not given any more are taken.</summary>
    /// <param name="json">UTF-8; its size is the caller's business.</param>
    /// <param name="client">The client.</param>
    /// <param name="refusal">Why there is none, with the path of the member in question.</param>
    public static bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out ClientId? client, [NotNullWhen(false)] out Refusal? refusal) =>
        SmallBody.TryRead(json, Name, Read, out client, out refusal);

    private static ClientId? Read(Fields fields, string text)
    {
        if (!ClientId.TryParse(text, out var client))
            fields.OutOfRange(Name, ClientId.Rule);
        return client;
    }
}
