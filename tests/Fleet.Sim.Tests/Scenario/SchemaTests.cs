using CsCheck;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;
using Fleet.Sim.Scenario.Reading;
using Newtonsoft.Json.Linq;
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

    [Fact]
    public async Task A_life_takes_every_verb() => Assert.Equal(
        Words.All<Verb>(), (await Schema()).ActualProperties["populations"].Item!.ActualSchema.ActualProperties["life"].ActualSchema.ActualProperties.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_key_too_many_is_invalid_wherever_it_stands(string name)
    {
        var schema = await Schema();
        var root = JToken.Parse(Json(ScenarioLibrary.TextOf(name)));
        var mappings = ((JContainer)root).DescendantsAndSelf().OfType<JObject>().ToList();
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

    /// <summary>One direction only: shares that do not make 100%, say, are beyond a schema.</summary>
    [Fact]
    public async Task The_reader_takes_nothing_that_is_invalid()
    {
        var schema = await Schema();
        var texts = ScenarioLibrary.Names.Select(name => Json(ScenarioLibrary.TextOf(name))).ToArray();
        Gen.Select(Gen.OneOf(texts.Select(Gen.Const).ToArray()), Gen.Int[0, 10_000], Gen.OneOf(Values.Select(Gen.Const).ToArray())).Sample(
            (text, place, value) =>
            {
                var root = JToken.Parse(text);
                var all = ((JContainer)root).Descendants().Where(token => token is not JProperty).ToList();
                var token = all[place % all.Count];
                var path = token.Path;
                if (value is null)
                    (token.Parent as JProperty ?? token).Remove();
                else
                    token.Replace(JToken.Parse(value));
                var faults = schema.Validate(root);
                if (faults.Count > 0)
                    Assert.True(Refuses(root.ToString()), $"{path} = {value ?? "nothing"} is taken; the schema: {faults.First()}");
            },
            iter: 3_000, threads: 1);
    }

    /// <summary>In JSON; null: what stands there goes.</summary>
    private static readonly string?[] Values =
    [
        null, "null", "true", "false", "0", "-1", "1", "5", "1.5", "1e3", "10000001", "2024", "[]", "{}", "[\"a\"]", "[null]", "[1]", "{\"a\":1}", "\"\"", "\" \"", "\"a b\"",
        "\"a/b\"", "\"é\"", "\"true\"", "\"~\"", "\"5\"", "\"0s\"", "\"5m\"", "\" 5m\"", "\"5m \"", "\"5M\"", "\"+5m\"", "\"-5m\"", "\"1.5h\"", "\"1h1h\"", "\"1m1h\"", "\"1h30m\"", "\"1h 30m\"", "\"٣m\"",
        "\"1000000d\"", "\"1ms\"", "\"5m..40m\"", "\"5m..\"", "\"40m..5m\"", "\"5m .. 40m\"", "\"8h +- 1h\"", "\"8h+-1h\"", "\"8h  +- 1h\"", "\"1h +- 8h\"", "\"2/h\"", "\"0/h\"", "\"2 /h\"", "\"2/m\"",
        "\"0.0000001/h\"", "\"1234567890/s\"", "\".5/h\"", "\"1./h\"", "\"0%\"", "\"5%\"", "\"50%\"", "\"100%\"", "\"100.0%\"", "\"100.00001%\"", "\"101%\"", "\"050%\"", "\"1.%\"", "\"50 %\"", "\"180%\"", "\"123456%\"",
        "\"smart\"", "\"Smart\"", "\"not-used\"", "\"connected\"", "\"unloaded\"", "\"periodic\"", "\"constant\"", $"\"{new string('x', 100)}\"", $"\"{new string('x', 101)}\"", $"\"{new string('x', 128)}\"", $"\"{new string('x', 129)}\"",
    ];

    private static bool Refuses(string text)
    {
        try
        {
            ScenarioReader.Read(text, "x");
            return false;
        }
        catch (Sim.Scenario.ScenarioException)
        {
            return true;
        }
    }

    private static Task<JsonSchema> Schema() => JsonSchema.FromJsonAsync(ScenarioLibrary.Schema);

    private static string Json(string yaml)
    {
        var tree = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(yaml);
        return new SerializerBuilder().JsonCompatible().Build().Serialize(tree);
    }
}
