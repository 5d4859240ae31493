using System.Text.Json;

namespace Fleet.Protocol.Http;

/// <summary>A page of what operators did.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">Of the journal: the list goes up to there.</param>
public sealed record AuditJson(IEnumerable<AuditItemJson> Items, string? Next, long Offset);

/// <summary>An act of an operator.</summary>
/// <param name="Offset">Its place in the journal.</param>
/// <param name="RecordedAt">When it was written, by the journal's clock.</param>
/// <param name="Who">Who did it: <c>open</c>, as nobody is asked who he is; null: its row is from before rows told that.</param>
/// <param name="Address">Where the request came from; null: its row is from before rows told that.</param>
/// <param name="What">A word, such as <c>forget</c>.</param>
/// <param name="Target">What was changed: the id of a client, or the name of something else, which begins with a slash.</param>
/// <param name="Before">What was, in JSON; null: nothing, or its row does not tell.</param>
/// <param name="After">What is from then on, in JSON; null: nothing, or its row does not tell.</param>
public sealed record AuditItemJson(long Offset, DateTimeOffset RecordedAt, string? Who, string? Address, string What, string Target, JsonElement Before, JsonElement After);
