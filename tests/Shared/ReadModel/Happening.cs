using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Testing;

/// <summary>A row of a journal, as a test knows it.</summary>
/// <param name="Client">Whose it is.</param>
/// <param name="Number">Its number among that client's.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Event">What happened.</param>
/// <param name="Before">The client until then.</param>
/// <param name="After">The client from then on.</param>
public sealed record Happening(ClientId Client, long Number, DateTimeOffset RecordedAt, ClientEvent Event, ClientState Before, ClientState After)
{
    /// <summary>Its place in the journal; 0 until it is written.</summary>
    public long Offset { get; set; }

    /// <summary>A line of a counterexample.</summary>
    public override string ToString() => $"{RecordedAt:s} {Client} #{Number} {Event}";
}
