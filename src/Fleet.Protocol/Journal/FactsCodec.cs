using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Mapping;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>The facts that a report changed.</summary>
internal static class FactsCodec
{
    public static Rows.FactsChanged Write(ChangedFacts changed)
    {
        var row = new Rows.FactsChanged { Pattern = changed.Pattern is null ? null : PartCodec.Write(changed.Pattern), Group = changed.Group?.Value ?? "" };
        foreach (var fact in FactFields.OfNumbers)
            fact.Changed.Set(row, changed.Numbers[fact.Fact]);
        return row;
    }

    public static ChangedFacts Read(RowFields fields, Rows.FactsChanged row)
    {
        var numbers = default(FactNumbers);
        foreach (var fact in FactFields.OfNumbers)
            numbers = numbers.With(fact.Fact, fields.NumberOrNone(fact, fact.Changed.Get(row), "changed"));
        return new ChangedFacts
        {
            Numbers = numbers,
            Pattern = row.Pattern is null ? null : PartCodec.Read(fields, row.Pattern, "changed.pattern"),
            Group = fields.GroupOrNone(row.Group, "changed.group"),
        };
    }
}
