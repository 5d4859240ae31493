namespace Fleet.Cluster.Tests.Load;

/// <summary>A report that the server said it has.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Offset">Where a reader sees it.</param>
/// <param name="Due">When the client observed it, since the start of the load.</param>
/// <param name="Waited">From then to the ack.</param>
internal readonly record struct Ack(long Seq, long Offset, TimeSpan Due, TimeSpan Waited);
