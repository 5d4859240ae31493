using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Recording;

/// <summary>One event line of a recording: an input of the fleet, never an answer.</summary>
/// <param name="At">Microseconds since the start of the recording.</param>
/// <param name="Client">Whose it is.</param>
/// <param name="Number">Counts the client's events, from 1.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Facts">Of a report: what it told. A release in it counts from the Unix epoch as the start of the recording.</param>
/// <param name="Group">Of a connection: the client's first group.</param>
/// <param name="Reason">Of a goodbye.</param>
/// <param name="Intent">Of an intention: what.</param>
public readonly record struct RecordedInput(
    long At,
    ClientId Client,
    long Number,
    InputKind Kind,
    ReportedFacts? Facts = null,
    GroupName? Group = null,
    GoodbyeReason? Reason = null,
    ClientIntent? Intent = null);
