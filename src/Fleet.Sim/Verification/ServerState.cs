using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Protocol.Tls;
using Fleet.Sim.InProcess;
using Fleet.Sim.Oracle;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Verification;

/// <summary>A server's clients beside those of a recording.</summary>
/// <param name="Api">Its address.</param>
/// <param name="FleetHash">Of the recording's clients as the server shows them.</param>
/// <param name="AfterGoodbye">The server was held against the fleet after everybody's goodbye; else against the one at the end of the recording.</param>
/// <param name="Checked">Clients that were compared.</param>
/// <param name="Differing">Clients that differ.</param>
/// <param name="First">The first differences.</param>
/// <param name="Groups">All differences, those of one kind together.</param>
/// <param name="Divergence">The first event of the recording after which the server's first differing client is not what it should be; null: none differs.</param>
internal sealed record ServerState(Uri Api, string FleetHash, bool AfterGoodbye, long Checked, long Differing, IReadOnlyList<Mismatch> First, IReadOnlyList<MismatchGroup> Groups, Divergence? Divergence)
{
    /// <summary>Reads the clients, and takes of the two moments the one that the server is nearer to.</summary>
    /// <exception cref="ServerUnreachableException">It does not answer.</exception>
    public static async Task<ServerState> ReadAsync(Uri api, ServerTrust trust, ITimeline timeline, PlayRules rules, CancellationToken cancel)
    {
        using var reader = new FleetReader(api, trust);
        var play = new InProcessPlay(timeline, rules, faults: null);
        play.Run(cancel);
        var atEnd = States(play, timeline);
        play.SendHome();
        var afterGoodbye = States(play, timeline);
        var shown = await reader.ReadAsync([.. timeline.Clients.Select(client => client.Id)], cancel);
        var (left, there) = (Compare(afterGoodbye), Compare(atEnd));
        var isAfter = left.Mismatched <= there.Mismatched;
        var (comparison, expected) = isAfter ? (left, afterGoodbye) : (there, atEnd);
        var wrong = Enumerable.Range(0, shown.Length).Where(i => shown[i]?.Facets() != Facets(i, expected)).Cast<int?>().FirstOrDefault();
        return new ServerState(
            api, Oracle.FleetHasher.Of(shown.OfType<ClientJson>().Select(document => document.Facets())), isAfter, comparison.Checked, comparison.Mismatched, comparison.First, comparison.Groups,
            wrong is { } client && shown[client] is not null ? await Divergence.FindAsync(reader, timeline, rules, client, cancel) : null);

        ClientFacets? Facets(int i, ClientState[] states) => FacetsOf(timeline.Clients[i].Id, states[i]);

        Comparison Compare(ClientState[] states)
        {
            var found = new Comparison();
            for (var i = 0; i < shown.Length; i++)
                found.Check(timeline.Clients[i].Id.Value, Facets(i, states), shown[i]?.Facets());
            return found;
        }
    }

    /// <summary>A client as the rules have it; null: they know none.</summary>
    private static ClientFacets? FacetsOf(ClientId id, ClientState state) => state.Icon is not { } icon ? null : new ClientFacets(
        id.Value,
        state.Group.Value,
        Words.Of(state.Connection),
        Words.Of(state.ScanMethod),
        Words.Of(state.Pattern.Status),
        Words.Of(state.RealTimeScan),
        Words.Of(state.SmartProtection),
        icon.Name,
        ClientFacets.InOrder(Words.Each(state.Status.Conditions).Select(condition => Words.Of(condition))));

    private static ClientState[] States(InProcessPlay play, ITimeline timeline) => [.. Enumerable.Range(0, timeline.Clients.Count).Select(play.StateOf)];
}
