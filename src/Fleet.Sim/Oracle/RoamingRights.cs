using Fleet.Core.Vocabulary;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Oracle;

/// <summary>
/// Judges each turning on of roaming mode by a plain reading of the rule: it is not taken if the settings in force and those that the client applied last both withhold the privilege; where it
/// applied none, those in force decide alone; and who roams already goes on. Where a change was on its way at that moment, both is right.
/// </summary>
internal sealed class RoamingRights
{
    /// <summary>A server may take so long to note what a client has answered, while its reports go on.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly HashSet<(int Client, long Number)> _refused = [];
    private readonly List<(int Client, string Wrong)> _wrong = [];

    public RoamingRights(IReadOnlyList<(ClientId Id, GroupName Group)> clients, SaidSettings said, IReadOnlyList<DoneDeed> deeds)
    {
        foreach (var own in deeds.GroupBy(deed => deed.Client))
            Judge(own.Key, clients[own.Key], said, [.. own]);
    }

    /// <summary>The events whose roaming mode was not taken.</summary>
    public IReadOnlySet<(int Client, long Number)> Refused => _refused;

    /// <summary>How many were judged.</summary>
    public long Judged { get; private set; }

    /// <summary>What should not have been, in words.</summary>
    public IReadOnlyList<(int Client, string Wrong)> Wrong => _wrong;

    private void Judge(int client, (ClientId Id, GroupName Group) who, SaidSettings said, List<DoneDeed> deeds)
    {
        var told = deeds.Select(done => done.Deed).OfType<Deed.RoamingRefused>().Select(refused => refused.Number).ToHashSet();
        var roams = false;
        foreach (var (at, _, _, deed) in deeds)
        {
            if (deed is not Deed.RoamingTold tell)
                continue;
            if (!tell.On || roams)
            {
                roams = tell.On;
                continue;
            }

            Judged++;
            var inForce = said.Between(who.Id, who.Group, tell.SentAt, at).ToList();
            var mayHold = HeldBetween(deeds, tell.SentAt - Margin, at);
            var mayBeTaken = inForce.Exists(one => one.GrantsRoaming) || mayHold.Exists(one => one?.GrantsRoaming == true);
            var hasToBeTaken = inForce.TrueForAll(one => one.GrantsRoaming) || mayHold.TrueForAll(one => one?.GrantsRoaming == true);
            var isRefused = told.Contains(tell.Number);
            if (isRefused && hasToBeTaken)
                _wrong.Add((client, $"{who.Id} turned roaming mode on, sent at {tell.SentAt} and acknowledged at {at}, was told that it may not roam, and it may"));
            if (isRefused || !mayBeTaken)
                _refused.Add((client, tell.Number));
            if (!isRefused && !mayBeTaken && HearsNotice(deeds, tell.SentAt, at))
                _wrong.Add((client, $"{who.Id} turned roaming mode on, sent at {tell.SentAt} and acknowledged at {at}, without the privilege, and was not told so"));
            roams = !_refused.Contains((client, tell.Number));
        }
    }

    /// <summary>The notice comes after the ack, in the same session: who leaves that meanwhile, or has the ack by the welcome of another one, hears none.</summary>
    private static bool HearsNotice(List<DoneDeed> deeds, TimeSpan sent, TimeSpan acked) =>
        !deeds.Exists(done => done.Deed is Deed.SessionMet or Deed.SessionGone && done.At >= sent && done.At <= acked + Margin);

    /// <summary>What the client may have had as the server knew it: what it had by its last hello or answer before, and by each of them since. Null: none.</summary>
    private static List<PlainSettings?> HeldBetween(List<DoneDeed> deeds, TimeSpan from, TimeSpan to)
    {
        var held = new List<PlainSettings?> { null };
        foreach (var (at, _, _, deed) in deeds.TakeWhile(done => done.At <= to))
        {
            if (deed is not (Deed.SettingsHeld or Deed.SessionMet))
                continue;
            if (at < from)
                held.Clear();
            var settings = deed is Deed.SettingsHeld applied ? applied.Settings : ((Deed.SessionMet)deed).Held;
            held.Add(settings is null ? null : PlainSettings.Of(settings));
        }

        return held;
    }
}
