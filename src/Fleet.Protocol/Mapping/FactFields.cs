using System.Text.Json;
using Fleet.Core.Vocabulary;
using Messages = Fleet.Nodes.V1;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Mapping;

/// <summary>Where a fact stands in messages: a row for each, in the order of <see cref="Facts.All"/>.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Since">Since when it holds.</param>
internal record FactFields(Fact Fact, MessageField<Rows.Since, long> Since)
{
    public static FactFields[] All { get; } =
    [
        new NumberFields(
            Fact.ScanMethod,
            Since: new(row => row.ScanMethod, (row, at) => row.ScanMethod = at),
            Wire: new(facts => facts.HasScanMethod ? (int)facts.ScanMethod : null, (facts, number) => facts.ScanMethod = (V1.ScanMethod)number!),
            Changed: new(row => row.ScanMethod, (row, number) => row.ScanMethod = number),
            Node: new(facts => facts.ScanMethod, (facts, number) => facts.ScanMethod = number),
            State: new(row => row.ScanMethod, (row, number) => row.ScanMethod = number),
            Rows.State.ScanMethodFieldNumber),
        new(
            Fact.Pattern,
            Since: new(row => row.Pattern, (row, at) => row.Pattern = at)),
        new NumberFields(
            Fact.RealTimeScan,
            Since: new(row => row.RealTimeScan, (row, at) => row.RealTimeScan = at),
            Wire: new(facts => facts.HasRealTimeScan ? (int)facts.RealTimeScan : null, (facts, number) => facts.RealTimeScan = (V1.RealTimeScan)number!),
            Changed: new(row => row.RealTimeScan, (row, number) => row.RealTimeScan = number),
            Node: new(facts => facts.RealTimeScan, (facts, number) => facts.RealTimeScan = number),
            State: new(row => row.RealTimeScan, (row, number) => row.RealTimeScan = number),
            Rows.State.RealTimeScanFieldNumber),
        new NumberFields(
            Fact.SmartProtection,
            Since: new(row => row.SmartProtection, (row, at) => row.SmartProtection = at),
            Wire: new(facts => facts.HasSmartProtection ? (int)facts.SmartProtection : null, (facts, number) => facts.SmartProtection = (V1.SmartProtection)number!),
            Changed: new(row => row.SmartProtection, (row, number) => row.SmartProtection = number),
            Node: new(facts => facts.SmartProtection, (facts, number) => facts.SmartProtection = number),
            State: new(row => row.SmartProtection, (row, number) => row.SmartProtection = number),
            Rows.State.SmartProtectionFieldNumber),
        new NumberFields(
            Fact.Roaming,
            Since: new(row => row.Roaming, (row, at) => row.Roaming = at),
            Wire: new(facts => facts.HasRoaming ? FactNumbers.NumberOf(facts.Roaming) : null, (facts, number) => facts.Roaming = number == FactNumbers.On),
            Changed: new(row => row.Roaming, (row, number) => row.Roaming = number),
            Node: new(facts => facts.Roaming, (facts, number) => facts.Roaming = number),
            State: new(row => row.Roaming ? 1 : 0, (row, number) => row.Roaming = number == FactNumbers.On),
            Rows.State.RoamingFieldNumber)
        {
            OfState = stored => FactNumbers.NumberOf(stored != 0),
        },
        new(
            Fact.Group,
            Since: new(row => row.Group, (row, at) => row.Group = at)),
    ];

    /// <summary>The facts that have few values.</summary>
    public static NumberFields[] OfNumbers { get; } = [.. All.OfType<NumberFields>()];

    private static readonly NumberFields?[] ByStateNumber =
        [.. Enumerable.Range(0, OfNumbers.Max(fact => fact.StateNumber) + 1).Select(number => OfNumbers.SingleOrDefault(fact => fact.StateNumber == number))];

    /// <summary>Its name in JSON.</summary>
    public JsonEncodedText Name { get; } = JsonEncodedText.Encode(Facts.Of(Fact).Name);

    /// <summary>Where a report tells it, for messages about a wrong one.</summary>
    public string Path { get; } = $"facts.{Facts.Of(Fact).Name}";

    /// <summary>The fact that stands in a field of the state after a row; null: something else does.</summary>
    public static NumberFields? InState(int number) => number < ByStateNumber.Length ? ByStateNumber[number] : null;
}

/// <summary>Where a fact of few values stands, each as its number; where nothing says otherwise, 0 is none.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Since">Since when it holds.</param>
/// <param name="Wire">What a client tells; null: nothing.</param>
/// <param name="Changed">What a row of the journal changed.</param>
/// <param name="Node">What a report tells, on its way between nodes.</param>
/// <param name="State">What the client is after a row, as it is stored: see <see cref="OfState"/>.</param>
/// <param name="StateNumber">The number of that field.</param>
internal sealed record NumberFields(
    Fact Fact,
    MessageField<Rows.Since, long> Since,
    MessageField<V1.Facts, int?> Wire,
    MessageField<Rows.FactsChanged, int> Changed,
    MessageField<Messages.Facts, int> Node,
    MessageField<Rows.State, int> State,
    int StateNumber)
    : FactFields(Fact, Since)
{
    /// <summary>The number that is meant by what is stored in the state after a row.</summary>
    public Func<int, int> OfState { get; init; } = stored => stored;

    /// <summary>Its place among all facts.</summary>
    public int Index { get; } = Facts.IndexOf(Fact);

    /// <summary>What it takes.</summary>
    public FewValues Values { get; } = Facts.Of(Fact).Values!;
}

/// <summary>A field of a message.</summary>
internal sealed record MessageField<TMessage, TValue>(Func<TMessage, TValue> Get, Action<TMessage, TValue> Set);
