using Fleet.Journal.Questions;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests.Questions;

/// <summary>However many ask, and whatever the store does, each is answered or refused in bounded time.</summary>
public sealed class QuestionGateTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private readonly ManualResetEventSlim _release = new();

    [Fact]
    public async Task So_many_at_a_time_and_so_many_wait_and_the_next_is_told_to_come_again()
    {
        using var gate = new QuestionGate(new GateSettings("test", Places: 2, Queue: 3, Patience.Long));
        var (running, most) = (0, 0);
        var asked = Enumerable.Range(0, 5).Select(i => gate.Ask(
            () =>
            {
                var now = Interlocked.Increment(ref running);
                lock (_release)
                    most = Math.Max(most, now);
                _release.Wait();
                Interlocked.Decrement(ref running);
                return i;
            },
            CancellationToken.None)).ToList();
        Eventually.True(() => Volatile.Read(ref running) == 2, "two at work");
        // Threads take from the queue what they work on.
        asked.AddRange(Enumerable.Range(5, 2).Select(i => gate.Ask(() => i, CancellationToken.None)));
        var refused = await Assert.ThrowsAsync<QuestionRefusedException>(() => Task.WhenAll(asked.Skip(5)));
        Assert.Equal(QuestionRefusal.Busy, refused.Why);
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
        _release.Set();
        Assert.Equal(Enumerable.Range(0, 5), await Task.WhenAll(asked.Take(5)));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_store_that_owes_an_answer_for_too_long_is_not_waited_for_and_not_asked_again_until_it_answers()
    {
        var silences = 0;
        using var gate = new QuestionGate(new GateSettings("test", Places: 2, Queue: 10, Short) { Wait = TimeSpan.MaxValue }, () => Interlocked.Increment(ref silences));
        var hung = Enumerable.Range(0, 2).Select(_ => gate.Ask(Hang, CancellationToken.None)).ToList();
        foreach (var question in hung)
            Assert.Equal(QuestionRefusal.Silent, (await Assert.ThrowsAsync<QuestionRefusedException>(() => question)).Why);
        // Whoever asked is told before those who have to do something about it.
        Eventually.True(() => Volatile.Read(ref silences) > 0, "the silence is told");
        Assert.InRange(silences, 1, 2);

        var asked = 0;
        var next = gate.Ask(() => Interlocked.Increment(ref asked), CancellationToken.None);
        Assert.True(next.IsFaulted, "told at once");
        Assert.Equal(QuestionRefusal.Silent, (await Assert.ThrowsAsync<QuestionRefusedException>(() => next)).Why);
        Assert.Equal(0, asked);

        _release.Set();
        await Eventually.Holds(
            async () =>
            {
                try
                {
                    return await gate.Ask(() => 7, CancellationToken.None) == 7;
                }
                catch (QuestionRefusedException)
                {
                    return false;
                }
            },
            "answered again");
    }

    [Fact]
    public async Task A_store_that_is_tried_again_owes_the_answer_since_the_first_try()
    {
        var patience = Short * 5;
        using var gate = new QuestionGate(new GateSettings("test", Places: 1, Queue: 1, patience) { Wait = TimeSpan.MaxValue });
        var question = gate.Ask<int>(
            () =>
            {
                // Each try is given up, by the driver, long before the gate's patience is over; there is no last one.
                do
                    Question.Asks();
                while (!_release.Wait(patience / 20));
                return 0;
            },
            CancellationToken.None);
        Assert.Equal(QuestionRefusal.Silent, (await Assert.ThrowsAsync<QuestionRefusedException>(() => question.WaitAsync(Patience.Long))).Why);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    [InlineData(9, 2)]
    public void What_is_waited_for_a_thread_and_for_the_store_is_bounded_together(int waited, int left) =>
        Assert.Equal(TimeSpan.FromSeconds(left), new GateSettings("test", 1, 1, TimeSpan.FromSeconds(4)).PatienceAfter(TimeSpan.FromSeconds(waited)));

    [Fact]
    public void Where_waiting_has_no_bound_the_store_is_waited_for_in_full() =>
        Assert.Equal(Short, new GateSettings("test", 1, 1, Short) { Wait = TimeSpan.MaxValue }.PatienceAfter(Short * 9));

    [Fact]
    public async Task Who_waits_for_a_store_that_hangs_is_told_as_soon_as_that_is_known()
    {
        using var gate = new QuestionGate(new GateSettings("test", Places: 1, Queue: 1, Short) { Wait = TimeSpan.MaxValue });
        var hung = gate.Ask(Hang, CancellationToken.None);
        var waits = gate.Ask(() => 0, CancellationToken.None);
        foreach (var question in (Task<int>[])[hung, waits])
            Assert.Equal(QuestionRefusal.Silent, (await Assert.ThrowsAsync<QuestionRefusedException>(() => question.WaitAsync(Patience.Long))).Why);
    }

    [Fact]
    public async Task Who_has_waited_for_a_thread_is_told_whether_others_or_the_store_held_him_up()
    {
        foreach (var (work, why) in ((Func<int>, QuestionRefusal)[])[(Hang, QuestionRefusal.Silent), (Wait, QuestionRefusal.Busy)])
        {
            using var gate = new QuestionGate(new GateSettings("test", Places: 1, Queue: 1, Short * 100) { Wait = Short * 2 });
            using var begun = new ManualResetEventSlim();
            var holds = gate.Ask(
                () =>
                {
                    begun.Set();
                    return work();
                },
                CancellationToken.None);
            begun.Wait();
            var waits = gate.Ask(() => 0, CancellationToken.None);
            Assert.Equal(why, (await Assert.ThrowsAsync<QuestionRefusedException>(() => waits)).Why);
            _release.Set();
            await holds;
            _release.Reset();
        }

        int Wait()
        {
            _release.Wait();
            return 0;
        }
    }

    [Fact]
    public async Task One_that_works_for_long_without_the_store_is_waited_for()
    {
        using var gate = new QuestionGate(new GateSettings("test", Places: 1, Queue: 1, Short) { Wait = TimeSpan.MaxValue });
        using var past = new ManualResetEventSlim();
        using var timer = new Timer(_ => past.Set(), null, Short * 3, Timeout.InfiniteTimeSpan);
        Assert.True(await gate.Ask(() => past.Wait(Patience.Long), CancellationToken.None));
    }

    [Fact]
    public async Task Who_hangs_up_frees_the_thread_at_the_next_row()
    {
        using var gate = new QuestionGate(new GateSettings("test", Places: 1, Queue: 30, Patience.Long));
        using var hungUp = new CancellationTokenSource();
        var rows = 0L;
        var callers = Enumerable.Range(0, 24).Select(_ => gate.Ask<int>(
            () =>
            {
                while (true)
                {
                    Question.Asks();
                    Interlocked.Increment(ref rows);
                    Question.Heard();
                }
            },
            hungUp.Token)).ToList();
        Eventually.True(() => Interlocked.Read(ref rows) > 0, "reading");
        await hungUp.CancelAsync();
        foreach (var caller in callers)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        Assert.Equal(7, await gate.Ask(() => 7, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_opened_for_somebody_who_has_gone_is_closed()
    {
        using var gate = new QuestionGate(new GateSettings("test", Places: 1, Queue: 1, Patience.Long));
        using var hungUp = new CancellationTokenSource();
        var opened = new Opened();
        using var begun = new ManualResetEventSlim();
        var asked = gate.Ask(
            () =>
            {
                begun.Set();
                _release.Wait();
                return opened;
            },
            hungUp.Token);
        begun.Wait();
        await hungUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        _release.Set();
        Eventually.True(() => opened.IsClosed, "closed");
    }

    public void Dispose()
    {
        _release.Set();
        _release.Dispose();
    }

    private int Hang()
    {
        Question.Asks();
        _release.Wait();
        Question.Heard();
        return 0;
    }

    private sealed class Opened : IDisposable
    {
        public bool IsClosed { get; private set; }

        public void Dispose() => IsClosed = true;
    }
}
