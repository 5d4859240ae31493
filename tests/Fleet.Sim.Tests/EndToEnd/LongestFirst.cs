using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Fleet.Sim.Tests.EndToEnd.LongestFirst", "Fleet.Sim.Tests")]

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Who waits for more than a minute begins first, so that nobody has to wait for it at the end; the others come in any order.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(one => one.DisplayName.EndsWith(nameof(VanishedServerTests), StringComparison.Ordinal));
}
