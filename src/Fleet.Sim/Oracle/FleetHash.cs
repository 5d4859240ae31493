using System.Security.Cryptography;
using System.Text;

namespace Fleet.Sim.Oracle;

/// <summary>
/// A fingerprint of a whole fleet: SHA-256 over a line for each client, <c>id|group|connection|…|icon\n</c> in UTF-8,
/// in the ordinal order of ids.
/// </summary>
public sealed class FleetHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? _last;

    /// <summary>The fingerprint of these clients, in whatever order they come.</summary>
    public static string Of(IEnumerable<ClientFacets> clients)
    {
        using var hash = new FleetHash();
        foreach (var client in clients.OrderBy(c => c.ClientId, StringComparer.Ordinal))
            hash.Add(client);
        return hash.Finish();
    }

    /// <summary>Adds the next client.</summary>
    /// <exception cref="ArgumentException">Its id does not come behind the last one's.</exception>
    public void Add(ClientFacets client)
    {
        if (string.CompareOrdinal(_last, client.ClientId) >= 0)
            throw new ArgumentException($"'{client.ClientId}' came behind '{_last}': the order is ordinal, and each client comes once.", nameof(client));
        _last = client.ClientId;
        _hash.AppendData(Encoding.UTF8.GetBytes(
            $"{client.ClientId}|{client.Group}|{client.Connection}|{client.ScanMethod}|{client.PatternStatus}|{client.RealTimeScan}|{client.SmartProtection}|{client.Icon}\n"));
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
