using System.Text.Json;
using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Journal;
using Fleet.Journal.Stores;
using Fleet.Protocol.Http;
using Fleet.Protocol.Journal;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Store;

namespace Fleet.Host.Http;

/// <summary>What the rooms behind the API know, as the API tells it.</summary>
internal static class ApiAnswers
{
    /// <summary>Of a client that exists.</summary>
    /// <param name="client">The client.</param>
    /// <param name="state">Its state.</param>
    /// <param name="offset">Of its last row.</param>
    /// <param name="lastSeen">When it was heard last.</param>
    /// <param name="book">What the fleet and its groups say of settings.</param>
    /// <param name="provenance">How it is known to be there; null: it has no session, or that is long ago.</param>
    /// <param name="awaited">Settings that it was sent and has not answered; null: none, as far as is known.</param>
    public static ClientJson Of(ClientId client, ClientState state, long offset, DateTimeOffset lastSeen, SettingsBook book, Provenance? provenance = null, string? awaited = null) => new(
        client,
        state.Group,
        state.Connection,
        new ClientJson.PresenceJson(
            state.Presence.Cause, state.Presence.Since, state.Presence.Session is null ? PresenceLink.None : PresenceLink.Session, lastSeen,
            provenance, state.Presence.Goodbye),
        state.ScanMethod,
        Of(state.Pattern),
        state.RealTimeScan,
        state.SmartProtection,
        state.AgentVersion,
        Words.Each(state.Unreported),
        Words.Each(state.Reported).ToDictionary(fact => fact, fact => state.SinceOf(fact)!.Value),
        Icon.Of(state.Status),
        Words.Each(state.Conditions),
        RequiredActions.ForEach(state.Conditions, state.Connection, isAway: state.Presence.Session is null, GrantedTo(state, book)).Select(Of),
        state.LastSeq == 0 ? null : new ClientJson.LastReportJson(state.LastSeq, state.LastObservedAt),
        Of(state.Marks.Note),
        state.Marks.Tags,
        ClientSettingsJson.Of(state, book, awaited),
        offset)
    {
        Others = OtherFacts.Write(Facts.Every, fact => OtherFacts.ValueOf(fact, state.Numbers)),
    };

    /// <summary>Of a report that was taken.</summary>
    public static TakenJson Of(ClientAnswer answer, Taken taken) =>
        new(
            answer.Client, taken.Seq, answer.Offset, answer.Icon, taken.Changed, taken.Repeated, answer.LastSeq,
            taken.Notice is { } notice ? [new NoticeJson(notice.Code, notice.Field, notice.Message)] : null);

    public static HistoryJson Of(HistoryPage page) =>
        new(page.Items.Select(item => Of(item)), page.Next, page.Offset, page.Damaged.Count == 0 ? null : page.Damaged.Select(Of), page.Total);

    public static HistoryJson Of(ChangesPage page) => new(
        page.Items.Select(change => Of(change.Item) with { ClientId = change.Client, Group = change.Group }),
        page.Next,
        page.Offset,
        page.Damaged.Count == 0 ? null : page.Damaged.Select(Of),
        Total: null);

    /// <param name="why">The explanation.</param>
    /// <param name="at">The moment asked for; null: now, as of the client's last change.</param>
    /// <param name="book">What the fleet and its groups said of settings then.</param>
    public static ExplanationJson Of(Explanation why, DateTimeOffset? at, SettingsBook book)
    {
        var (state, status) = (why.Client.State, why.Client.State.Status);
        var icon = Icon.Of(status);
        return new ExplanationJson(
            why.Client.Client,
            at ?? why.Client.RecordedAt,
            new ExplanationJson.RowJson(icon, icon.Row, icon.Text),
            Words.Each(state.Conditions).Select(condition => new ExplanationJson.ConditionJson(
                condition,
                icon.ShownConditions.HasFlag(condition),
                RequiredActions.For(condition, status.Connection, isAway: state.Presence.Session is null, GrantedTo(state, book)).Select(Of),
                condition == Conditions.DuplicateIdentity ? Change(state.Duplicate!.Since, why.Duplicate) : null)),
            Of(state.Marks.Note),
            state.Marks.Tags,
            new OriginsJson(
                OriginOf(Fact.ScanMethod, state.ScanMethod),
                OriginOf(Fact.Pattern, Of(state.Pattern)),
                OriginOf(Fact.RealTimeScan, state.RealTimeScan),
                OriginOf(Fact.SmartProtection, state.SmartProtection),
                OriginOf(Fact.Roaming, state.Roaming),
                OriginOf(Fact.Group, state.Group))
            {
                Others = OtherFacts.Write(Facts.Every, fact => JsonSerializer.SerializeToElement(OriginOf(fact.Fact, OtherFacts.ValueOf(fact, state.Numbers)), ApiJson.Options)),
            },
            Origin(state.Presence.Cause, state.Presence.Since, why.Presence));

        OriginJson<T> OriginOf<T>(Fact fact, T value) where T : notnull => Origin(value, state.SinceOf(fact), why.Facts.GetValueOrDefault(fact));
    }

    public static IconRowJson Of(Icon icon) => new(
        icon, icon.Connection, icon.ScanMethod, icon.Pattern, icon.RealTimeScan, icon.SmartProtection, icon.Text, $"/v1/icons/{icon.Name}.svg");

    /// <param name="status">How far it is.</param>
    /// <param name="replaced">Where the journal took another one's place; null: it never did.</param>
    /// <param name="damaged">Rows that it leaves out; null: that is not known yet.</param>
    public static ReadModelJson Of(ReadModelStatus status, SuccessionMark? replaced, DamageFound? damaged) => new(
        status.Offset,
        status.End,
        status.Generation,
        status.Building is { } building ? new ReadModelJson.BuildingJson(building.Generation, building.Offset) : null,
        replaced is null ? null : Of(replaced),
        damaged is { Rows: > 0 } ? new DamageJson(damaged.Rows, damaged.Latest.Select(Of)) : null);

    public static LevelHistoryJson Of(LevelHistoryPage page) => new(
        page.Items.Select(item => new LevelHistoryJson.ItemJson(
            item.Offset, item.RecordedAt, item.Act?.Operator.By ?? "", item.Act?.Operator.Address ?? "", LevelJson.Of(item.Before), LevelJson.Of(item.After))),
        page.Next,
        page.Offset);

    private static HistoryItemJson Of(HistoryItem item) => new(
        ClientId: null,
        Group: null,
        item.Offset,
        item.Event.ObservedAt,
        item.RecordedAt,
        item.Cause,
        item.Seq,
        item.Epoch,
        Of(item.Changed, item.After),
        item.After.Connection,
        item.After.Presence.Cause,
        Words.Each(item.After.Conditions),
        item.Event is SessionEnded ended ? ended.Goodbye : null,
        item.Event is Forgotten ? true : null,
        item.Event is IdentityJudged judged ? judged.IsDuplicate : null,
        item.Event is Marked marked ? Change(marked.By, item.Before.Marks, item.After.Marks) : null,
        item.Event is TaskStepped step ? new TaskStepJson(step.Task.Task, step.Task.Kind, step.Task.Attempt, step.Task.State, step.Task.Reason, step.Detail) : null,
        item.Event.Icon is { } change ? new IconMoveJson(change.From, change.To) : null);

    private static AlreadyGranted GrantedTo(ClientState state, SettingsBook book)
    {
        var inForce = book.InForce(state.Group, state.Settings.Own);
        return new AlreadyGranted(inForce.GrantsRoaming, inForce.UpdatesWhileRoaming, inForce.Settings.RealTimeScan == ManagedScan.Enabled);
    }

    /// <param name="changed">Which facts.</param>
    /// <param name="after">The client from then on.</param>
    private static FactsJson Of(Fact changed, ClientState after)
    {
        return new FactsJson(
            Has(Fact.ScanMethod) ? after.ScanMethod : null,
            Has(Fact.Pattern) ? Of(after.Pattern) : null,
            Has(Fact.RealTimeScan) ? after.RealTimeScan : null,
            Has(Fact.SmartProtection) ? after.SmartProtection : null,
            Has(Fact.Roaming) ? after.Roaming : null,
            Has(Fact.Group) ? after.Group : null)
        {
            Others = OtherFacts.Write(changed, fact => OtherFacts.ValueOf(fact, after.Numbers)),
        };

        bool Has(Fact fact) => changed.HasFlag(fact);
    }

    private static OriginJson<T> Origin<T>(T value, DateTimeOffset? since, Origin? origin) where T : notnull =>
        new(
            value, since, origin?.Offset, origin?.Cause, origin?.RecordedAt, origin?.Seq,
            origin?.Setting is { } setting ? new SettingBehindJson(setting.Level, setting.Offset) : null,
            origin?.Task is { } task ? new TaskBehindJson(task.Task, task.Kind, task.Attempt) : null);

    private static ExplanationJson.ChangeJson Change(DateTimeOffset since, Origin? origin) => new(since, origin?.Offset, origin?.Cause, origin?.RecordedAt);

    private static MarksChangeJson Change(string by, Marks before, Marks after) => new(
        by, before.Note == after.Note ? null : new NoteChangeJson(after.Note?.Text), after.Tags.Except(before.Tags), before.Tags.Except(after.Tags));

    private static NoteJson? Of(Note? note) => note is null ? null : new NoteJson(note.Text, note.By, note.At);

    private static PatternJson Of(HeldPattern pattern) => new(pattern.Status, pattern.Version, pattern.ReleasedAt);

    private static RequiredActionJson Of(RequiredAction action) => new(action.Code, action.By, action.Text);

    private static DamagedRowJson Of(DamagedRow row) => new(row.Offset, row.RecordedAt, row.Client, row.Number, row.Reason);

    private static SuccessionJson Of(SuccessionMark mark) => new(
        mark.Offset, mark.RecordedAt, mark.How.Cause == ReplacementCause.Restored ? "restored" : "behind", mark.How.Last, mark.How.LastAt, mark.How.MissingRows, mark.How.KnownAt);
}
