using System.Collections.Immutable;
using System.Globalization;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>
/// Who is who. Each client goes to the population that lacks most of its share, and to that one's groups in turn: so the
/// shares are exact, and a greater fleet begins with the same clients as a smaller one.
/// </summary>
internal sealed class Roster
{
    private readonly (ClientId Id, GroupName Group)[] _clients;
    private readonly byte[] _populations;
    private readonly int[] _ranks;

    public Roster(ImmutableArray<Population> populations, int clients)
    {
        _clients = new (ClientId, GroupName)[clients];
        _populations = new byte[clients];
        var counts = new int[populations.Length];
        for (var client = 0; client < clients; client++)
        {
            var chosen = 0;
            for (var other = 1; other < counts.Length; other++)
            {
                if (Lack(other, client) > Lack(chosen, client))
                    chosen = other;
            }

            var (population, groups) = (populations[chosen], populations[chosen].Groups);
            var id = string.Create(CultureInfo.InvariantCulture, $"{population.Name}-{client:0000000}");
            _clients[client] = (ClientId.Parse(id), groups[counts[chosen]++ % groups.Length]);
            _populations[client] = (byte)chosen;
        }

        var byId = Enumerable.Range(0, clients).ToArray();
        Array.Sort(_clients.Select(client => client.Id.Value).ToArray(), byId, StringComparer.Ordinal);
        _ranks = new int[clients];
        for (var rank = 0; rank < clients; rank++)
            _ranks[byId[rank]] = rank;

        long Lack(int population, int client) =>
            ((long)populations[population].Share.PerMillion * (client + 1)) - (counts[population] * (long)Share.Whole.PerMillion);
    }

    /// <summary>Id and first group of each client.</summary>
    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients => _clients;

    /// <summary>A client's place in the ordinal order of ids, in which recordings tell what happens at once.</summary>
    public int RankOf(int client) => _ranks[client];

    /// <summary>Index of a client's population.</summary>
    public int PopulationOf(int client) => _populations[client];
}
