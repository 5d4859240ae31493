using Fleet.Sim.Capacity;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Sim.Tests.Capacity;

public sealed class ForeignLoadTests
{
    private readonly FakeTimeProvider _time = new();
    private string _stat = Stat(0, 0, 0);

    [Fact]
    public void Is_what_is_neither_the_trials_own_nor_idle_and_what_the_hypervisor_took()
    {
        var ours = TimeSpan.Zero;
        var foreign = new ForeignLoad([0, 1], () => ours, () => _stat, _time);
        _time.Advance(TimeSpan.FromSeconds(10));
        // Of 20 s of two cores: 11 s busy, 8 s of them ours, and 1 s stolen.
        (_stat, ours) = (Stat(700, 400, 100), TimeSpan.FromSeconds(8));
        Assert.Equal(0.2, foreign.Share!.Value, tolerance: 0.001);
    }

    [Fact]
    public void Is_steal_alone_where_the_server_cannot_be_told_from_others()
    {
        var foreign = new ForeignLoad(cores: null, ours: null, () => _stat, _time);
        _time.Advance(TimeSpan.FromSeconds(10));
        _stat = Stat(700, 400, 300);
        Assert.Equal(0.1, foreign.Share!.Value, tolerance: 0.001);
    }

    [Fact]
    public void Is_not_known_where_the_system_does_not_tell() => Assert.Null(new ForeignLoad(cores: null, ours: null, () => null, _time).Share);

    /// <summary>Two cores that are watched, and one that is not unless all are; in hundredths of a second.</summary>
    private static string Stat(long first, long second, long stolen) => $"""
        cpu  1 2 3 4 5 6 7 8 9 10
        cpu0 {1_000 + first} 0 0 9000 50 0 0 {stolen} 0 0
        cpu1 1000 0 {second} 9000 0 7 9 0 0 0
        cpu2 9000 0 0 0 0 0 0 0 0 0
        intr 12345
        """;
}
