using System.Collections.Immutable;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads phases: lines such as <c>- ramp: { share: 20%, intensity: 100% }</c>.</summary>
internal static class PhaseReader
{
    public static ImmutableArray<Phase> ReadAll(PlacedNode node)
    {
        var phases = FieldValues.List(node, Read);
        var soaks = phases.Count(phase => phase.Shape == PhaseShape.Soak);
        var fixedSum = phases.Sum(phase => (long)phase.Share.PerMillion);
        var rest = Share.Whole.PerMillion - fixedSum;
        if (soaks > 1)
            throw node.Place.Error("one phase at most is a soak: it takes what the others leave");
        if (soaks == 0 ? rest != 0 : rest <= 0)
            throw node.Place.Error($"the shares make {fixedSum / 10_000m:0.####}%; it takes {(soaks == 0 ? "100%" : "less than 100%, as the soak takes the rest")}");
        return [.. phases.Select(phase => phase.Shape == PhaseShape.Soak ? phase with { Share = new Share((int)rest) } : phase)];
    }

    private static Phase Read(PlacedNode node)
    {
        var (shape, body) = KindLine.Read<PhaseShape>(node, "a phase");
        var fields = new MappingFields(body, Words.Of(shape), shape == PhaseShape.Soak ? ["intensity"] : ["share", "intensity"]);
        return new Phase(
            shape,
            shape == PhaseShape.Soak ? default : fields.Required("share", FieldValues.Share),
            fields.Optional("intensity", FieldValues.AnyShare, Share.Whole));
    }
}
