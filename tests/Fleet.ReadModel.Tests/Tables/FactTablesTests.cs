using System.Security.Cryptography;
using System.Text;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Tables;
using Xunit;

namespace Fleet.ReadModel.Tests.Tables;

/// <summary>Every fact has its place in the tables. Which has none, is named.</summary>
public sealed class FactTablesTests
{
    public static TheoryData<Fact> Each => [.. Enum.GetValues<Fact>().Where(fact => fact != Fact.None)];

    [Theory]
    [MemberData(nameof(Each))]
    public void A_fact_has_a_column_that_says_since_when(Fact fact) => Assert.Contains($"since_{Facts.Of(fact).SnakeName} INTEGER NOT NULL", ClientColumns.Definition, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Each))]
    public void A_facet_tells_every_value_of_a_fact_that_has_few(Fact fact)
    {
        foreach (var number in Facts.Of(fact).Values?.Numbers ?? [])
        {
            var numbers = ClientState.None.Numbers.With(Fact.SmartProtection, (int)SmartProtection.Connected).With(fact, number);
            if (numbers.Word<SmartProtection>(Fact.SmartProtection) == SmartProtection.NotUsed)
                numbers = numbers.With(Fact.ScanMethod, (int)ScanMethod.Conventional);
            var facet = Facet.Of(ClientState.None with { Exists = true, Numbers = numbers });
            Assert.Equal(numbers, facet.Numbers);
            Assert.Equal(facet, Facet.All[facet.Number]);
        }
    }

    /// <summary>Where they differ, raise the version: tables of another one are built anew.</summary>
    [Fact]
    public void Tables_of_another_shape_have_another_version()
    {
        var shape = string.Join('\n', [.. ReadSchema.Common, .. ReadSchema.TablesOf(1), .. ReadSchema.Indexes.Select(index => index.Columns)]);
        Assert.Equal((9, "351c09802678029e"), (ReadSchema.Version, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shape)))[..16]));
    }
}
