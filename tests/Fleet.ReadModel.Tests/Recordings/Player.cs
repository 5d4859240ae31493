using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Xunit;
using Domain = Fleet.Core.Clients.Client;

namespace Fleet.ReadModel.Tests.Recordings;

/// <summary>Plays a recording to a fleet that starts empty, as clients do that wait for every answer.</summary>
internal sealed class Player(DateTimeOffset start, TimeSpan timeout)
{
    private readonly Dictionary<string, Pc> _clients = [];
    private long _sessions;

    public ClientState this[string client] => _clients.TryGetValue(client, out var pc) ? pc.State : ClientState.None;

    public void Play(RecordedInput input)
    {
        if (!_clients.TryGetValue(input.Client.Value, out var pc))
            _clients[input.Client.Value] = pc = new Pc();
        var now = start + TimeSpan.FromMicroseconds(input.At);
        PassTo(now);
        switch (input.Kind)
        {
            case InputKind.Connect:
                (pc.Session, pc.SilentAt) = (new SessionId(1, ++_sessions), null);
                Decide(pc, new OpenSession(pc.Session.Value, pc.ToldGroup ? null : input.Group ?? GroupName.Default, null, pc.Waiting.Count == 0 ? 0 : pc.Told, $"{pc.Epoch}"), now);
                while (pc.Waiting.TryDequeue(out var told))
                    Tell(pc, told, now);
                break;
            case InputKind.Leave:
                Decide(pc, new EndSession(pc.Session!.Value, PresenceCause.Goodbye, input.Reason), now);
                pc.Session = null;
                break;
            case InputKind.Break:
                Decide(pc, new EndSession(pc.Session!.Value, PresenceCause.Broken), now);
                pc.Session = null;
                break;
            case InputKind.Intend:
                break;
            case InputKind.PullCable:
                pc.SilentAt = now + timeout;
                break;
            case InputKind.ReImage:
                Assert.True(pc.Session is null || pc.SilentAt is not null, "it is away");
                Assert.Empty(pc.Waiting);
                (pc.Told, pc.Epoch) = (0, pc.Epoch + 1);
                break;
            default:
                pc.Told++;
                pc.ToldGroup |= input.Facts!.Group is not null;
                if (pc.Session is null || pc.SilentAt is not null)
                    pc.Waiting.Enqueue(input.Facts);
                else
                    Tell(pc, input.Facts, now);
                break;
        }
    }

    /// <summary>Time passes: the server finds out who is silent.</summary>
    public void PassTo(DateTimeOffset now)
    {
        foreach (var pc in _clients.Values.Where(pc => pc.SilentAt <= now))
        {
            Decide(pc, new EndSession(pc.Session!.Value, PresenceCause.Silent), pc.SilentAt!.Value);
            (pc.Session, pc.SilentAt) = (null, null);
        }
    }

    private void Tell(Pc pc, ReportedFacts facts, DateTimeOffset now)
    {
        var moved = facts.Pattern is ReportedPattern.OfRelease release
            ? facts with { Pattern = release with { ReleasedAt = start + (release.ReleasedAt - DateTimeOffset.UnixEpoch) } }
            : facts;
        Decide(pc, new TakeReport(pc.Memory.LastTaken + 1, pc.Memory.LastTaken, now, moved, pc.Session), now);
    }

    private static void Decide(Pc pc, ClientCommand command, DateTimeOffset now)
    {
        var decision = Domain.Decide(pc.State, pc.Memory, command, now, ClientRules.Default);
        if (decision.Reply is Refused refused)
            throw new InvalidOperationException($"{command}: {refused.Refusal.Message}");
        pc.State = decision.Events.Aggregate(pc.State, Domain.Apply);
        pc.Memory = decision.Memory;
    }

    private sealed class Pc
    {
        public ClientState State { get; set; } = ClientState.None;

        public ClientMemory Memory { get; set; } = ClientMemory.None;

        public SessionId? Session { get; set; }

        public DateTimeOffset? SilentAt { get; set; }

        public Queue<ReportedFacts> Waiting { get; } = [];

        public int Told { get; set; }

        public int Epoch { get; set; }

        public bool ToldGroup { get; set; }
    }
}
