using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads lines of the form <c>kind: { … }</c>.</summary>
internal static class KindLine
{
    public static (T Kind, PlacedNode Body) Read<T>(PlacedNode node, string what) where T : struct, Enum
    {
        var fields = new MappingFields(node, what, Words.All<T>());
        var keys = fields.Keys.ToList();
        if (keys is not [var key])
            throw node.Place.Error($"{what} has one kind; this has {keys.Count}");
        return (FieldValues.Word<T>(key), fields.Required(key.Text));
    }
}
