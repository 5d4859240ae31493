using System.Diagnostics;
using System.Threading.Channels;
using Fleet.Benchmarks.Relay;
using Fleet.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Fleet.Benchmarks.Managing;

/// <summary>Many clients on one relay's stream: they obey at once, and report as fast as they are answered where they are to.</summary>
internal sealed class ManagedLine(AsyncDuplexStreamingCall<RelayBatch, RelayReplies> call, string prefix, string group, int clients)
{
    private const int UnderWay = 4;

    private readonly Channel<RelayMessage> _said = Channel.CreateUnbounded<RelayMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<string, long> _sent = new(clients);
    private long _welcomed;
    private long _acked;
    private volatile bool _reports;
    private string[]? _turns;
    private int _turn;

    /// <summary>When each client was sent settings or a task, by the monotonic clock, until it is taken.</summary>
    public Queue<long> Settings { get; } = [];

    /// <inheritdoc cref="Settings"/>
    public Queue<long> Tasks { get; } = [];

    public long Welcomed => Volatile.Read(ref _welcomed);

    public long Acked => Volatile.Read(ref _acked);

    /// <summary>All say hello.</summary>
    public void Hello()
    {
        for (var number = 0; number < clients; number++)
            Hello($"{prefix}{number}");
    }

    /// <summary>Those from a number on go.</summary>
    public void Goodbye(int from)
    {
        for (var number = from; number < clients; number++)
            Say($"{prefix}{number}", new ClientMessage { Goodbye = new Goodbye { Reason = GoodbyeReason.Unloaded } });
    }

    /// <summary>From now on each client reports again as soon as it is answered.</summary>
    public void BeginToReport()
    {
        _reports = true;
        foreach (var client in _sent.Keys.ToList())
        {
            for (var one = 0; one < UnderWay; one++)
                Report(client);
        }
    }

    public void StopReporting() => _reports = false;

    /// <summary>The clients whose turn it is report once each.</summary>
    public void Report(int times)
    {
        _turns ??= [.. _sent.Keys];
        for (; times > 0; times--)
            Report(_turns[_turn++ % _turns.Length]);
    }

    /// <summary>How many were told of something.</summary>
    public static long Count(Queue<long> times)
    {
        lock (times)
            return times.Count;
    }

    /// <summary>When each of them was, which is forgotten then.</summary>
    public static long[] Take(Queue<long> times)
    {
        lock (times)
        {
            var taken = times.ToArray();
            times.Clear();
            return taken;
        }
    }

    public Task Run(CancellationToken stop) => RelayStream.Run(call, _said.Reader, (client, message) => Hear(client, message, stop), stop);

    private void Hear(string client, ServerMessage message, CancellationToken stop)
    {
        switch (message.MessageCase)
        {
            case ServerMessage.MessageOneofCase.Welcome:
                _sent.TryAdd(client, message.Welcome.LastSeq);
                Interlocked.Increment(ref _welcomed);
                break;
            case ServerMessage.MessageOneofCase.Ack:
                Interlocked.Increment(ref _acked);
                if (_reports)
                    Report(client);
                break;
            case ServerMessage.MessageOneofCase.Settings:
                Note(Settings);
                Say(client, new ClientMessage { SettingsApplied = new SettingsApplied { Tag = message.Settings.Tag } });
                break;
            case ServerMessage.MessageOneofCase.Task:
                Note(Tasks);
                foreach (var state in (TaskProgress[])[TaskProgress.Started, TaskProgress.Succeeded])
                    Say(client, new ClientMessage { TaskUpdate = new TaskUpdate { TaskId = message.Task.TaskId, Attempt = message.Task.Attempt, State = state } });
                break;
            case ServerMessage.MessageOneofCase.Refusal when message.Refusal is { Seq: 0, RetryAfter: { } wait }:
                _ = Task.Delay(wait.ToTimeSpan(), stop).ContinueWith(_ => Hello(client), stop, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
                break;
            case ServerMessage.MessageOneofCase.Refusal:
                throw new InvalidOperationException($"{client}: {message.Refusal}");
        }
    }

    private static void Note(Queue<long> times)
    {
        lock (times)
            times.Enqueue(Stopwatch.GetTimestamp());
    }

    private void Hello(string client) => Say(client, new ClientMessage { Hello = new Hello { ClientId = client, Group = group, Capabilities = { "settings", "tasks" } } });

    private void Report(string client)
    {
        var seq = ++_sent[client];
        Say(client, new ClientMessage
        {
            Report = new Report { Seq = seq, ObservedAt = DateTimeOffset.UtcNow.ToTimestamp(), Facts = new Facts { RealTimeScan = seq % 2 == 0 ? RealTimeScan.Enabled : RealTimeScan.Stopped } },
        });
    }

    private void Say(string client, ClientMessage message) => _said.Writer.TryWrite(new RelayMessage { ClientId = client, Message = message });
}
