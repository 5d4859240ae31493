using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Tasks;

/// <summary>
/// One target under any interleaving of offers that are repeated, late or made by a pacer that began anew, broken sessions, lost messages, new machines,
/// roaming, standstills of its actor and the passing of time.
/// </summary>
public sealed class InterleavingTests
{
    private static readonly Gen<int[]> Actions = Gen.Int[0, 12].Array[0, 60];

    [Fact]
    public void A_target_is_in_one_state_that_follows_from_the_one_before() => Actions.Sample(
        actions =>
        {
            var play = Played(actions);
            var state = TargetState.Queued;
            foreach (var stepped in play.Steps)
            {
                Assert.True(TargetStates.MayFollow(state, stepped.Task.State), $"{state} => {stepped.Task.State}");
                state = stepped.Task.State;
            }
        },
        iter: 2_000);

    [Fact]
    public void An_attempt_is_begun_once_and_known_to_have_begun_once() => Actions.Sample(
        actions =>
        {
            var play = Played(actions);
            Assert.All(play.Begun.CountBy(attempt => attempt), begun => Assert.Equal(1, begun.Value));
            Assert.All(play.Steps.Where(stepped => stepped.Task.State == TargetState.Started).CountBy(stepped => stepped.Task.Attempt), started => Assert.Equal(1, started.Value));
            Assert.All(play.Steps, stepped => Assert.InRange(stepped.Task.Attempt, 1, 1 + Play.Retries));
        },
        iter: 2_000);

    [Fact]
    public void Success_is_told_only_where_the_client_told_it() => Actions.Sample(
        actions =>
        {
            var play = Played(actions);
            Assert.Subset(play.Succeeded, play.Steps.Where(stepped => stepped.Task.State == TargetState.Succeeded).Select(stepped => stepped.Task.Attempt).ToHashSet());
        },
        iter: 2_000);

    [Fact]
    public void Counts_by_state_add_up_to_the_targets_at_every_moment() => Actions.Array[1, 5].Sample(
        targets =>
        {
            var counts = TargetCounts.None.With(TargetState.Queued, targets.Length);
            foreach (var steps in targets.Select(actions => Played(actions).Steps))
            {
                var state = TargetState.Queued;
                foreach (var stepped in steps)
                {
                    counts = counts.With(state, -1).With(stepped.Task.State);
                    state = stepped.Task.State;
                    Assert.Equal(targets.Length, counts.Total);
                    Assert.Equal(counts.Total, counts.Open + counts.Settled + counts[TargetState.Refused] + counts[TargetState.Expired] + counts[TargetState.Cancelled]);
                }
            }
        },
        iter: 200);

    private static Play Played(int[] actions)
    {
        var play = new Play();
        foreach (var action in actions)
            play.Do(action);
        return play;
    }

    /// <summary>A server's actor, a client that remembers what it was sent, and what lies between them.</summary>
    private sealed class Play
    {
        public const int Retries = 1;
        private static readonly TaskId Task = TaskId.Parse("scan-1");
        private static readonly DateTimeOffset Start = SomeTasks.Start;
        private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);

        private readonly Queue<int> _toClient = new();
        private readonly Dictionary<int, TargetState> _memory = [];
        private ClientState _state = ClientState.None;
        private ClientMemory _beside = ClientMemory.None;
        private DateTimeOffset _now = Start;
        private int _session;
        private int _epoch = 1;
        private bool _isConnected;
        private long _seq;

        /// <summary>It is known before a task is made for it.</summary>
        public Play() => Connect();

        public List<TaskStepped> Steps { get; } = [];

        public List<int> Begun { get; } = [];

        public HashSet<int> Succeeded { get; } = [];

        public void Do(int action)
        {
            switch (action)
            {
                case 0 or 1:
                    Tell(new OfferTask(Task, TaskKind.ScanNow, NextAttempt(), action == 0 ? WhenUnreachable.Keep : WhenUnreachable.Refuse, Start.AddDays(1), Timeout, Retries));
                    break;
                case 2:
                    // A pacer that knows nothing yet.
                    Tell(new OfferTask(Task, TaskKind.ScanNow, 1, WhenUnreachable.Keep, Start.AddDays(1), Timeout, Retries));
                    break;
                case 3 or 4:
                    Connect();
                    break;
                case 5:
                    Break();
                    break;
                case 6:
                    Receive();
                    break;
                case 7 or 8:
                    GoOn(action == 7 ? TargetState.Succeeded : TargetState.Failed);
                    break;
                case 9:
                    (_epoch, _seq) = (_epoch + 1, 0);
                    _memory.Clear();
                    Break();
                    break;
                case 10:
                    _beside = ClientMemory.None;
                    break;
                case 11:
                    _now += TimeSpan.FromMinutes(20);
                    Tell(new Reconsider());
                    break;
                default:
                    Roam();
                    break;
            }
        }

        private int NextAttempt() => _state.Tasks.Find(Task)?.Attempt ?? 1;

        private void Connect()
        {
            _toClient.Clear();
            _isConnected = true;
            Tell(new OpenSession(new SessionId(7, ++_session), Epoch: $"{_epoch}") { Capabilities = Capabilities.Tasks });
            // What was told before may have been lost.
            foreach (var (attempt, state) in _memory)
                Update(attempt, state);
        }

        private void Break()
        {
            _toClient.Clear();
            if (!_isConnected)
                return;
            _isConnected = false;
            Tell(new EndSession(new SessionId(7, _session), PresenceCause.Broken));
        }

        private void Receive()
        {
            if (!_toClient.TryDequeue(out var attempt))
                return;
            if (_memory.TryAdd(attempt, TargetState.Started))
                Begun.Add(attempt);
            Update(attempt, _memory[attempt]);
        }

        private void GoOn(TargetState end)
        {
            foreach (var attempt in _memory.Where(known => known.Value == TargetState.Started).Select(known => known.Key).ToList())
            {
                _memory[attempt] = end;
                if (end == TargetState.Succeeded)
                    Succeeded.Add(attempt);
                Update(attempt, end);
            }
        }

        private void Update(int attempt, TargetState state)
        {
            if (!_isConnected)
                return;
            // A started one is told as started first.
            if (state != TargetState.Started)
                Tell(new UpdateTask(Task, attempt, TargetState.Started, Detail: null, new SessionId(7, _session)));
            Tell(new UpdateTask(Task, attempt, state, Detail: null, new SessionId(7, _session)));
        }

        private void Roam()
        {
            if (_isConnected)
                Tell(new TakeReport(++_seq, _seq - 1, _now, new ReportedFacts { Roaming = !_state.Roaming }, new SessionId(7, _session), Epoch: $"{_epoch}"));
        }

        private void Tell(ClientCommand command)
        {
            var decision = Client.Decide(_state, _beside, command, _now, ClientRules.Default);
            _beside = decision.Memory;
            foreach (var happened in decision.Events)
            {
                _state = Client.Apply(_state, happened);
                if (happened is not TaskStepped stepped)
                    continue;
                Steps.Add(stepped);
                if (stepped.Task.State == TargetState.Sent && _isConnected && stepped.Task.Via == new SessionId(7, _session))
                    _toClient.Enqueue(stepped.Task.Attempt);
            }
        }
    }
}
