using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Fleet.Actors.Members;

namespace Fleet.Host.Settings;

/// <summary>Reads the keys under <c>Fleet:Cluster</c>.</summary>
internal static class ClusterKeys
{
    private const string HostRule = "an IPv4 address or the name of this machine, without a port";
    private const string PortRule = "a port from 0 (any free one) to 65535";
    private const string SeedRule = "HOST:PORT, separated by commas, or none";
    private const string RoleRule = NodeRoles.Clients + " or " + NodeRoles.Query;

    private const string AdvertiseRule = "http://HOST:PORT or https://HOST:PORT, at which clients reach this node, or none";

    /// <param name="reader">Of the section.</param>
    /// <param name="isStoreShared">Several nodes can use the store.</param>
    public static NodeSettings Cluster(this SettingsReader reader, bool isStoreShared)
    {
        var cluster = new NodeSettings(
            reader.Read("Cluster:Host", HostRule, text => IsHost(text) ? text : null),
            int.Parse(reader.Read("Cluster:Port", PortRule, text => IsPort(text, least: 0) ? text : null), CultureInfo.InvariantCulture),
            reader.List("Cluster:Seeds", SeedRule, IsSeed),
            reader.List("Cluster:Roles", RoleRule, text => text is NodeRoles.Clients or NodeRoles.Query),
            reader.Duration("Cluster:JoinWithin", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            reader.Read("Cluster:Advertise", AdvertiseRule, text => text == SettingsReader.None || IsOrigin(text) ? text : null) is var origin and not SettingsReader.None ? origin : null,
            reader.PemFile("Cluster:Certificate"));
        // One that only answers questions, and one that holds clients: a node cannot be both.
        if (cluster.Roles.Count != 1)
            throw new SettingsException($"Fleet:Cluster:Roles takes {RoleRule}; it is {(cluster.Roles.Count == 0 ? "none" : string.Join(',', cluster.Roles))}.");
        if (cluster.Seeds.Count > 0 && !isStoreShared)
            throw new SettingsException("Fleet:Cluster:Seeds is set, but only one node can use the embedded store: set Fleet:Store to postgres, on all nodes.");
        return cluster.Certificate is null && !IsLoopback(cluster.Host)
            ? throw new SettingsException(
                $"Fleet:Cluster:Host is {cluster.Host}, which other machines can reach: whoever does can speak for the cluster. "
                + "Set Fleet:Cluster:Certificate to a PEM file with this node's certificate and key.")
            : cluster;
    }

    private static bool IsHost(string text) =>
        Uri.CheckHostName(text) == UriHostNameType.Dns || (IPAddress.TryParse(text, out var ip) && ip.AddressFamily == AddressFamily.InterNetwork && !ip.Equals(IPAddress.Any));

    private static bool IsPort(string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= least && port <= ushort.MaxValue;

    private static bool IsSeed(string text) => text.Split(':') is [var host, var port] && IsHost(host) && IsPort(port, least: 1);

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "", Fragment: "", Port: > 0 }
        && !(IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
