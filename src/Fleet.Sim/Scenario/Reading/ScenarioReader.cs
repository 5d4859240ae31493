using System.Security.Cryptography;
using System.Text;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads a scenario file: strictly, so that what is written is what happens.</summary>
public static class ScenarioReader
{
    private static readonly string[] Keys = ["name", "description", "clients", "duration", "phases", "reports", "populations", "storms", "acts"];

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">What error messages call the file.</param>
    /// <exception cref="ScenarioException">Something is wrong in it: the message says where, what is taken there, and the nearest right word.</exception>
    public static ScenarioDefinition Read(string text, string file)
    {
        var fields = new MappingFields(YamlTree.Read(text, file), "a scenario", Keys);
        var duration = fields.Required("duration", Duration);
        var populations = fields.Required("populations", PopulationReader.ReadAll);
        var storms = fields.Optional("storms", node => StormReader.ReadAll(node, duration, populations), []);
        foreach (var lost in populations.Where(p => !p.Life.ContainsKey(Verb.Login) && !storms.Any(s => s.Kind == StormKind.MorningLogin && s.Hits(p))))
            throw fields.Required("populations").Place.Error($"'{lost.Name}' never connects: give its life a login, or hit it with a morning-login");
        return new ScenarioDefinition(
            fields.Required("name", FieldValues.Name),
            fields.Required("description", FieldValues.Text).Trim(),
            fields.Required("clients", FieldValues.Clients),
            duration,
            fields.Optional("phases", PhaseReader.ReadAll, []),
            fields.Optional("reports", Reports, null),
            populations,
            storms,
            text,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")))))
        {
            Acts = fields.Optional("acts", node => ActReader.ReadAll(node, duration, populations), []),
        };
    }

    private static TimeSpan Duration(PlacedNode node) => FieldValues.Duration(node) is var duration && duration >= TimeSpan.FromSeconds(1)
        ? duration
        : throw node.Place.Error("a scenario lasts for 1s or more");

    private static Share Jitter(PlacedNode node) => FieldValues.Share(node) is { PerMillion: <= 500_000 } jitter
        ? jitter
        : throw node.Place.Error("a jitter is 50% at most: no report overtakes the next");

    private static ReportLoad? Reports(PlacedNode node)
    {
        var fields = new MappingFields(node, "reports", ["arrivals", "rate", "rate-per-client", "jitter"]);
        var arrivals = fields.Required("arrivals", FieldValues.Word<ArrivalModel>);
        if (arrivals != ArrivalModel.Periodic && fields.Optional("jitter") is { } jitter)
            throw jitter.Place.Error($"only {Words.Of(ArrivalModel.Periodic)} arrivals have a jitter");
        var each = fields.Optional("rate-per-client");
        if (each is not null && fields.Optional("rate") is not null)
            throw each.Place.Error("reports have one rate: that of the whole fleet, or of each client");
        return new ReportLoad(arrivals, FieldValues.Rate(each ?? fields.Required("rate")), each is not null, fields.Optional("jitter", Jitter, default));
    }
}
