using Fleet.Core.Clients;
using Xunit;

namespace Fleet.Journal.Tests;

public sealed class AdmissionTests
{
    private readonly Admission _admission = new(2, TimeSpan.FromMilliseconds(250));

    [Fact]
    public void Past_the_bound_one_is_refused_until_a_place_is_given_back()
    {
        Assert.Null(_admission.Enter());
        Assert.Null(_admission.Enter());
        var refusal = _admission.Enter()!;
        Assert.Equal((RefusalCode.Busy, TimeSpan.FromMilliseconds(250)), (refusal.Code, refusal.RetryAfter));
        Assert.Equal(2, _admission.InFlight);
        _admission.Exit();
        Assert.Null(_admission.Enter());
    }

    [Fact]
    public void Under_contention_there_are_never_more_inside_than_places()
    {
        var inside = 0;
        var most = 0;
        Parallel.For(0, 10_000, _ =>
        {
            if (_admission.Enter() is not null)
                return;
            var now = Interlocked.Increment(ref inside);
            int seen;
            while ((seen = Volatile.Read(ref most)) < now && Interlocked.CompareExchange(ref most, now, seen) != seen)
            {
            }

            Interlocked.Decrement(ref inside);
            _admission.Exit();
        });
        Assert.InRange(most, 1, 2);
        Assert.Equal(0, _admission.InFlight);
    }
}
