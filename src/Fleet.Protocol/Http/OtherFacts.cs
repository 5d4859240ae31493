using System.Text.Json;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>Members of answers for facts that no icon shows. Nobody names these: they are what the table of facts says.</summary>
public static class OtherFacts
{
    /// <summary>A member for each of them.</summary>
    /// <param name="facts">Which are told.</param>
    /// <param name="member">What is told of one.</param>
    public static Dictionary<string, JsonElement>? Write(Fact facts, Func<FactRow, JsonElement> member)
    {
        FactRow[] told = [.. ClientStatus.UnshownFacts.Where(fact => facts.HasFlag(fact.Fact))];
        return told.Length == 0 ? null : told.ToDictionary(fact => fact.Name, member);
    }

    /// <summary>A value.</summary>
    public static JsonElement ValueOf(FactRow fact, FactNumbers numbers) => fact.Values!.IsFlag
        ? JsonSerializer.SerializeToElement(numbers.Flag(fact.Fact) == true, ApiJson.Options)
        : JsonSerializer.SerializeToElement(fact.Values.WordOf(numbers[fact.Fact]), ApiJson.Options);

    /// <summary>The values of members, laid over those that were known.</summary>
    public static FactNumbers Read(IReadOnlyDictionary<string, JsonElement>? members, FactNumbers known)
    {
        foreach (var fact in ClientStatus.UnshownFacts)
        {
            if (members is not null && members.TryGetValue(fact.Name, out var value))
                known = fact.Values!.IsFlag ? known.With(fact.Fact, value.GetBoolean()) : known.With(fact.Fact, fact.Values.NumberOf(value.GetString()));
        }

        return known;
    }
}
