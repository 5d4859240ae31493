using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Tests.Journal;

/// <summary>Random rows of every kind.</summary>
internal static class RowGens
{
    private static readonly Gen<IconChange?> Icon = Gen.Null(Gens.IconChange);

    public static Gen<(ClientEvent Event, ClientState After)> Row { get; } = Gens.State.SelectMany(state => EventAt(state.LastSeq).Select(e => (e, state)));

    private static Gen<ClientEvent> EventAt(long seq) => Gen.OneOf<ClientEvent>(
        Gen.Select(Gens.Time, Icon, Gens.Changed, (at, icon, changed) => (ClientEvent)new ReportTaken(at, seq, icon, changed)),
        Gen.Select(Gens.Time, Icon, Gen.Null(Gens.Group), (at, icon, group) => (ClientEvent)new Registered(at, seq, icon, group)),
        Gen.Select(Gens.Time, Icon, Gens.Session, Gen.Null(Gens.Group), Gen.Null(Gens.Text), Gen.Bool,
            (at, icon, session, group, version, another) => (ClientEvent)new SessionOpened(at, seq, icon, session, group, version, another)),
        Gen.Select(Gens.Time, Icon, Gens.Session, Gen.Enum<PresenceCause>(), Gen.Nullable(Gen.Enum<GoodbyeReason>()),
            (at, icon, session, cause, goodbye) => (ClientEvent)new SessionEnded(at, seq, icon, session, cause, goodbye)),
        Gen.Select(Gens.Time, Icon, (at, icon) => (ClientEvent)new PatternAged(at, seq, icon)),
        Gens.Time.Select(at => (ClientEvent)new Forgotten(at, seq)));
}
