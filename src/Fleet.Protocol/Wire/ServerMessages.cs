using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Google.Protobuf.WellKnownTypes;

namespace Fleet.Protocol.Wire;

/// <summary>Writes what a session is told.</summary>
public static class ServerMessages
{
    /// <summary>The answer to hello.</summary>
    /// <param name="lastSeq">Highest report number that the server holds.</param>
    /// <param name="heartbeat">The client sends something at least this often.</param>
    /// <param name="timeout">Silence for longer ends the session.</param>
    /// <param name="window">Reports that may be under way.</param>
    /// <param name="serverTime">The server's clock.</param>
    /// <param name="aliveWithin">How long the client waits for the answer to a heartbeat; null: heartbeats are not answered.</param>
    public static V1.ServerMessage Welcome(
        long lastSeq, TimeSpan heartbeat, TimeSpan timeout, int window, DateTimeOffset serverTime, TimeSpan? aliveWithin = null) => new()
        {
            Welcome = new V1.Welcome
            {
                LastSeq = lastSeq,
                Heartbeat = heartbeat.ToDuration(),
                Timeout = timeout.ToDuration(),
                Window = window,
                ServerTime = serverTime.ToTimestamp(),
                AliveWithin = aliveWithin?.ToDuration(),
            },
        };

    /// <summary>Every report up to a number is answered.</summary>
    /// <param name="seq">The number.</param>
    /// <param name="offset">A query that has seen this offset shows the reports.</param>
    /// <param name="window">How many reports may be under way from now on; 0: as before.</param>
    public static V1.ServerMessage Ack(long seq, long offset, int window = 0) => new() { Ack = new V1.Ack { Seq = seq, Offset = offset, Window = window } };

    /// <summary>The answer to a heartbeat.</summary>
    public static V1.ServerMessage Alive { get; } = new() { Alive = new V1.Alive() };

    /// <summary>A message was not taken.</summary>
    /// <param name="seq">The report's number; 0 if it was not a report.</param>
    /// <param name="refusal">Why.</param>
    /// <param name="lastSeq">Highest report number that the server holds.</param>
    public static V1.ServerMessage Refusal(long seq, Refusal refusal, long lastSeq) => new()
    {
        Refusal = new V1.Refusal
        {
            Seq = seq,
            Code = Words.Of(refusal.Code),
            Field = refusal.Field ?? "",
            Message = refusal.Message,
            RetryAfter = refusal.RetryAfter?.ToDuration(),
            LastSeq = lastSeq,
        },
    };

    /// <summary>Asks whether the client is really there.</summary>
    /// <param name="id">Comes back with the answer.</param>
    public static V1.ServerMessage Ping(long id) => new() { Ping = new V1.Ping { Id = id } };

    /// <summary>The settings that the client is to have.</summary>
    public static V1.ServerMessage Settings(EffectiveSettings inForce)
    {
        var said = inForce.Settings;
        var body = new V1.SettingsBody
        {
            Privileges = new V1.Privileges { Roaming = said.Roaming == true, ScheduledUpdate = said.ScheduledUpdate == true },
            Updates = new V1.Updates
            {
                IncludeRoamingAndOffline = said.IncludeRoamingAndOffline == true,
                Schedule = new V1.Schedule { Every = Words.Of(said.Every!.Value), At = said.At?.ToString() ?? "" },
            },
        };
        body.Updates.Sources.AddRange(said.Sources!.Order.Select(Words.Of));
        if (said.RealTimeScan is ManagedScan.Enabled or ManagedScan.Disabled)
            body.RealTimeScan = said.RealTimeScan == ManagedScan.Enabled ? V1.RealTimeScan.Enabled : V1.RealTimeScan.Disabled;
        if (said.ScanMethod is ManagedMethod.Conventional or ManagedMethod.Smart)
            body.ScanMethod = said.ScanMethod == ManagedMethod.Smart ? V1.ScanMethod.Smart : V1.ScanMethod.Conventional;
        return new V1.ServerMessage { Settings = new V1.Settings { Tag = inForce.Tag, Body = body } };
    }

    /// <summary>Something about a message of the client that was taken, but not all of it.</summary>
    /// <param name="seq">The report's number; 0 if it was not a report.</param>
    /// <param name="notice">What.</param>
    public static V1.ServerMessage Notice(long seq, Notice notice) => new()
    {
        Notice = new V1.Notice { Seq = seq, Code = Words.Of(notice.Code), Field = notice.Field, Message = notice.Message },
    };

    /// <summary>The client's icon is now another one.</summary>
    public static V1.ServerMessage IconChanged(IconChange change, DateTimeOffset observedAt, DateTimeOffset recordedAt, long offset)
    {
        var message = new V1.IconChanged
        {
            From = change.From?.Name ?? "",
            To = change.To.Name,
            ObservedAt = observedAt.ToTimestamp(),
            RecordedAt = recordedAt.ToTimestamp(),
            Offset = offset,
        };
        message.Conditions.AddRange(WireConditions.Of(change.Conditions));
        return new V1.ServerMessage { IconChanged = message };
    }

    /// <summary>Something to do.</summary>
    public static V1.ServerMessage Task(ClientTask task) => new()
    {
        Task = new V1.TaskAssignment { TaskId = task.Task.Value, Kind = Words.Of(task.Kind), ExpiresAt = task.ExpiresAt.ToTimestamp(), Attempt = task.Attempt },
    };

    /// <summary>Something that was said could not be heeded.</summary>
    /// <param name="seq">The report's number; 0 if it was not a report.</param>
    /// <param name="refusal">Why.</param>
    public static V1.ServerMessage Notice(long seq, Refusal refusal) => new()
    {
        Notice = new V1.Notice { Seq = seq, Code = Words.Of(refusal.Code), Field = refusal.Field ?? "", Message = refusal.Message },
    };

    /// <summary>The server ends the session.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="retryAfter">When to connect again; null: not at all.</param>
    /// <param name="address">Where to; null: wherever the client likes.</param>
    public static V1.ServerMessage Closing(ClosingReason reason, TimeSpan? retryAfter, string? address = null) => new()
    {
        Closing = new V1.Closing { Reason = Words.Of(reason), RetryAfter = retryAfter?.ToDuration(), Address = address ?? "" },
    };
}
