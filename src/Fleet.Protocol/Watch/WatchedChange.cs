using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;

namespace Fleet.Protocol.Watch;

/// <summary>A change of one client's icon, as those who watch the fleet are told of it.</summary>
/// <remarks>One instance goes to any number of watchers: each of its two forms is made once, for the first who needs it.</remarks>
/// <param name="offset">See <see cref="Offset"/>.</param>
/// <param name="recordedAt">See <see cref="RecordedAt"/>.</param>
/// <param name="observedAt">See <see cref="ObservedAt"/>.</param>
/// <param name="client">See <see cref="Client"/>.</param>
/// <param name="group">See <see cref="Group"/>.</param>
/// <param name="change">See <see cref="Change"/>.</param>
/// <param name="cause">See <see cref="Cause"/>.</param>
public sealed class WatchedChange(
    long offset, DateTimeOffset recordedAt, DateTimeOffset observedAt, ClientId client, GroupName group, IconChange change, ChangeCause cause)
{
    private byte[]? _json;
    private V1.WatchMessage? _message;

    /// <summary>Its place in the journal.</summary>
    public long Offset { get; } = offset;

    /// <summary>When it was written.</summary>
    public DateTimeOffset RecordedAt { get; } = recordedAt;

    /// <summary>When it happened, by the clock of who observed it.</summary>
    public DateTimeOffset ObservedAt { get; } = observedAt;

    /// <summary>Whose icon it is.</summary>
    public ClientId Client { get; } = client;

    /// <summary>The client's group after the change.</summary>
    public GroupName Group { get; } = group;

    /// <summary>From which icon to which, and the conditions after it.</summary>
    public IconChange Change { get; } = change;

    /// <summary>Where it came from.</summary>
    public ChangeCause Cause { get; } = cause;

    /// <summary>The JSON of the HTTP API, in UTF-8, on one line.</summary>
    public ReadOnlyMemory<byte> Json => _json ??= JsonSerializer.SerializeToUtf8Bytes(
        new IconChangeJson(Offset, Client, Group, Change.From, Change.To, Words.Each(Change.Conditions), Cause, ObservedAt, RecordedAt), ApiJson.Options);

    /// <summary>The message of <c>fleet.v1</c>; not to be changed.</summary>
    public V1.WatchMessage Message => _message ??= WatchMessages.Of(this);
}
