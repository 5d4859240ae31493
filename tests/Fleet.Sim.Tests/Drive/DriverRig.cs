using Fleet.Sim.Drive;
using Fleet.Sim.Timeline;
using Microsoft.Extensions.Time.Testing;

namespace Fleet.Sim.Tests.Drive;

/// <summary>A driver whose clock goes on only while a test lets it, no faster than real time unless the test is in a hurry.</summary>
internal sealed class DriverRig : IAsyncDisposable
{
    /// <summary>Half of the time between two looks.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(50);

    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow;

    private readonly FakeTimeProvider _time = new(Start);
    private readonly Driver _driver;

    public DriverRig(FakeServer server, ITimeline timeline, int connections = 1, Speed? speed = null, LoginPace logins = LoginPace.Paced) : this([server], timeline, connections, speed, logins)
    {
    }

    public DriverRig(IEnumerable<FakeServer> servers, ITimeline timeline, int connections, Speed? speed = null, LoginPace logins = LoginPace.Paced) =>
        _driver = new Driver(timeline, new DriveOptions([.. servers.Select(server => server.Address)], connections, speed ?? Speed.Real, logins), _time);

    /// <summary>Lets time pass until it is so.</summary>
    public void Until(Func<bool> isSo, bool hurry = false) => Eventually.True(isSo, () => _time.Advance(hurry ? Hurry : Calm));

    /// <summary>Lets time pass until it is so, but none of what the timeline has at a moment happens before: then time stands still, and waits for a server that is slow.</summary>
    /// <param name="isSo">Looked at again and again.</param>
    /// <param name="before">The moment, in seconds of the timeline.</param>
    public void Until(Func<bool> isSo, double before) => Eventually.True(isSo, () =>
    {
        if (_time.GetUtcNow() + Calm < Start.AddSeconds(before))
            _time.Advance(Calm);
    });

    /// <summary>Lets time pass until the timeline is over and everything is answered.</summary>
    public async Task<Tally> SettleAsync(bool hurry = false)
    {
        var settled = SettledAsync();
        Until(() => settled.IsCompleted, hurry);
        await settled;
        return (await _driver.FiguresAsync()).Tally;
    }

    /// <summary>How it stands now; what the driver shows by itself, it shows only while time passes.</summary>
    public DriveProgress Progress => _driver.LookAsync().GetAwaiter().GetResult();

    /// <summary>Reports that were acknowledged.</summary>
    public long Acked => Progress.Tally.Acked;

    /// <summary>What the clients did about settings and tasks.</summary>
    public Task<IReadOnlyList<DoneDeed>> DeedsAsync() => _driver.DeedsAsync();

    /// <summary>Waits for no answer any more.</summary>
    public async Task<DriveFigures> GiveUpAsync()
    {
        await _driver.GiveUpAsync();
        return await _driver.FiguresAsync();
    }

    public ValueTask DisposeAsync() => _driver.DisposeAsync();

    private async Task SettledAsync()
    {
        await _driver.PlayedAsync();
        await _driver.SettledAsync();
    }
}
