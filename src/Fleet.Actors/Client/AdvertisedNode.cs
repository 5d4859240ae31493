namespace Fleet.Actors.Client;

/// <summary>A node that clients reach by an address of its own, so that they can be sent to it.</summary>
/// <param name="Incarnation">The uid of its actor system, as in the names of its sessions.</param>
/// <param name="Address">What clients connect to.</param>
public sealed record AdvertisedNode(int Incarnation, string Address);
