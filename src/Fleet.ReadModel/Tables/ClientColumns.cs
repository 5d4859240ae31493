using Fleet.ReadModel.Model;
using Fleet.Journal.Sql;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Tables;

/// <summary>A client as a row of its table. Observed times are milliseconds since the epoch, recorded ones .NET ticks, as in the journal.</summary>
internal static class ClientColumns
{
    private static readonly List<ClientColumn> Columns = [];

    private static readonly TextColumn Id = Text("client_id", client => client.Client.Value);
    private static readonly TextColumn Group = Text("group_name", client => client.State.Group.Value);
    private static readonly NumberColumn FacetNumber = Number("facet", client => Facet.Of(client.State).Number);
    private static readonly NumberColumn Offset = Number("\"offset\"", client => client.Offset);
    private static readonly NumberColumn RecordedAt = Number("recorded_at", client => client.RecordedAt.Ticks);
    private static readonly NumberColumn HeardAt = Number("heard_at", client => client.HeardAt.Ticks);
    private static readonly NumberColumn LastReport = Number("last_report", client => client.LastReport);
    private static readonly NumberColumn PresentSince = Number("present_since", client => client.PresentSince);
    private static readonly NumberColumn Goodbye = Number("goodbye", client => (long?)client.State.Presence.Goodbye, isNullable: true);
    private static readonly NumberColumn SessionNode = Number("session_node", client => client.State.Presence.Session?.Node, isNullable: true);
    private static readonly NumberColumn SessionNumber = Number("session_number", client => client.State.Presence.Session?.Number, isNullable: true);
    private static readonly TextColumn PatternVersion = Text("pattern_version", client => client.State.Pattern.Version, isNullable: true);
    private static readonly NumberColumn PatternReleasedAt = Number("pattern_released_at", client => client.State.Pattern.ReleasedAt?.ToUnixTimeMilliseconds(), isNullable: true);
    private static readonly NumberColumn PatternAgesFrom = Number("ages_from", client => AgesFrom(client.State), isNullable: true);
    private static readonly TextColumn AgentVersion = Text("agent_version", client => client.State.AgentVersion, isNullable: true);
    private static readonly NumberColumn LastSeq = Number("last_seq", client => client.State.LastSeq);
    private static readonly NumberColumn Reported = Number("reported", client => (long)client.State.Reported);
    private static readonly NumberColumn DuplicateSince = Number("duplicate_since", client => client.State.Duplicate?.Since.ToUnixTimeMilliseconds(), isNullable: true);
    private static readonly NumberColumn DuplicateSeenAt = Number("duplicate_seen_at", client => client.State.Duplicate?.SeenAt.ToUnixTimeMilliseconds(), isNullable: true);
    private static readonly TextColumn NoteText = Text("note", client => client.State.Marks.Note?.Text, isNullable: true);
    private static readonly TextColumn NoteBy = Text("note_by", client => client.State.Marks.Note?.By, isNullable: true);
    private static readonly NumberColumn NoteAt = Number("note_at", client => client.State.Marks.Note?.At.ToUnixTimeMilliseconds(), isNullable: true);
    private static readonly TextColumn Tags = Text("tags", client => TagsOf(client.State.Marks), isNullable: true);
    private static readonly NumberColumn Marked = Number("marked", client => MarkedOf(client.State), isNullable: true);
    private static readonly NumberColumn Understands = Number("capabilities", client => (long)client.State.Capabilities);
    private static readonly TextColumn SettingsOwn = Text("settings_own", client => StoredSettings.OwnOf(client.State.Settings), isNullable: true);
    private static readonly TextColumn SettingsApplied = Text("settings_applied", client => client.State.Settings.Applied?.Tag, isNullable: true);
    private static readonly NumberColumn SettingsRoaming = Number("settings_applied_roaming", client => client.State.Settings.Applied?.GrantsRoaming is { } grants ? FactNumbers.NumberOf(grants) : null, isNullable: true);
    private static readonly TextColumn SettingsFailed = Text("settings_failed", client => client.State.Settings.Failed?.Tag, isNullable: true);
    private static readonly TextColumn SettingsError = Text("settings_error", client => client.State.Settings.Failed?.Error, isNullable: true);
    private static readonly NumberColumn[] Since = [.. Facts.All.Select(fact => Number($"since_{fact.SnakeName}", client => client.State.Since[fact.Fact]))];

    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<ClientColumn> All => Columns;

    /// <summary>For <c>CREATE TABLE</c>.</summary>
    public static string Definition { get; } = string.Join(", ", Columns.Select(column => $"{column.Definition}{(column == Id ? " PRIMARY KEY" : "")}"));

    /// <summary>For <c>SELECT</c> and <c>INSERT</c>.</summary>
    public static string List { get; } = string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>Those of which a change is written to an index of its own.</summary>
    public static IReadOnlyList<ClientColumn> Rare { get; } = [PatternAgesFrom, SessionNode, Marked];

    public static ClientRecord Read(ISqlStatement row)
    {
        var facet = Facet.All[(int)FacetNumber.Read(row)];
        Span<long> since = stackalloc long[Facts.Room];
        foreach (var column in Since)
            since[column.Place - Since[0].Place] = column.Read(row);
        var state = new ClientState
        {
            Exists = true,
            Group = GroupName.Parse(Group.Read(row)),
            LastObservedAt = LastReport.Read(row) is var observed and not ClientPosition.Never ? Milliseconds(observed) : null,
            Presence = new Presence(
                facet.Cause,
                SessionNode.ReadOrNull(row) is { } node ? new SessionId((int)node, SessionNumber.Read(row)) : null,
                PresentSince.Read(row) is var present and not ClientPosition.Never ? Milliseconds(present) : null,
                (GoodbyeReason?)Goodbye.ReadOrNull(row)),
            Numbers = facet.Numbers,
            Pattern = new HeldPattern(facet.Status.Pattern, PatternVersion.ReadOrNull(row), PatternReleasedAt.ReadOrNull(row) is { } released ? Milliseconds(released) : null),
            AgentVersion = AgentVersion.ReadOrNull(row),
            Capabilities = (Capabilities)Understands.Read(row),
            Settings = StoredSettings.Read(
                SettingsOwn.ReadOrNull(row), SettingsApplied.ReadOrNull(row), SettingsRoaming.ReadOrNull(row) is { } grants ? grants == FactNumbers.On : null,
                SettingsFailed.ReadOrNull(row), SettingsError.ReadOrNull(row)),
            LastSeq = LastSeq.Read(row),
            Reported = (Fact)Reported.Read(row),
            Since = new FactTimes(since),
            Marks = Marked.ReadOrNull(row) is null ? Marks.None : ReadMarks(row),
            Duplicate = DuplicateSince.ReadOrNull(row) is { } found ? new Duplication(Milliseconds(found), Milliseconds(DuplicateSeenAt.Read(row))) : null,
        };
        return new ClientRecord(ClientId.Parse(Id.Read(row)), state, Offset.Read(row), Ticks(RecordedAt.Read(row)), Ticks(HeardAt.Read(row)));
    }

    public static DateTimeOffset Ticks(long ticks) => new(ticks, TimeSpan.Zero);

    /// <summary>From when on the pattern's age counts, in milliseconds since the epoch; null: it does not age.</summary>
    public static long? AgesFrom(ClientState state) => state.Pattern.AgesAt(TimeSpan.Zero)?.ToUnixTimeMilliseconds();

    /// <summary>1: an operator has marked the client; null: nobody has.</summary>
    public static long? MarkedOf(ClientState state) => state.Marks == Marks.None ? null : 1;

    private static Marks ReadMarks(ISqlStatement row) => new(
        NoteText.ReadOrNull(row) is { } text ? new Note(text, NoteBy.Read(row), Milliseconds(NoteAt.Read(row))) : null,
        [.. (Tags.ReadOrNull(row) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(TagName.Parse)]);

    private static string? TagsOf(Marks marks) => marks.Tags.IsEmpty ? null : string.Join(' ', marks.Tags);

    private static DateTimeOffset Milliseconds(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static TextColumn Text(string name, Func<ClientRecord, string?> of, bool isNullable = false) => Add(new TextColumn(name, Columns.Count, isNullable, of));

    private static NumberColumn Number(string name, Func<ClientRecord, long?> of, bool isNullable = false) => Add(new NumberColumn(name, Columns.Count, isNullable, of));

    private static T Add<T>(T column) where T : ClientColumn
    {
        Columns.Add(column);
        return column;
    }
}
