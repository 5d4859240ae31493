using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.Sim.InProcess;
using Fleet.Sim.Scenario;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Tests.EndToEnd;
using Xunit;

namespace Fleet.Sim.Tests.Scenario;

/// <summary>docs/scenarios.md is true: its keys are those of the schema, its examples run, and its errors are told so.</summary>
public sealed class ScenarioPageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string Page = File.ReadAllText(Path.Combine(Binaries.Repository, "docs/scenarios.md"));

    private static readonly List<string> Texts =
        [.. Regex.Matches(Page, "^```yaml\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline, Patience).Select(block => block.Groups["text"].Value)];

    public static TheoryData<string> Examples => [.. Texts];

    [Fact]
    public void Names_every_key_of_the_schema_and_no_other()
    {
        var named = Regex.Matches(Section("## All keys"), "^\\| `(?<key>[a-z-]+)` \\|", RegexOptions.Multiline, Patience).Select(row => row.Groups["key"].Value).Distinct().Order();
        using var schema = JsonDocument.Parse(ScenarioLibrary.Schema);
        Assert.Equal(Keys(schema.RootElement).Distinct().Order(), named);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_plays(string text)
    {
        var timeline = new ScenarioTimeline(ScenarioReader.Read(text, "example.yaml"), new TimelineOptions(1));
        var played = PlayOutcome.Of(timeline, PlayRules.Default, faults: 1, decide: null, default);
        Assert.True(played.Violation is null, $"{played.Violation?.Expected} {played.Violation?.Actual}");
        Assert.True(played.Figures.IconChanges > timeline.Clients.Count, "hardly anything happens");
    }

    [Fact]
    public void It_has_three_examples() => Assert.Equal(3, Texts.Count);

    [Fact]
    public void An_error_is_told_as_it_stands_there()
    {
        var errors = Regex.Matches(Section("## Errors"), "^\\| `(?<right>.+?)` \\| `(?<wrong>.+?)` \\| `(?<told>office.yaml:.+?)` \\|$", RegexOptions.Multiline, Patience);
        Assert.True(errors.Count >= 5);
        Assert.All(errors, error =>
        {
            var (right, wrong, told) = (error.Groups["right"].Value, error.Groups["wrong"].Value, error.Groups["told"].Value);
            Assert.Contains(right, Texts[0], StringComparison.Ordinal);
            Assert.Equal(told, Assert.Throws<ScenarioException>(() => ScenarioReader.Read(Texts[0].Replace(right, wrong, StringComparison.Ordinal), "office.yaml")).Message);
        });
    }

    /// <summary>From a heading to the next one like it.</summary>
    private static string Section(string heading)
    {
        var from = Page.IndexOf(heading + "\n", StringComparison.Ordinal);
        var to = Page.IndexOf("\n## ", from + heading.Length, StringComparison.Ordinal);
        return to < 0 ? Page[from..] : Page[from..to];
    }

    private static IEnumerable<string> Keys(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member => member.NameEquals("properties")
            ? member.Value.EnumerateObject().SelectMany(key => Keys(key.Value).Prepend(key.Name))
            : Keys(member.Value)),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Keys),
        _ => [],
    };
}
