using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Journal;
using Fleet.Journal.Stores;
using Fleet.Protocol.Journal;
using Domain = Fleet.Core.Clients.Client;

namespace Fleet.Testing;

/// <summary>Rows as a client that reports would write them.</summary>
public static class Rows
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The row of a report with that number; Real-time Scan goes on and off.</summary>
    public static JournalRow Report(long seq)
    {
        var told = new ReportedFacts { RealTimeScan = seq % 2 == 0 ? RealTimeScan.Enabled : RealTimeScan.Stopped };
        var state = ClientState.None with { Exists = seq > 1, LastSeq = seq - 1 };
        var decision = Domain.Decide(
            state, ClientMemory.None, new TakeReport(seq, seq - 1, Start.AddSeconds(seq), told), Start.AddSeconds(seq), ClientRules.Default);
        var happened = decision.Events[0];
        return new JournalRow(happened, Domain.Apply(state, happened));
    }

    /// <summary>The same on its way into a store.</summary>
    public static PendingWrite Write(string id, long sequenceNr)
    {
        var row = Report(sequenceNr);
        var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
        return new PendingWrite([new PendingRow(id, sequenceNr, 1971, manifest, bytes)]);
    }
}
