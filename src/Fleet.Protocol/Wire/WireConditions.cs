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
}
