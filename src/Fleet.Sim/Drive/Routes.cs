using Fleet.Sim.Drive.Wire;

namespace Fleet.Sim.Drive;

/// <summary>
/// Where each client connects to: the server that it was sent to, for as long as that one does not fail it; else one of all, and the
/// next one after each loss.
/// </summary>
internal sealed class Routes(int clients, ConnectionPool connections)
{
    private const short Anywhere = -1;

    private readonly ushort[] _losses = new ushort[clients];
    private readonly bool[] _wasSent = new bool[clients];
    private readonly short[] _homes = Enumerable.Repeat(Anywhere, clients).ToArray();

    /// <summary>The connection of a client's next call.</summary>
    public Connection Of(int client) =>
        _homes[client] is var home and not Anywhere ? connections.To(home, client) : connections.Of(client, _losses[client]);

    /// <summary>A client may be sent once for each welcome: servers that disagree do not send it around.</summary>
    public bool Follows(int client) => connections.Servers > 1 && !_wasSent[client];

    /// <summary>A client has its session.</summary>
    public void Arrived(int client) => _wasSent[client] = false;

    /// <summary>A client is sent to a server.</summary>
    /// <returns>False if that is none of the servers here: it stays where it was.</returns>
    public bool Send(int client, string address)
    {
        _wasSent[client] = true;
        _homes[client] = (short)connections.ServerAt(address);
        return _homes[client] != Anywhere;
    }

    /// <summary>A client's server has failed it: its next call goes elsewhere, if there is an elsewhere.</summary>
    public void Avoid(int client)
    {
        _losses[client]++;
        _homes[client] = Anywhere;
    }
}
