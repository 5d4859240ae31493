using System.Net;

namespace Fleet.Sim.Drive.Wire;

/// <summary>
/// Where connections come from. An address of this machine has only so many ports towards one server; whoever wants more
/// connections has to come from several addresses.
/// </summary>
internal static class SourceAddresses
{
    /// <summary>Connections from one address to one server: what Linux hands out unless told otherwise (32768 to 60999), less some for others.</summary>
    public const int ConnectionsEach = 28_000;

    /// <summary>How many addresses so many connections to one server take.</summary>
    public static int Needed(int connections) => Math.Max(1, (connections + ConnectionsEach - 1) / ConnectionsEach);

    /// <summary>The address of a connection; null: the system's choice, as one address will do.</summary>
    /// <param name="connection">Its number among those to its server, from 0.</param>
    /// <param name="connections">All connections to that server.</param>
    /// <param name="own">The addresses of this machine from which the server can be reached.</param>
    /// <exception cref="IOException">There are too few.</exception>
    public static IPAddress? Of(int connection, int connections, IReadOnlyList<IPAddress> own)
    {
        var needed = Needed(connections);
        if (needed == 1)
            return null;
        if (own.Count < needed)
            throw new IOException($"{connections:N0} connections to one server take {needed} addresses of this machine ({ConnectionsEach:N0} each), and there are {own.Count}: add addresses, or ask for fewer with --connections.");
        return own[connection / ConnectionsEach];
    }

    /// <summary>From where a server can be reached: on the loopback interface, from anywhere in 127.0.0.0/8.</summary>
    /// <param name="server">The server's host name or address.</param>
    /// <param name="needed">How many are asked for.</param>
    /// <param name="ofMachine">All addresses of the machine.</param>
    public static IReadOnlyList<IPAddress> For(string server, int needed, IEnumerable<IPAddress> ofMachine)
    {
        var isAddress = IPAddress.TryParse(server, out var to);
        if (server == "localhost" || (isAddress && IPAddress.IsLoopback(to!) && to!.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork))
            return [.. Enumerable.Range(1, Math.Min(needed, 254)).Select(last => new IPAddress([127, 0, 0, (byte)last]))];
        return [.. ofMachine.Where(own => !IPAddress.IsLoopback(own) && !own.IsIPv6LinkLocal && (!isAddress || own.AddressFamily == to!.AddressFamily))];
    }
}
