using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Scenario.Reading;

namespace Fleet.Sim.InProcess;

/// <summary>The rules did what they must not.</summary>
/// <param name="Event">Index of the event after which it was found, from 0; null: after the last one.</param>
/// <param name="At">When, since the start.</param>
/// <param name="Client">Whose.</param>
/// <param name="Law">What was broken.</param>
/// <param name="Expected">What should be.</param>
/// <param name="Actual">What is.</param>
public sealed record Violation(long? Event, TimeSpan At, ClientId Client, string Law, string Expected, string Actual)
{
    /// <summary>The event; null: after the last one.</summary>
    public RecordedInput? Input { get; init; }

    /// <summary>Lines for a person.</summary>
    public IEnumerable<string> Lines =>
    [
        $"{Law}, at {Units.Text(At)} of {Client}" + (Event is { } index ? $", after event {index + 1} (line {index + 2})" : ", after the last event"),
        $"  should be  {Expected}",
        $"  is         {Actual}",
    ];
}

/// <summary>Thrown where a law is found broken; caught where the event is known.</summary>
internal sealed class BrokenLawException(string law, string expected, string actual) : Exception($"{law}: should be {expected}, is {actual}")
{
    public string Law { get; } = law;

    public string Expected { get; } = expected;

    public string Actual { get; } = actual;
}
