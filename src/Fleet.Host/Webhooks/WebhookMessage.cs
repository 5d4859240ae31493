using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fleet.Protocol.Watch;
using Fleet.Protocol.Wire;

namespace Fleet.Host.Webhooks;

/// <summary>What a receiver is told, as <see href="https://www.standardwebhooks.com">Standard Webhooks</see> has it. The same message is the same bytes with the same id however often it is sent.</summary>
/// <param name="Id">For receivers that have it already.</param>
/// <param name="Body">JSON in UTF-8.</param>
internal sealed record WebhookMessage(string Id, ReadOnlyMemory<byte> Body)
{
    /// <summary>Icon changes, in the order of the journal.</summary>
    public static WebhookMessage Of(string hook, IReadOnlyList<WatchedChange> changes)
    {
        var body = new MemoryStream();
        body.Write(Head("icon-changes", changes[^1].RecordedAt, "changes"));
        body.WriteByte((byte)'[');
        for (var i = 0; i < changes.Count; i++)
        {
            if (i > 0)
                body.WriteByte((byte)',');
            body.Write(changes[i].Json.Span);
        }

        body.Write("]}}"u8);
        return new WebhookMessage($"{hook}-{changes[0].Offset}-{changes[^1].Offset}", body.ToArray());
    }

    /// <summary>Another journal has taken the place of the one that was told of: what the receiver knows may not be so any more.</summary>
    /// <param name="hook">Its name.</param>
    /// <param name="offset">What is told next comes after it.</param>
    /// <param name="now">When that was found.</param>
    public static WebhookMessage Replaced(string hook, long offset, DateTimeOffset now) => new(
        $"{hook}-replaced-{offset}", (byte[])[.. Head("journal-replaced", now, "offset"), .. Encoding.ASCII.GetBytes(offset.ToString(CultureInfo.InvariantCulture)), .. "}}"u8]);

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    /// <param name="key">The receiver's secret.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    public string Signature(ReadOnlySpan<byte> key, long timestamp)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Id}.{timestamp}.")));
        hash.AppendData(Body.Span);
        return $"v1,{Convert.ToBase64String(hash.GetHashAndReset())}";
    }

    private static byte[] Head(string type, DateTimeOffset at, string member) =>
        Encoding.ASCII.GetBytes($$"""{"type":"{{type}}","timestamp":"{{Rfc3339.Text(at)}}","data":{"{{member}}":""");
}
