using Fleet.Core.Vocabulary;
using Fleet.Sim.Drive.Protocol;

namespace Fleet.Sim.Drive;

/// <summary>Counts how many clients stand where, by their own view, and how often they turned.</summary>
internal sealed class Standings(int clients)
{
    private readonly Connection[] _connections = [.. Enumerable.Repeat(Connection.Offline, clients)];
    private readonly bool[] _opening = new bool[clients];
    private readonly int[] _waiting = new int[clients];
    private readonly bool[] _settled = [.. Enumerable.Repeat(true, clients)];

    /// <summary>Clients by their own view.</summary>
    public int Online { get; private set; }

    /// <inheritdoc cref="Online"/>
    public int Roaming { get; private set; }

    /// <inheritdoc cref="Online"/>
    public int Offline => clients - Online - Roaming;

    /// <summary>Clients that have said hello and wait for the welcome.</summary>
    public int Opening { get; private set; }

    /// <summary>Reports that are due and have no answer yet.</summary>
    public long Waiting { get; private set; }

    /// <summary>Clients that have not got where they were going.</summary>
    public int Unsettled { get; private set; }

    /// <summary>Looks at a client again.</summary>
    public void Update(int client, in ClientProtocol protocol, bool roaming, ref Tally tally)
    {
        if (protocol.Settled != _settled[client])
        {
            _settled[client] = protocol.Settled;
            Unsettled += protocol.Settled ? -1 : 1;
        }

        Waiting += protocol.Waiting - _waiting[client];
        _waiting[client] = protocol.Waiting;
        var opens = protocol.ConnectionPhase == ConnectionPhase.Opening;
        if (opens != _opening[client])
        {
            _opening[client] = opens;
            Opening += opens ? 1 : -1;
        }

        var connection = ConnectionRules.Of(roaming, isPresent: protocol.ConnectionPhase is ConnectionPhase.Online or ConnectionPhase.Parting);
        if (connection == _connections[client])
            return;
        Count(_connections[client], -1);
        Count(connection, +1);
        _connections[client] = connection;
        if (connection == Connection.Online)
            tally.ToOnline++;
        else if (connection == Connection.Roaming)
            tally.ToRoaming++;
        else
            tally.ToOffline++;
    }

    private void Count(Connection connection, int by)
    {
        if (connection == Connection.Online)
            Online += by;
        else if (connection == Connection.Roaming)
            Roaming += by;
    }
}
