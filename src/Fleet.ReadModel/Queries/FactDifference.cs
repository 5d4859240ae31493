using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>Which facts a row of a client's history made what they are.</summary>
internal static class FactDifference
{
    /// <summary>Those with another value; and those that are told for the first time, or told no longer, even if the value is what was assumed.</summary>
    public static Fact Between(ClientState before, ClientState after) => !after.Exists ? Fact.None :
        (before.Reported ^ after.Reported)
        | before.Numbers.Differing(after.Numbers)
        | (before.Pattern == after.Pattern ? Fact.None : Fact.Pattern)
        | (before.Group == after.Group ? Fact.None : Fact.Group);
}
