namespace Fleet.Sim.Report;

/// <summary>How one trial of a search for the capacity was judged.</summary>
/// <param name="Load">What was asked of the server: reports a second, or clients.</param>
/// <param name="Repeat">In which repeat of the search, from 1.</param>
/// <param name="FullLength">It was as long as trials are that count for the lower bound.</param>
/// <param name="Kept">The server kept the objective, and its backlog did not grow.</param>
/// <param name="GeneratorLimit">The generator was late or short of processor time: the trial says nothing about the server.</param>
/// <param name="Reasons">Why it was not kept, in words.</param>
/// <param name="BacklogGrowthPerSecond">By how many reports a second the reports without an answer grew.</param>
/// <param name="ServerCpuShare">The server's processor time over that of its cores; null if it does not tell.</param>
/// <param name="ForeignCpuShare">What others took of the cores, processes and the hypervisor; null: that cannot be told.</param>
/// <param name="Spoilt">Why it counts for nothing, and was made again; null: it counts.</param>
public sealed record JudgementDocument(
    double Load, int Repeat, bool FullLength, bool Kept, bool GeneratorLimit, IReadOnlyList<string> Reasons, double BacklogGrowthPerSecond, double? ServerCpuShare,
    double? ForeignCpuShare, string? Spoilt);
