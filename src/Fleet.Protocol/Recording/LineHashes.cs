using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Fleet.Protocol.Recording;

/// <summary>
/// The running hash over event lines, with a link now and then. Links are thinned out as lines come, so that there are a
/// few thousand at most: a change in a short recording is found to a few lines, in a long one to a small share of it.
/// </summary>
internal sealed class LineHashes : IDisposable
{
    private const int MostLinks = 2048;
    private const int LinkBytes = 8;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> _links = [];

    /// <summary>Event lines so far.</summary>
    public long Count { get; private set; }

    /// <summary>A link for so many lines.</summary>
    public int Every { get; private set; } = 64;

    public ImmutableArray<string> Links => [.. _links];

    /// <summary>How many more lines may be added at once before a link is due.</summary>
    public int Room => Every - (int)(Count % Every);

    /// <summary>Adds whole lines, no more than there is <see cref="Room"/> for.</summary>
    public void Add(ReadOnlySpan<byte> bytes, int lines)
    {
        _hash.AppendData(bytes);
        Count += lines;
        if (Count % Every == 0)
            Link();
    }

    /// <summary>SHA-256 over all lines so far.</summary>
    public byte[] Current() => _hash.GetCurrentHash();

    public void Dispose() => _hash.Dispose();

    private void Link()
    {
        _links.Add(Convert.ToHexStringLower(_hash.GetCurrentHash().AsSpan(0, LinkBytes)));
        if (_links.Count < MostLinks)
            return;
        for (var i = 0; i < MostLinks / 2; i++)
            _links[i] = _links[(2 * i) + 1];
        _links.RemoveRange(MostLinks / 2, MostLinks / 2);
        Every *= 2;
    }
}
