using Fleet.Actors.Gates;
using Fleet.Actors.Sweep;
using Fleet.Journal;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Sweep;

public sealed class ReadyTimeTests
{
    [Fact]
    public void Ninety_days_are_ninety_days()
    {
        var (step, days) = (TimeSpan.FromSeconds(5), TimeSpan.FromDays(90));
        var time = new FakeTimeProvider();
        var admission = new Admission(places: 1, TimeSpan.FromSeconds(1));
        var ready = new ReadyTime(admission, new HelloGate(least: 1, most: 1, admission, time), time);
        for (var passed = TimeSpan.Zero; passed < days; passed += step)
        {
            time.Advance(step);
            Assert.Equal(passed + step, ready.Elapsed());
        }
    }
}
