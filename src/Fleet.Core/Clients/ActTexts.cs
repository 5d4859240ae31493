using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>What acts say of before and after: short texts in JSON; null where there is nothing.</summary>
internal static class ActTexts
{
    public static string? Of(Note? note) => note is null ? null : $$"""{"note":{{Quoted(note.Text)}}}""";

    public static string? Of(ImmutableArray<TagName> tags) => tags.IsEmpty ? null : $$"""{"tags":[{{string.Join(',', tags.Select(tag => Quoted(tag.Value)))}}]}""";

    /// <summary>Of a client that is to be forgotten: what its history does not tell at its end.</summary>
    public static string Of(ClientState state) => $$"""{"group":{{Quoted(state.Group.Value)}},"connection":{{Quoted(Words.Of(state.Connection))}},"lastSeq":{{state.LastSeq}}}""";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
