namespace Fleet.Sim.Trials;

/// <summary>A page of clients.</summary>
internal sealed record ClientsDocument(IReadOnlyList<ClientDocument> Items, string? Next);

/// <summary>How far the journal is.</summary>
internal sealed record ReadModelDocument(long? JournalEnd);

/// <summary>A page of a client's history.</summary>
internal sealed record HistoryDocument(IReadOnlyList<HistoryDocument.ItemDocument> Items, string? Next)
{
    internal sealed record ItemDocument(ChangesDocument Facts, long? Seq = null, string? Epoch = null);

    /// <summary>What changed; null: it stayed.</summary>
    internal sealed record ChangesDocument(
        string? Group = null, bool? Roaming = null, string? ScanMethod = null, ClientDocument.PatternDocument? Pattern = null, string? RealTimeScan = null, string? SmartProtection = null)
    {
        public ReportedView On(ReportedView before) => new(
            Group ?? before.Group, Roaming ?? before.Roaming, ScanMethod ?? before.ScanMethod, Pattern?.Status ?? before.PatternStatus,
            RealTimeScan ?? before.RealTimeScan, SmartProtection ?? before.SmartProtection);
    }
}

/// <summary>A row of a client's history.</summary>
/// <param name="Seq">The report's number; null: it was no report.</param>
/// <param name="View">What the client was after it.</param>
/// <param name="BeginsEpoch">The client's numbers begin anew with it.</param>
internal sealed record HistoryStep(long? Seq, ReportedView View, bool BeginsEpoch);
