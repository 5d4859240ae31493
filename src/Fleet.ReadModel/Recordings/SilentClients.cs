using Fleet.Journal.Reading;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;

namespace Fleet.ReadModel.Recordings;

/// <summary>
/// When clients fell silent. The journal has the moment at which the server found it out, which is the timeout later: so this looks as far ahead, and
/// holds no more than the silences that it finds there.
/// </summary>
/// <param name="journal">Rows to look at.</param>
/// <param name="timeout">After how much silence the server ends a session.</param>
/// <param name="notBefore">Who fell silent earlier is left to the row that tells of it.</param>
/// <param name="from">Offset after which it looks.</param>
/// <param name="to">The last offset.</param>
internal sealed class SilentClients(IJournalSource journal, TimeSpan timeout, DateTimeOffset notBefore, long from, long to)
{
    private const int Rows = 2_000;

    /// <summary>What was heard last has its row that much later at most: a report that waited longer is refused.</summary>
    private static readonly TimeSpan WrittenWithin = TimeSpan.FromSeconds(5);

    /// <summary>More rows than that of patterns that grew old meanwhile no client has.</summary>
    private const int Before = 4;

    private readonly PriorityQueue<ClientId, DateTimeOffset> _found = new();
    private DateTimeOffset _knownBefore = DateTimeOffset.MinValue;
    private long _offset = from;

    /// <summary>The next client that fell silent before a moment; null: none did.</summary>
    public (DateTimeOffset At, ClientId Client)? NextBefore(DateTimeOffset moment)
    {
        while (_offset < to && _knownBefore < moment)
            Look();
        return _found.TryPeek(out var client, out var at) && at < moment ? (at, client) : null;
    }

    /// <summary>That one is done with.</summary>
    public void Take() => _found.Dequeue();

    private void Look()
    {
        var rows = journal.ReadAfter(_offset, Rows);
        foreach (var row in rows.TakeWhile(row => row.Offset <= to).Where(row => row.IsOfClient && row.Manifest == Manifests.SessionEnded))
        {
            if (row.TryRead(out var read, out _) && read.Event is SessionEnded { Cause: PresenceCause.Silent } && SilentSince(row) is { } at)
                _found.Enqueue(read.Client, at);
        }

        _offset = rows.Count < Rows ? to : rows[^1].Offset;
        _knownBefore = rows.Count < Rows ? DateTimeOffset.MaxValue : rows[^1].RecordedAt - timeout;
    }

    /// <summary>Null if it was not for as long as this timeout: the server may have had a shorter one then, or the client spoke by other ways.</summary>
    private DateTimeOffset? SilentSince(in JournalEntry row)
    {
        var since = row.RecordedAt - timeout;
        var last = journal.RowsBackFrom(row.Client, row.Number - 1, Before).Find(earlier => earlier.Manifest != Manifests.PatternJudged);
        if (last.Client is null || since < notBefore || last.RecordedAt > since + WrittenWithin)
            return null;
        return last.RecordedAt > since ? last.RecordedAt : since;
    }
}
