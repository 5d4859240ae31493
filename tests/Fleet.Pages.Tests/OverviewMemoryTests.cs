using System.Reflection;
using Fleet.Pages.Answers;
using Fleet.Pages.Overview;
using Fleet.Protocol.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>How often the fleet is asked for while people look at the overview.</summary>
public sealed class OverviewMemoryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SlowFleet _fleet;
    private readonly OverviewMemory _memory;

    public OverviewMemoryTests()
    {
        var questions = DispatchProxy.Create<IFleetQuestions, SlowFleet>();
        _fleet = (SlowFleet)(object)questions;
        _memory = new OverviewMemory(questions, _time);
    }

    [Theory]
    [InlineData(10, 1_000)]
    [InlineData(500, 1_500)]
    [InlineData(4_000, 3_000)]
    public async Task An_answer_is_told_for_three_times_as_long_as_it_took_but_for_a_second_and_for_no_more_than_three(int tookMs, int toldForMs)
    {
        var first = _memory.Get();
        Assert.Same(first, _memory.Get());
        _time.Advance(TimeSpan.FromMilliseconds(tookMs));
        _fleet.Answer();
        await first;
        _time.Advance(TimeSpan.FromMilliseconds(toldForMs));
        Assert.Same(first, _memory.Get());
        Assert.Equal(1, _fleet.Asked);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotSame(first, _memory.Get());
        Assert.Equal(2, _fleet.Asked);
    }

    [Fact]
    public async Task What_was_refused_is_asked_again_at_once()
    {
        var first = _memory.Get();
        _fleet.Refuse();
        await Assert.ThrowsAsync<IOException>(() => first);
        Assert.NotSame(first, _memory.Get());
    }

    /// <summary>Answers when the test says so.</summary>
    public class SlowFleet : DispatchProxy
    {
        private TaskCompletionSource<FleetSummary> _summary = new();

        /// <summary>How often it was asked how it is.</summary>
        public int Asked { get; private set; }

        /// <summary>Answers the last question.</summary>
        public void Answer() => _summary.SetResult(null!);

        /// <summary>Does not answer it.</summary>
        public void Refuse() => _summary.SetException(new IOException("The store is away."));

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IFleetQuestions.Progress))
                return Task.FromResult<ReadModelJson>(null!);
            Assert.Equal(nameof(IFleetQuestions.Summary), targetMethod.Name);
            Asked++;
            return (_summary = new TaskCompletionSource<FleetSummary>()).Task;
        }
    }
}
