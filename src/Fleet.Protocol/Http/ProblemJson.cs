using System.Text.Json.Serialization;

namespace Fleet.Protocol.Http;

/// <summary>An error as RFC 9457 has it: <c>application/problem+json</c>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">For machines: a word of docs/http.md.</param>
/// <param name="Detail">For a person: what is wrong and what it takes.</param>
/// <param name="Field">The parameter or the path in the body that is wrong.</param>
/// <param name="RetryAfterSeconds">The same request may be sent again after that time; null: never.</param>
/// <param name="LastSeq">Highest report number that the server holds, if a report was refused.</param>
/// <param name="Title">The status in words, as the RFC wants it where no document describes the type.</param>
public record ProblemJson(
    int Status,
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfterSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? LastSeq,
    string Title);
