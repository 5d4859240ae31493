using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>The client as it stands after a row.</summary>
internal static class StateCodec
{
    public static Rows.State Write(ClientState state)
    {
        var row = new Rows.State
        {
            Exists = state.Exists,
            LastSeq = state.LastSeq,
            Group = state.Group.Value,
            Session = state.Presence.Session is { } session ? PartCodec.Write(session) : null,
            AgentVersion = state.AgentVersion ?? "",
            PresenceCause = (int)state.Presence.Cause,
            GoodbyeReason = (int)state.Presence.Goodbye.GetValueOrDefault(),
            ScanMethod = (int)state.ScanMethod,
            Pattern = PartCodec.Write(state.Pattern),
            RealTimeScan = (int)state.RealTimeScan,
            SmartProtection = (int)state.SmartProtection,
            Roaming = state.Roaming,
            Reported = (int)state.Reported,
            Since = state.Since == default ? null : Write(state.Since),
        };
        row.Epoch = state.Epochs.Current;
        row.LeftEpochs.AddRange(state.Epochs.Left);
        if (state.LastObservedAt is { } observedAt)
            row.LastObservedAt = observedAt.Milliseconds();
        if (state.Presence.Since is { } since)
            row.PresenceSince = since.Milliseconds();
        return row;
    }

    public static ClientState Read(RowFields fields, Rows.State row)
    {
        var state = new ClientState
        {
            Exists = row.Exists,
            LastSeq = row.LastSeq,
            Epochs = row.Epoch.Length == 0 && row.LeftEpochs.Count == 0 ? Epochs.None : new Epochs(row.Epoch, [.. row.LeftEpochs]),
            LastObservedAt = row.HasLastObservedAt ? fields.Time(row.LastObservedAt, "after.last_observed_at") : null,
            Group = fields.Group(row.Group, "after.group"),
            Presence = new Presence(
                fields.Member<PresenceCause>(row.PresenceCause, "after.presence_cause"),
                row.Session is null ? null : PartCodec.Read(row.Session),
                row.HasPresenceSince ? fields.Time(row.PresenceSince, "after.presence_since") : null,
                fields.MemberOrNone<GoodbyeReason>(row.GoodbyeReason, "after.goodbye_reason")),
            AgentVersion = PartCodec.TextOrNull(row.AgentVersion),
            ScanMethod = fields.Member<ScanMethod>(row.ScanMethod, "after.scan_method"),
            Pattern = PartCodec.Read(fields, fields.Required(row.Pattern, "after.pattern"), "after.pattern"),
            RealTimeScan = fields.Member<RealTimeScan>(row.RealTimeScan, "after.real_time_scan"),
            SmartProtection = fields.Member<SmartProtection>(row.SmartProtection, "after.smart_protection"),
            Roaming = row.Roaming,
            Reported = fields.Set(row.Reported, Fact.Group, "after.reported"),
            Since = row.Since is null ? default : Read(fields, row.Since),
        };
        return state is { ScanMethod: ScanMethod.Smart, SmartProtection: SmartProtection.NotUsed }
            ? throw fields.Fault("after.smart_protection", "no smart-scan client has it unused")
            : state;
    }

    private static Rows.Since Write(FactTimes since) => new()
    {
        ScanMethod = since.ScanMethod,
        Pattern = since.Pattern,
        RealTimeScan = since.RealTimeScan,
        SmartProtection = since.SmartProtection,
        Roaming = since.Roaming,
        Group = since.Group,
    };

    private static FactTimes Read(RowFields fields, Rows.Since row) => new(
        fields.Milliseconds(row.ScanMethod, "after.since.scan_method"),
        fields.Milliseconds(row.Pattern, "after.since.pattern"),
        fields.Milliseconds(row.RealTimeScan, "after.since.real_time_scan"),
        fields.Milliseconds(row.SmartProtection, "after.since.smart_protection"),
        fields.Milliseconds(row.Roaming, "after.since.roaming"),
        fields.Milliseconds(row.Group, "after.since.group"));
}
