using System.Diagnostics;
using Fleet.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Fleet.Cluster.Tests.Load;

/// <summary>
/// One client that goes on reporting at its pace whatever happens: what was not acked it sends again, in order, over another session
/// if the last one fails, at the next server. Every other one goes to the node that it is sent to, if it knows more than one.
/// </summary>
/// <param name="id">Its id.</param>
/// <param name="servers">Where it can go.</param>
/// <param name="first">The one that it begins with.</param>
/// <param name="pace">Between two reports.</param>
/// <param name="patience">How long it waits for an answer before it gives its session up.</param>
/// <param name="start">The timestamp that its times count from.</param>
internal sealed class LoadClient(string id, LoadServers servers, int first, TimeSpan pace, TimeSpan patience, long start)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>Reports under way at most, within every welcome's window.</summary>
    private const int Most = 32;

    private readonly List<TimeSpan> _due = [];
    private readonly List<Ack> _acks = [];
    private readonly Queue<string> _trouble = new();
    private readonly bool _follows = first % 2 == 1 && servers.Count > 1;
    private int _server = first;
    private bool _wasSent;
    private int? _sentTo;
    private TimeSpan _next = pace * Random.Shared.NextDouble();
    private volatile bool _silent;
    private volatile bool _observesNothing;

    public string Id => id;

    /// <summary>Acked so far, in order without a gap.</summary>
    public IReadOnlyList<Ack> Acks => _acks;

    /// <summary>Reports observed so far.</summary>
    public long Told => _due.Count;

    /// <summary>All that was observed is acked.</summary>
    public bool IsQuiet => _observesNothing && _acks.Count == _due.Count;

    /// <summary>It is where it was sent.</summary>
    public bool IsHome { get; private set; }

    /// <summary>Sessions so far.</summary>
    public int Sessions { get; private set; }

    /// <summary>What went wrong lately, for a person.</summary>
    public string Trouble
    {
        get
        {
            lock (_trouble)
                return string.Join(" | ", _trouble);
        }
    }

    private TimeSpan Now => Stopwatch.GetElapsedTime(start);

    /// <summary>Observes nothing more; what waits is still delivered, and the session stays.</summary>
    public void FallSilent() => _silent = true;

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                pause = await Session(stop);
            }
            catch (Exception e) when (e is RpcException or IOException or TimeoutException or OperationCanceledException or InvalidOperationException)
            {
                Note(e.Message);
            }

            _server = _sentTo ?? _server + 1;
            await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One session, until it fails; returns how long the server asked to wait.</summary>
    private async Task<TimeSpan> Session(CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var call = servers.At(_server).Connect(cancellationToken: over.Token);
        (IsHome, _sentTo) = (false, null);
        var backlog = _due.Count > _acks.Count ? _due.Count : 0;
        var hello = new ClientMessage { Hello = new Hello { ClientId = id, BacklogThrough = backlog, FollowsRedirects = _follows && !_wasSent } };
        await call.RequestStream.WriteAsync(hello, over.Token);
        var heard = call.ResponseStream.MoveNext(over.Token);
        var sent = (long)_acks.Count;
        var resume = TimeSpan.Zero;
        var until = Now + patience;
        var (isOpen, beat, credit) = (false, Now, Most);
        var isRefused = false;
        while (true)
        {
            if (isRefused && Now >= resume)
            {
                // By the word of docs/refusals.md: the same thing again after that time.
                await call.RequestStream.WriteAsync(hello, over.Token);
                isRefused = false;
            }

            if (isOpen)
            {
                Observe();
                if (Now >= beat)
                {
                    await call.RequestStream.WriteAsync(new ClientMessage { Heartbeat = new Heartbeat() }, over.Token);
                    beat = Now + Every;
                }

                if (sent == _acks.Count && sent < _due.Count)
                    until = Now + patience;
                for (; Now >= resume && sent < _due.Count && sent - _acks.Count < credit; sent++)
                    await call.RequestStream.WriteAsync(new ClientMessage { Report = Report(sent + 1) }, over.Token);
            }

            if (Now > until && (!isOpen || sent > _acks.Count))
                throw new TimeoutException(isOpen ? $"no answer to report {_acks.Count + 1}" : "no welcome");
            if (await Task.WhenAny(heard, Task.Delay(TimeSpan.FromMilliseconds(50), over.Token)) != heard)
                continue;
            if (!await heard)
                throw new InvalidOperationException("the server ended the session");
            var message = call.ResponseStream.Current;
            switch (message.MessageCase)
            {
                case ServerMessage.MessageOneofCase.Welcome:
                    (isOpen, Sessions) = (true, Sessions + 1);
                    (IsHome, _wasSent) = (_wasSent, false);
                    break;
                case ServerMessage.MessageOneofCase.Ack:
                    Take(message.Ack);
                    credit = message.Ack.Window == 0 ? credit : Math.Min(message.Ack.Window, Most);
                    until = Now + patience;
                    sent = Math.Max(sent, _acks.Count);
                    break;
                case ServerMessage.MessageOneofCase.Refusal:
                    Note($"{message.Refusal.Seq} {message.Refusal.Code}: {message.Refusal.Message}");
                    if (message.Refusal.RetryAfter is null)
                        throw new InvalidDataException($"Report {message.Refusal.Seq} of {id} is refused for good: {message.Refusal}");
                    sent = message.Refusal.Seq == 0 ? sent : message.Refusal.Code == "gap" ? Math.Min(sent, Math.Max(_acks.Count, message.Refusal.LastSeq)) : Math.Min(sent, Math.Max(_acks.Count, message.Refusal.Seq - 1));
                    isRefused = message.Refusal.Seq == 0 || message.Refusal.Code == "hello-expected";
                    resume = Now + message.Refusal.RetryAfter.ToTimeSpan();
                    until = resume + patience;
                    break;
                case ServerMessage.MessageOneofCase.Closing:
                    Note($"closing: {message.Closing.Reason} {message.Closing.Address}");
                    if (message.Closing.Address.Length > 0)
                        (_wasSent, _sentTo) = (true, servers.IndexOf(message.Closing.Address));
                    // By the word of docs/refusals.md: without a time it does not come back by itself, and whoever waits for it waits in vain.
                    return message.Closing.RetryAfter?.ToTimeSpan() ?? throw new InvalidDataException($"{id} is closed for good: {message.Closing}");
            }

            heard = call.ResponseStream.MoveNext(over.Token);
        }
    }

    /// <summary>What should have been observed by now has been: also while there was no session.</summary>
    private void Observe()
    {
        for (; !_silent && _next <= Now; _next += pace)
            _due.Add(_next);
        // By its own word: whoever told it to be silent may have done so between the question above and what follows from it.
        _observesNothing = _silent;
    }

    private void Note(string what)
    {
        lock (_trouble)
        {
            if (_trouble.Count == 12)
                _trouble.Dequeue();
            _trouble.Enqueue($"{Now.TotalSeconds:0.0}s {what}");
        }
    }

    private Report Report(long seq) => new()
    {
        Seq = seq,
        Acked = _acks.Count,
        ObservedAt = DateTimeOffset.UtcNow.ToTimestamp(),
        Facts = Load.Told.By(seq),
    };

    private void Take(V1.Ack ack)
    {
        while (_acks.Count < ack.Seq)
        {
            var due = _due[_acks.Count];
            _acks.Add(new Ack(_acks.Count + 1, ack.Offset, due, Now - due));
        }
    }
}
