using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>Conditions are a set in the domain and a list on the wire: the n-th bit is the number n + 1 there.</summary>
internal static class WireConditions
{
    /// <summary>The members of a set, in the order of the enum.</summary>
    public static IEnumerable<V1.Condition> Of(Conditions conditions)
    {
        for (var rest = (int)conditions; rest != 0; rest &= rest - 1)
            yield return (V1.Condition)(int.TrailingZeroCount(rest) + 1);
    }

    /// <summary>A set of one; null, and a fault, if the number is none of the enum.</summary>
    public static Conditions? Read(Fields fields, V1.Condition condition, string field)
    {
        if (condition != V1.Condition.Unspecified && Enum.IsDefined(condition))
            return (Conditions)(1 << ((int)condition - 1));
        fields.OutOfRange(field, Fields.OneOf<Conditions>());
        return null;
    }
}
