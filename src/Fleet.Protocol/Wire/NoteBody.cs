using System.Diagnostics.CodeAnalysis;
using Fleet.Core.Clients;

namespace Fleet.Protocol.Wire;

/// <summary>Reads the body of <c>PUT /v1/clients/{id}/note</c>.</summary>
public static class NoteBody
{
    /// <summary>Reads the note's text; whatever comes, nothing here throws.</summary>
    /// <param name="json">UTF-8; its size is the caller's business.</param>
    /// <param name="text">The text.</param>
    /// <param name="refusal">Why there is none, with the path of the member in question.</param>
    public static bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out Refusal? refusal) =>
        SmallBody.TryRead(json, "text", (fields, told) => fields.Text(told, Note.MaxLength, "text"), out text, out refusal);
}
