using System.Runtime.CompilerServices;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Mapping;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>The fields of the state after a row that a glance takes.</summary>
internal ref struct StateSeen
{
    private Stored _facts;

    public bool Exists { get; private set; }

    public bool IsPresent { get; private set; }

    /// <summary>The pattern's status.</summary>
    public int Pattern { get; private set; }

    public bool IsDuplicate { get; private set; }

    public int Cause { get; private set; }

    public int Goodbye { get; private set; }

    public ReadOnlySpan<byte> Group { get; private set; }

    public void Read(ReadOnlySpan<byte> message)
    {
        for (var state = new FieldWalk(message); state.Next();)
        {
            switch (state.NumberField)
            {
                case Rows.State.ExistsFieldNumber:
                    Exists = state.Number != 0;
                    break;
                case Rows.State.PresenceCauseFieldNumber:
                    Cause = state.Number;
                    break;
                case Rows.State.GoodbyeReasonFieldNumber:
                    Goodbye = state.Number;
                    break;
                case var number when FactFields.InState(number) is { } fact:
                    _facts[fact.Index] = state.Number;
                    break;
            }

            switch (state.BytesField)
            {
                case Rows.State.GroupFieldNumber:
                    Group = state.Bytes;
                    break;
                case Rows.State.SessionFieldNumber:
                    IsPresent = true;
                    break;
                case Rows.State.DuplicateFieldNumber:
                    IsDuplicate = true;
                    break;
                case Rows.State.PatternFieldNumber:
                    ReadPattern(state.Bytes);
                    break;
            }
        }
    }

    /// <summary>The values of the facts that have few.</summary>
    /// <exception cref="JournalFormatException">A field has a number that means nothing.</exception>
    public readonly FactNumbers FactsOf(RowFields fields)
    {
        var numbers = default(FactNumbers);
        foreach (var fact in FactFields.OfNumbers)
            numbers = numbers.With(fact.Fact, fields.Number(fact, fact.OfState(_facts[fact.Index]), "after"));
        return fields.Possible(numbers);
    }

    private void ReadPattern(ReadOnlySpan<byte> message)
    {
        for (var pattern = new FieldWalk(message); pattern.Next();)
        {
            if (pattern.NumberField == Rows.Pattern.StatusFieldNumber)
                Pattern = pattern.Number;
        }
    }

    /// <summary>What stands in the fields of facts, by their places among all facts.</summary>
    [InlineArray(Facts.Room)]
    private struct Stored
    {
        private int _first;
    }
}
