using System.Net;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>Network namespaces on a bridge of their own, one for each node; making them takes root.</summary>
internal sealed class IsolatedNetwork : IDisposable
{
    private static readonly string Name = $"fl{Environment.ProcessId % 100_000}";
    private readonly int _count;
    private readonly int _net = 16 + (Environment.ProcessId % 200);

    /// <param name="count">How many namespaces.</param>
    public IsolatedNetwork(int count)
    {
        _count = count;
        Dispose();
        Shell.Run($"ip link add {Name} type bridge && ip addr add {Here}/24 dev {Name} && ip link set {Name} up");
        for (var i = 0; i < count; i++)
        {
            Shell.Run(
                $"ip netns add {Space(i)} && ip link add {Cable(i)} type veth peer name eth0 netns {Space(i)} && ip link set {Cable(i)} master {Name} up "
                + $"&& ip -n {Space(i)} addr add {Address(i)}/24 dev eth0 && ip -n {Space(i)} link set eth0 up && ip -n {Space(i)} link set lo up");
        }
    }

    /// <summary>The address of this side, which reaches all of them.</summary>
    public IPAddress Here => IPAddress.Parse($"10.88.{_net}.1");

    public IPAddress Address(int node) => IPAddress.Parse($"10.88.{_net}.{node + 11}");

    /// <summary>What starts a command in a namespace.</summary>
    public string[] Within(int node) => ["ip", "netns", "exec", Space(node)];

    /// <summary>One of them and the others do not reach each other any more, without being told; this side reaches all of them still.</summary>
    public void Cut(int node) => Each(node, (space, other) => $"ip -n {space} neigh replace {other} lladdr 02:00:00:00:00:99 dev eth0 nud permanent");

    /// <summary>The cable is back.</summary>
    public void Mend(int node) => Each(node, (space, other) => $"ip -n {space} neigh del {other} dev eth0");

    public void Dispose()
    {
        for (var i = 0; i < _count; i++)
            Shell.Try($"ip netns del {Space(i)} 2>/dev/null; ip link del {Cable(i)} 2>/dev/null");
        Shell.Try($"ip link del {Name} 2>/dev/null");
    }

    private void Each(int node, Func<string, IPAddress, string> command)
    {
        foreach (var other in Enumerable.Range(0, _count).Where(other => other != node))
        {
            Shell.Run(command(Space(node), Address(other)));
            Shell.Run(command(Space(other), Address(node)));
        }
    }

    private static string Space(int node) => $"{Name}-{node}";

    private static string Cable(int node) => $"{Name}c{node}";
}
