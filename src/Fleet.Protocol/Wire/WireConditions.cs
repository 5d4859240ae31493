using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>Conditions are a set in the domain and a list on the wire: the n-th bit is the number n + 1 there.</summary>
public static class WireConditions
{
    /// <summary>The members of a set, in the order of the enum.</summary>
    public static IEnumerable<V1.Condition> Of(Conditions conditions)
    {
        for (var rest = (int)conditions; rest != 0; rest &= rest - 1)
            yield return (V1.Condition)(int.TrailingZeroCount(rest) + 1);
    }

    /// <summary>The set of the members; false if one of them is none.</summary>
    public static bool TryRead(IEnumerable<V1.Condition> members, out Conditions conditions)
    {
        conditions = Conditions.None;
        foreach (var member in members)
        {
            if (member == V1.Condition.Unspecified || !Enum.IsDefined(member))
                return false;
            conditions |= (Conditions)(1 << ((int)member - 1));
        }

        return true;
    }
}
