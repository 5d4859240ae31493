using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Xunit;

namespace Fleet.Protocol.Tests.Http;

public sealed class FactsTests
{
    [Theory]
    [InlineData(typeof(FactsJson))]
    [InlineData(typeof(OriginsJson))]
    public void Every_fact_has_its_member(Type type) => Assert.Equal(
        Words.Each(Facts.Every & ~ClientStatus.UnshownFacts.Aggregate(Fact.None, (set, fact) => set | fact.Fact)).Select(fact => $"{fact}").Append("Others").Order(),
        type.GetProperties().Select(property => property.Name).Order());
}
