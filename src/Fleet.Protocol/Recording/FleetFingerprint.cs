using System.Security.Cryptography;
using System.Text;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Recording;

/// <summary>
/// A fingerprint of a whole fleet: SHA-256 over a line for each client, <c>id|group|connection|…|icon\n</c> in UTF-8,
/// in the ordinal order of ids.
/// </summary>
public sealed class FleetFingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? _last;

    /// <summary>Adds the next client; one that does not exist is left out.</summary>
    /// <exception cref="ArgumentException">Its id does not come after the last one's.</exception>
    public void Add(ClientId client, ClientState state)
    {
        if (state.Icon is { } icon)
        {
            Add(
                client.Value, state.Group.Value, Words.Of(state.Connection), Words.Of(state.ScanMethod), Words.Of(state.Pattern.Status),
                Words.Of(state.RealTimeScan), Words.Of(state.SmartProtection), icon.Name);
        }
    }

    /// <summary>Adds the next client, in the words of the HTTP contract.</summary>
    /// <exception cref="ArgumentException">Its id does not come after the last one's.</exception>
    public void Add(
        string clientId, string group, string connection, string scanMethod, string patternStatus, string realTimeScan, string smartProtection, string icon)
    {
        if (string.CompareOrdinal(_last, clientId) >= 0)
            throw new ArgumentException($"'{clientId}' came after '{_last}': the order is ordinal, and each client comes once.", nameof(clientId));
        _last = clientId;
        _hash.AppendData(Encoding.UTF8.GetBytes($"{clientId}|{group}|{connection}|{scanMethod}|{patternStatus}|{realTimeScan}|{smartProtection}|{icon}\n"));
    }

    /// <summary>The fingerprint in lowercase hex; begins anew.</summary>
    public string Finish()
    {
        _last = null;
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
