using Fleet.Core.Clients;
using Fleet.Core.Tests.Clients;

namespace Fleet.Core.Tests.Sequence;

/// <summary>A client, its server, and the wires between them.</summary>
public sealed class Line(IReadOnlyList<TakeReport> script)
{
    /// <summary>Long enough that a client which connects again is no duplicate identity.</summary>
    private static readonly TimeSpan BetweenSessions = TimeSpan.FromMinutes(2);

    /// <summary>Told to a session whose place another one took.</summary>
    private static readonly Refused Superseded = new(0, new Refusal(RefusalCode.Superseded, "A newer session is open.", RetryAfter: TimeSpan.Zero), 0);

    private readonly List<Wire> _wires = [];
    private DateTimeOffset _now = Arbitrary.Start;

    public Reporter Client { get; } = new(script);

    public Server Server { get; } = new();

    public void Do(Act act, int choice)
    {
        switch (act)
        {
            case Act.Observe:
                Client.Observe();
                break;
            case Act.Send:
                Send();
                break;
            case Act.ServerReceives:
                ServerReceives(choice, busy: false);
                break;
            case Act.ServerIsBusy:
                ServerReceives(choice, busy: true);
                break;
            case Act.ClientReceives:
                Client.Receive();
                break;
            case Act.SendAgain:
                Client.SendAgain();
                break;
            case Act.Break:
                Client.Break(choice);
                break;
            case Act.ServerRestarts:
                Server.Restart();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, "unknown act");
        }
    }

    /// <summary>No more faults: everybody does what there is to do until the client holds every answer and is present.</summary>
    public bool Settles()
    {
        for (var round = 0; round < 20 * (script.Count + 10); round++)
        {
            Client.Observe();
            Send();
            for (var i = _wires.Count - 1; i >= 0; i--)
                ServerReceives(i, busy: false);
            Client.Receive();
            if (Client.Acked == script.Count && Client.Wire is { } wire && Server.State.Presence.Session == wire.Session)
                return true;
        }

        return false;
    }

    private void Send()
    {
        if (Client.Send() is not { } opened)
            return;
        _wires.Add(opened);
        _now += BetweenSessions;
    }

    private void ServerReceives(int choice, bool busy)
    {
        if (_wires.Count == 0)
            return;

        // Mostly the newest wire, at times what was left of an older one.
        var wire = _wires[^(1 + (choice % _wires.Count))];
        if (!wire.ToServer.TryDequeue(out var command))
            return;
        var before = Server.Speaking;
        wire.ToClient.Enqueue(Server.Handle(command, _now, busy));
        if (command is OpenSession && before is not null && Server.Speaking != before)
            _wires.Single(w => w.Session == before).ToClient.Enqueue(Superseded);
    }
}
