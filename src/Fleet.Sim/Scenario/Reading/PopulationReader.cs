using System.Collections.Immutable;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads the populations.</summary>
internal static class PopulationReader
{
    private static readonly string[] Keys = ["name", "share", "groups", "scan-method", "smart-protection", "leave-reason", "life", "obeys"];

    private const int MaxPopulations = 100;

    public static ImmutableArray<Population> ReadAll(PlacedNode node)
    {
        var populations = FieldValues.List(node, Read);
        var sum = populations.Sum(p => (long)p.Share.PerMillion);
        if (sum != Share.Whole.PerMillion)
            throw node.Place.Error($"the shares of the populations make {sum / 10_000m:0.####}%; it takes 100%");
        if (populations.GroupBy(p => p.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw node.Place.Error($"two populations are named '{twice.Key}'");
        return populations.Length <= MaxPopulations ? populations : throw node.Place.Error($"it takes {MaxPopulations} populations at most");
    }

    private static Population Read(PlacedNode node)
    {
        var fields = new MappingFields(node, "a population", Keys);
        var method = fields.Optional("scan-method", FieldValues.Word<ScanMethod>, ScanMethod.Conventional);
        return new Population(
            fields.Required("name", FieldValues.Name),
            fields.Required("share", FieldValues.Share),
            fields.Optional("groups", groups => FieldValues.List(groups, FieldValues.Group), [GroupName.Default]),
            method,
            fields.Optional("smart-protection", link => Link(link, method), method == ScanMethod.Smart ? SmartProtection.Connected : SmartProtection.NotUsed),
            fields.Optional("leave-reason", FieldValues.Word<GoodbyeReason>, GoodbyeReason.Unloaded),
            fields.Required("life", Life))
        {
            Obeys = fields.Optional("obeys", Obedience, Scenario.Obedience.Perfect),
        };
    }

    private static Obedience Obedience(PlacedNode node)
    {
        var fields = new MappingFields(node, "obeys", ["settings-fail", "task-time", "task-fail", "task-reject"]);
        return new Obedience(
            fields.Optional("settings-fail", FieldValues.Share, default),
            fields.Optional("task-time", TaskTime, Scenario.Obedience.Perfect.TaskTime),
            fields.Optional("task-fail", FieldValues.Share, default),
            fields.Optional("task-reject", FieldValues.Share, default));
    }

    private static Timing TaskTime(PlacedNode node) => FieldValues.Timing(node) is var time and not Timing.AtRate
        ? time
        : throw node.Place.Error("a task takes a duration (5m), a range (5m..40m) or a middle with its reach (8m +- 1m)");

    private static SmartProtection Link(PlacedNode node, ScanMethod method) => FieldValues.Word<SmartProtection>(node) switch
    {
        SmartProtection.Disconnected => throw node.Place.Error("a life begins connected or not-used; lose and sps-outage disconnect it"),
        var link when !ClientStatus.IsPossible(method, link) => throw node.Place.Error("with smart scan it is connected; not-used is for conventional scan"),
        var link => link,
    };

    private static ImmutableSortedDictionary<Verb, Timing> Life(PlacedNode node)
    {
        var fields = new MappingFields(node, "a life", Words.All<Verb>());
        return fields.Keys.ToImmutableSortedDictionary(key => FieldValues.Word<Verb>(key), key => fields.Required(key.Text, FieldValues.Timing));
    }
}
