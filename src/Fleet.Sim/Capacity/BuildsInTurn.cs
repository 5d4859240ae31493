using System.Runtime.CompilerServices;

namespace Fleet.Sim.Capacity;

/// <summary>The same load on two builds of the host, in turns and each time on a fresh one: what the machine does meanwhile, it does to both.</summary>
/// <param name="setup">The load, and how long it is measured.</param>
/// <param name="before">The host's assembly of one build.</param>
/// <param name="after">That of the other one.</param>
/// <param name="time">The clock.</param>
internal sealed class BuildsInTurn(CapacitySetup setup, string before, string after, TimeProvider time)
{
    /// <summary>
    /// Before, after, after, before, and so on: a drift that goes one way takes as much from one build as from the other. Both of a pair have the same
    /// timeline.
    /// </summary>
    public async IAsyncEnumerable<(bool IsAfter, TrialJudgement Trial)> RunAsync(int invocations, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var i = 0; i < 2 * invocations; i++)
        {
            var isAfter = IsAfter(i);
            await using var target = await TrialTarget.StartAsync(setup, cancel, isAfter ? after : before);
            yield return (isAfter, await new LoadTrial(setup, target, time).RunAsync(setup.Plan.Start, (i / 2) + 1, fullLength: true, cancel));
        }
    }

    /// <summary>Whose turn it is, from 0.</summary>
    public static bool IsAfter(int turn) => (turn + 1) / 2 % 2 == 1;
}
