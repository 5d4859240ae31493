using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Tests.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Vocabulary;

public sealed class FactsTests
{
    public static TheoryData<Fact> Each => [.. Enum.GetValues<Fact>().Where(fact => fact != Fact.None)];

    [Theory]
    [MemberData(nameof(Each))]
    public void Every_fact_has_a_row_at_its_place_and_there_is_room_for_it(Fact fact)
    {
        Assert.InRange(Facts.IndexOf(fact), 0, Facts.Room - 1);
        Assert.True(Facts.IndexOf(fact) < Facts.All.Length, $"{fact} has no row in Facts.All.");
        Assert.Equal(fact, Facts.Of(fact).Fact);
        Assert.True(Facts.Every.HasFlag(fact));
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Every_value_of_a_fact_has_a_number_and_a_word_and_one_counts_until_it_is_told(Fact fact)
    {
        if (Facts.Of(fact).Values is not { } values)
            return;
        Assert.True(values.Has(values.Default));
        Assert.Equal(values.Default, Facts.Defaults[fact]);
        foreach (var number in values.Numbers)
        {
            Assert.Equal(number, values.NumberOf(values.WordOf(number)));
            Assert.Equal(number, default(FactNumbers).With(fact, number)[fact]);
        }

        Assert.False(values.Has(0));
        Assert.False(values.Has(-1));
        Assert.False(values.Has(values.Numbers.Max() + 1));
        Assert.Equal(0, values.NumberOf("no such word"));
        Assert.Equal(0, values.NumberOf(null));
    }

    [Fact]
    public void What_is_no_single_fact_has_no_place()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Facts.Of(Fact.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(FactTimes)[Fact.Pattern | Fact.Group]);
        Assert.Throws<ArgumentOutOfRangeException>(() => default(FactNumbers)[Facts.Every]);
        Assert.Throws<ArgumentOutOfRangeException>(() => default(FactNumbers).With(Fact.Roaming, 256));
    }

    [Fact]
    public void Numbers_of_several_facts_are_told_apart() => Gen.Select(Arbitrary.Numbers, Arbitrary.Numbers).Sample((one, other) =>
    {
        foreach (var fact in Facts.All.Select(row => row.Fact))
        {
            Assert.Equal(one[fact] != 0, one.Which.HasFlag(fact));
            Assert.Equal(one[fact] != other[fact], one.Differing(other).HasFlag(fact));
            Assert.Equal(one[fact] != 0 ? one[fact] : other[fact], one.Over(other)[fact]);
            Assert.Equal(other.Which.HasFlag(fact) ? one[fact] : 0, one.Only(other.Which)[fact]);
        }
    });

    [Fact]
    public void Times_of_several_facts_are_told_apart()
    {
        var times = new FactTimes(1, 2, 3).With(Fact.Pattern | Fact.Group, DateTimeOffset.FromUnixTimeMilliseconds(9));
        Assert.Equal(new FactTimes(1, 9, 3, 0, 0, 9), times);
        Assert.Equal(new FactTimes(1, 9, 3, 0, 0, 9).GetHashCode(), times.GetHashCode());
        Assert.NotEqual(new FactTimes(1, 9, 3, 0, 0, 8), times);
        Assert.Equal(new FactTimes(1, 9, 3), times.With(Fact.Group, null));
    }
}
