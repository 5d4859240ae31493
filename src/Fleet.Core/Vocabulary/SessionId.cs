namespace Fleet.Core.Vocabulary;

/// <summary>Names one session of one client for ever.</summary>
/// <param name="Node">
/// The incarnation of the node that holds the session (the uid of its actor system): a restarted node is another one.
/// </param>
/// <param name="Number">Counts the sessions of that incarnation.</param>
public readonly record struct SessionId(int Node, long Number)
{
    /// <summary>For logs.</summary>
    public override string ToString() => $"{Node:x8}/{Number}";
}
