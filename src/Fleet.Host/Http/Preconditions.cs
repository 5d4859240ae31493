using System.Diagnostics.CodeAnalysis;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Microsoft.Net.Http.Headers;

namespace Fleet.Host.Http;

/// <summary>What a request says of the version that it is made for.</summary>
internal static class Preconditions
{
    private const string Field = "If-Match";

    /// <summary>The header cannot be read.</summary>
    public static Problem Bad { get; } = new(StatusCodes.Status400BadRequest, Words.Of(RefusalCode.OutOfRange), $"{Field} takes the ETag of an answer, or *.", Field);

    /// <summary>Reads it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ifMatch">As <see cref="LevelChange"/> takes it; null: the header is not there.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static bool TryRead(HttpRequest request, out string? ifMatch, [NotNullWhen(false)] out Problem? problem)
    {
        (ifMatch, problem) = (null, null);
        if (request.Headers.IfMatch.Count == 0)
            return true;
        if (!EntityTagHeaderValue.TryParseStrictList(request.Headers.IfMatch, out var tags))
        {
            problem = Bad;
            return false;
        }

        // A weak tag is never the same (RFC 9110, 13.1.1).
        ifMatch = tags.Contains(EntityTagHeaderValue.Any) ? LevelChange.AnyVersion : string.Join(',', tags.Where(tag => !tag.IsWeak).Select(tag => tag.Tag.ToString().Trim('"')));
        return true;
    }
}
