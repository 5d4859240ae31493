namespace Fleet.Actors.Members;

/// <summary>What a node does in its cluster.</summary>
public static class NodeRoles
{
    /// <summary>Holds clients, and takes its turn at the projector and the sweep. Answers questions too.</summary>
    public const string Clients = "clients";

    /// <summary>Answers questions; passes everything else on to those that hold clients.</summary>
    public const string Query = "query";
}
