using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Protocol.Tests;

/// <summary>The codecs take a number of the wire for the domain's: both must name it alike.</summary>
public sealed class VocabularyTests
{
    [Fact]
    public void Numbers_mean_the_same_on_the_wire_and_in_the_domain()
    {
        AssertAlike<Connection, V1.Connection>();
        AssertAlike<PatternStatus, V1.PatternStatus>();
        AssertAlike<GoodbyeReason, V1.GoodbyeReason>();
    }

    [Fact]
    public void Conditions_are_the_bits_of_their_numbers_on_the_wire() => Assert.Equal(
        Enum.GetValues<Conditions>().Where(c => c != 0).Select(c => (int.Log2((int)c) + 1, c.ToString())), Wire<V1.Condition>());

    /// <summary>These have no wire enum, and stand in every journal.</summary>
    [Fact]
    public void Numbers_of_the_journal_stay() => Assert.Equal(
        "Never=0 Session=1 Goodbye=2 Broken=3 Silent=4 Superseded=5 Presumed=6 "
        + "None=0 ScanMethod=1 Pattern=2 RealTimeScan=4 SmartProtection=8 Roaming=16 Group=32",
        string.Join(' ', [.. Domain<PresenceCause>().Select(Text), .. Domain<Fact>().Select(Text)]));

    private static void AssertAlike<TDomain, TWire>() where TDomain : struct, Enum where TWire : struct, Enum =>
        Assert.Equal(Domain<TDomain>(), Wire<TWire>());

    private static IEnumerable<(int Number, string Name)> Domain<T>() where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => (Convert.ToInt32(value), value.ToString()));

    private static IEnumerable<(int Number, string Name)> Wire<T>() where T : struct, Enum => Domain<T>().Where(value => value.Number != 0);

    private static string Text((int Number, string Name) value) => $"{value.Name}={value.Number}";
}
