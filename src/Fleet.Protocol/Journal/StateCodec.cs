using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Mapping;
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
            Capabilities = (int)state.Capabilities,
            Settings = SettingsCodec.Write(state.Settings),
            PresenceCause = (int)state.Presence.Cause,
            GoodbyeReason = (int)state.Presence.Goodbye.GetValueOrDefault(),
            Pattern = PartCodec.Write(state.Pattern),
            Reported = (int)state.Reported,
            Since = state.Since == default ? null : Write(state.Since),
            Duplicate = state.Duplicate is { } two ? new Rows.Duplication { Since = two.Since.Milliseconds(), SeenAt = two.SeenAt.Milliseconds() } : null,
        };
        foreach (var fact in FactFields.OfNumbers)
            fact.State.Set(row, state.Numbers[fact.Fact]);
        row.Epoch = state.Epochs.Current;
        row.LeftEpochs.AddRange(state.Epochs.Left);
        row.Note = state.Marks.Note is { } note ? new Rows.Note { Text = note.Text, By = note.By, At = note.At.Milliseconds() } : null;
        row.Tags.AddRange(state.Marks.Tags.Select(tag => tag.Value));
        row.Tasks.AddRange(state.Tasks.Items.Select(TaskCodec.Write));
        if (state.LastObservedAt is { } observedAt)
            row.LastObservedAt = observedAt.Milliseconds();
        if (state.Presence.Since is { } since)
            row.PresenceSince = since.Milliseconds();
        return row;
    }

    public static ClientState Read(RowFields fields, Rows.State row) => new()
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
        // Those of a newer version are kept as they are: its clients are back before long.
        Capabilities = (Capabilities)row.Capabilities,
        Settings = SettingsCodec.Read(fields, row.Settings, "after.settings"),
        Pattern = PartCodec.Read(fields, fields.Required(row.Pattern, "after.pattern"), "after.pattern"),
        Numbers = ReadNumbers(fields, row),
        Reported = fields.Set(row.Reported, Facts.All[^1].Fact, "after.reported"),
        Since = row.Since is null ? default : Read(fields, row.Since),
        Duplicate = row.Duplicate is { } two ? new Duplication(fields.Time(two.Since, "after.duplicate.since"), fields.Time(two.SeenAt, "after.duplicate.seen_at")) : null,
        Tasks = row.Tasks.Count == 0 ? ClientTasks.None : new ClientTasks([.. row.Tasks.Select(task => TaskCodec.Read(fields, task, "after.tasks"))]),
        Marks = row.Note is null && row.Tags.Count == 0 ? Marks.None : ReadMarks(fields, row),
    };

    private static Marks ReadMarks(RowFields fields, Rows.State row) => new(
        row.Note is { } note ? new Note(note.Text, note.By, fields.Time(note.At, "after.note.at")) : null,
        [.. row.Tags.Select(tag => fields.Tag(tag, "after.tags"))]);

    private static FactNumbers ReadNumbers(RowFields fields, Rows.State row)
    {
        var numbers = default(FactNumbers);
        foreach (var fact in FactFields.OfNumbers)
            numbers = numbers.With(fact.Fact, fields.Number(fact, fact.OfState(fact.State.Get(row)), "after"));
        return fields.Possible(numbers);
    }

    private static Rows.Since Write(FactTimes since)
    {
        var row = new Rows.Since();
        foreach (var fact in FactFields.All)
            fact.Since.Set(row, since[fact.Fact]);
        return row;
    }

    private static FactTimes Read(RowFields fields, Rows.Since row)
    {
        Span<long> times = stackalloc long[Facts.Room];
        for (var index = 0; index < FactFields.All.Length; index++)
            times[index] = fields.Since(FactFields.All[index], FactFields.All[index].Since.Get(row));
        return new FactTimes(times);
    }
}
