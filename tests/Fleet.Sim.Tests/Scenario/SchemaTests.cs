using Fleet.Sim.Scenario;
using Fleet.Sim.Scenario.Reading;
using NJsonSchema;
using Xunit;
using YamlDotNet.Serialization;

namespace Fleet.Sim.Tests.Scenario;

/// <summary>The published schema and the reader agree.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Names => [.. ScenarioLibrary.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_shipped_scenario_is_valid(string name) =>
        Assert.Empty((await Schema()).Validate(Json(ScenarioLibrary.TextOf(name))));

    [Fact]
    public async Task It_takes_as_many_clients_as_the_reader_and_the_command_line() =>
        Assert.Equal(ScenarioDefinition.MaxClients, (await Schema()).ActualProperties["clients"].Maximum);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_key_too_many_is_invalid_wherever_it_stands(string name)
    {
        var schema = await Schema();
        var root = Newtonsoft.Json.Linq.JToken.Parse(Json(ScenarioLibrary.TextOf(name)));
        var mappings = ((Newtonsoft.Json.Linq.JContainer)root).DescendantsAndSelf().OfType<Newtonsoft.Json.Linq.JObject>().ToList();
        Assert.NotEmpty(mappings);
        foreach (var mapping in mappings)
        {
            mapping["surplus"] = "1m";
            Assert.True(schema.Validate(root).Count > 0, $"'surplus' passes in {mapping.Path}");
            mapping.Remove("surplus");
        }

        Assert.Empty(schema.Validate(root));
    }

    [Theory]
    [InlineData("duration: 10h", "duration: 10hours")]
    [InlineData("share: 45%", "share: 45")]
    [InlineData("share: 45%", "share: 145%")]
    [InlineData("leave: 7h +- 90m", "leave: 7h ± 90m")]
    [InlineData("connect: 1m..10m", "connect: 1m...10m")]
    [InlineData("break: 0.1/h", "break: 0.1/hour")]
    [InlineData("scan-method: smart", "scan-method: clever")]
    public async Task What_the_reader_refuses_is_invalid(string right, string wrong)
    {
        var text = ScenarioLibrary.TextOf("office-day").Replace(right, wrong, StringComparison.Ordinal);
        Assert.Throws<Sim.Scenario.ScenarioException>(() => ScenarioReader.Read(text, "x"));
        Assert.NotEmpty((await Schema()).Validate(Json(text)));
    }

    private static Task<JsonSchema> Schema() => JsonSchema.FromJsonAsync(ScenarioLibrary.Schema);

    private static string Json(string yaml)
    {
        var tree = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(yaml);
        return new SerializerBuilder().JsonCompatible().Build().Serialize(tree);
    }
}
