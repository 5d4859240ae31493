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
        Enum.GetNames<Fact>().Where(name => name != nameof(Fact.None)).Order(), type.GetProperties().Select(property => property.Name).Order());
}
