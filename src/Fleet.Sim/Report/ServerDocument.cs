using System.Text.Json.Serialization;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>What a node of the server took during a run, by its own metrics; null where it does not tell.</summary>
/// <param name="Api">Its HTTP API.</param>
/// <param name="Cores">How many processors it kept busy, on the average.</param>
/// <param name="MemoryBytes">The most that its working set was.</param>
/// <param name="GcPauseMs">For how long it stood still for the garbage collector, all in all.</param>
/// <param name="Collections">Garbage collections.</param>
/// <param name="FullCollections">Those of all generations among them.</param>
/// <param name="JournalQueue">The most writes that were seen to wait for the journal.</param>
/// <param name="Commits">Transactions of the journal.</param>
/// <param name="CommitMs">What one took, on the average.</param>
/// <param name="Samples">Look by look.</param>
public sealed record ServerDocument(
    Uri Api, double? Cores, double? MemoryBytes, double? GcPauseMs, double? Collections, double? FullCollections, double? JournalQueue, double? Commits, double? CommitMs,
    IReadOnlyList<ServerDocument.SampleDocument> Samples)
{
    /// <summary>Why what it told could not be read, the last time that this was so; not there: it always could.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Trouble { get; init; }

    /// <summary>Of a node.</summary>
    public static ServerDocument Of(ServerNode node)
    {
        var (first, last) = node.Samples is [var earliest, ..] ? (earliest, node.Samples[^1]) : (null, null);
        var whole = first is null ? null : SampleDocument.Between(first, last!);
        return new ServerDocument(
            node.Api, whole?.Cores, node.Samples.Max(sample => sample.MemoryBytes), whole?.GcPauseMs, whole?.Collections, last?.FullCollections - first?.FullCollections,
            node.Samples.Max(sample => sample.JournalQueue), whole?.Commits, whole?.CommitMs, SampleDocument.All(node.Samples))
        {
            Trouble = node.Trouble,
        };
    }

    /// <summary>What a node told in one look, <c>at</c> seconds after the start of the run; <c>cores</c>, <c>gcPauseMs</c>, <c>collections</c> and what is of commits are since the look before.</summary>
    public sealed record SampleDocument(
        double At, double? Cores, double? MemoryBytes, double? HeapBytes, double? GcPauseMs, double? Collections, double? JournalQueue, double? Commits, double? CommitMs)
    {
        /// <summary>Of all looks at a node: the first one has none before it.</summary>
        public static IReadOnlyList<SampleDocument> All(IReadOnlyList<ServerSample> samples) =>
            [.. samples.Select((sample, i) => i == 0 ? new SampleDocument(Moment(sample), null, sample.MemoryBytes, sample.HeapBytes, null, null, sample.JournalQueue, null, null) : Between(samples[i - 1], sample))];

        /// <summary>As it was at the later one. What counts from 0 again is a node that was started anew: it tells nothing of the time between.</summary>
        internal static SampleDocument Between(ServerSample earlier, ServerSample later)
        {
            var isSame = later.At > earlier.At && !(later.CpuSeconds < earlier.CpuSeconds) && !(later.Commits < earlier.Commits);
            // A counter is told from its first event on.
            var commits = isSame ? later.Commits - (earlier.Commits ?? 0) : null;
            return new SampleDocument(
                Moment(later),
                isSame ? Round((later.CpuSeconds - earlier.CpuSeconds) / (later.At - earlier.At).TotalSeconds) : null,
                later.MemoryBytes,
                later.HeapBytes,
                isSame ? Round((later.GcPauseSeconds - earlier.GcPauseSeconds) * 1000) : null,
                isSame ? later.Collections - earlier.Collections : null,
                later.JournalQueue,
                commits,
                commits > 0 ? Round((later.CommitSeconds - (earlier.CommitSeconds ?? 0)) / commits * 1000) : null);
        }

        private static double Moment(ServerSample sample) => Math.Round(sample.At.TotalSeconds, 3);

        private static double? Round(double? value) => value is { } known ? Math.Round(known, 3) : null;
    }
}
