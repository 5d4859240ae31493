using System.Text.Json.Serialization;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>Whether a client is really there.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Connection">How it is connected, as is known now.</param>
/// <param name="VerifiedAt">When it answered; of one that cannot be asked, when it was heard last; of one without a session, now.</param>
/// <param name="Link">Whether it has a session.</param>
/// <param name="Provenance">How it is known to be there: <c>verified</c> where it answered; not there: it has no session.</param>
/// <param name="AgeSeconds">With it: how long ago it was heard.</param>
public sealed record VerifiedJson(
    ClientId ClientId,
    Connection Connection,
    DateTimeOffset VerifiedAt,
    PresenceLink Link,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Provenance? Provenance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? AgeSeconds);
