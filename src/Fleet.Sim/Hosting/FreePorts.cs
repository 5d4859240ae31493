using System.Net;
using System.Net.Sockets;

namespace Fleet.Sim.Hosting;

/// <summary>Ports of the loopback interface that nobody listens on.</summary>
internal static class FreePorts
{
    /// <summary>The usual port if it is free, else any that is.</summary>
    public static int Choose(int usual)
    {
        try
        {
            return Try(usual);
        }
        catch (SocketException)
        {
            return Try(0);
        }
    }

    private static int Try(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
