using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Testing;
using Domain = Fleet.Core.Clients.Client;

namespace Fleet.Actors.Tests.Sweep;

/// <summary>Clients that decide as their actors do, on the journal of a test's fleet.</summary>
internal sealed class PlayedClients(TestFleet fleet)
{
    private readonly Dictionary<ClientId, (ClientState State, ClientMemory Memory)> _clients = [];

    /// <summary>Every row, in order.</summary>
    public List<Happening> Rows { get; } = [];

    /// <summary>What every command is refused with; null: they are taken.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>What decisions depend on.</summary>
    public ClientRules Rules { get; set; } = ClientRules.Default;

    public ClientState this[string client] => _clients[ClientId.Parse(client)].State;

    public IEnumerable<ClientEvent> History(string client) => Rows.Where(row => row.Client.Value == client).Select(row => row.Event);

    public ClientAnswer Tell(string client, ClientCommand command) => Tell(new ToClient(ClientId.Parse(client), command));

    public ClientAnswer Tell(ToClient to)
    {
        var command = (ClientCommand)to.Body;
        var (state, memory) = _clients.GetValueOrDefault(to.Client, (ClientState.None, ClientMemory.None));
        if (Refusal is { } refusal)
            return Answer(new Refused(0, refusal, 0), state);
        var now = fleet.Time.GetUtcNow();
        var decision = Domain.Decide(state, memory, command, now, Rules);
        foreach (var happened in decision.Events)
        {
            var after = Domain.Apply(state, happened);
            Rows.Add(new Happening(to.Client, Rows.Count(row => row.Client == to.Client) + 1, now, happened, state, after));
            state = after;
            fleet.Write([Rows[^1]]);
        }

        _clients[to.Client] = (state, decision.Memory);
        return Answer(decision.Reply, state);

        ClientAnswer Answer(ClientReply reply, ClientState after) =>
            new(to.Client, Answered.Of(command), reply, Rows.FindLast(row => row.Client == to.Client)?.Offset ?? 0, after.Icon);
    }
}
