using System.Reflection;
using Fleet.Protocol.Journal;
using Xunit;

namespace Fleet.Protocol.Tests.Journal;

/// <summary>Which kinds of rows the programs of each version of the journal know: whoever adds one gives it the next version.</summary>
public sealed class ManifestsTests
{
    [Fact]
    public void Every_kind_of_a_clients_rows_belongs_to_a_version_of_the_journal()
    {
        var kinds = typeof(Manifests).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Where(kind => !Manifests.IsOfOther(kind));
        var byVersion = kinds.GroupBy(Manifests.JournalVersionOf).OrderBy(version => version.Key).Select(version => $"{version.Key}: {string.Concat(version.Order(StringComparer.Ordinal))}");
        Assert.Equal(["1: adefgorx", "2: Smst"], byVersion);
    }
}
