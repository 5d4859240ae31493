namespace Fleet.Host.Settings;

/// <summary>How this node and the others of its cluster find each other: the keys under <c>Fleet:Cluster</c>.</summary>
/// <param name="Host">Address or name at which the others reach this node; it is bound to this one alone.</param>
/// <param name="Port">Port of it; 0: any free one.</param>
/// <param name="Seeds">Nodes to join by, as HOST:PORT, in the order of all nodes' settings; none: this node is a cluster of its own.</param>
/// <param name="Roles">What this node does.</param>
/// <param name="JoinWithin">How long the seeds are tried before the start is given up.</param>
/// <param name="Advertise">What clients connect to if they are sent to this node; null: nobody is.</param>
/// <param name="Certificate">Full path of the PEM file with this node's certificate and key; null: no TLS.</param>
public sealed record NodeSettings(
    string Host, int Port, IReadOnlyList<string> Seeds, IReadOnlyList<string> Roles, TimeSpan JoinWithin, string? Advertise, string? Certificate);
