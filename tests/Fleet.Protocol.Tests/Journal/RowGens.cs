using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Tests.Journal;

/// <summary>Random rows of every kind.</summary>
internal static class RowGens
{
    private static readonly Gen<string?> Epoch = Gen.Null(Gens.Epoch);

    private static readonly Gen<IconChange?> Icon = Gen.Null(Gens.IconChange);

    private static readonly Gen<Act> Act = Gen.Select(
        Gens.Text, Gens.Text, Gens.Text, Gen.Null(Gens.Text), Gen.Null(Gens.Text),
        (by, address, what, before, after) => new Act(new Operator(by, address), what, before, after));

    public static Gen<(ClientEvent Event, ClientState After)> Row { get; } = Gens.State.SelectMany(state => EventAt(state).Select(e => (e, state)));

    private static Gen<ClientEvent> EventAt(ClientState state) => EventAt(
        state.LastSeq, state.Pattern.Status, state.Duplicate is not null, state.Marks, state, Icon.Select(change => change is null ? null : change with { Conditions = change.Conditions | (state.Conditions & Conditions.DuplicateIdentity) }));

    private static Gen<ClientEvent> EventAt(long seq, PatternStatus pattern, bool isDuplicate, Marks marks, ClientState after, Gen<IconChange?> icons) => Gen.OneOf<ClientEvent>(
        Gen.Select(Gens.Time, icons, Gens.Changed, Epoch, (at, icon, changed, epoch) => (ClientEvent)new ReportTaken(at, seq, icon, changed, epoch)),
        Gen.Select(Gens.Time, icons, Gen.Null(Gens.Group), Epoch, (at, icon, group, epoch) => (ClientEvent)new Registered(at, seq, icon, group, epoch)),
        Gen.Select(Gens.Time, icons, Gens.Session, Gen.Null(Gens.Group), Gen.Null(Gens.Text), Gen.Bool, Epoch,
            (at, icon, session, group, version, another, epoch) => (ClientEvent)Of(new SessionOpened(at, seq, icon, session, group, version, another, epoch), after)),
        Gen.Select(Gens.Time, icons, Gens.Session, Gen.Enum<PresenceCause>(), Gen.Nullable(Gen.Enum<GoodbyeReason>()),
            (at, icon, session, cause, goodbye) => (ClientEvent)new SessionEnded(at, seq, icon, session, cause, goodbye)),
        Gen.Select(Gens.Time, icons, (at, icon) => (ClientEvent)new PatternJudged(at, seq, icon, pattern)),
        Gens.Time.Select(at => (ClientEvent)new IdentityJudged(at, seq, isDuplicate)),
        Gen.Select(Gens.Time, Gens.Text, Gen.Null(Act), (at, by, act) => (ClientEvent)new Marked(at, seq, by, marks) { Act = act }),
        Gen.Select(Gens.Time, Gen.Null(Act), (at, act) => (ClientEvent)new SettingsPut(at, seq, after.Settings.Own) { Act = act }),
        Gen.Select(Gens.Time, Gens.Text, Gen.Bool.Nullable(), Gen.Null(Gens.Text), (at, tag, grants, error) => (ClientEvent)new SettingsAnswered(at, seq, tag, grants, error)),
        Gen.Select(Gens.Time, Gens.ClientTask, Gen.Null(Gens.Text), (at, task, detail) => (ClientEvent)new TaskStepped(at, seq, task, detail)),
        Gen.Select(Gens.Time, Gen.Null(Act), (at, act) => (ClientEvent)new Forgotten(at, seq) { Act = act }));

    private static SessionOpened Of(SessionOpened opened, ClientState after) => opened with
    {
        Capabilities = after.Capabilities,
        SettingsTag = after.Capabilities.HasFlag(Capabilities.Settings) ? after.Settings.Applied?.Tag ?? "" : "",
    };
}
