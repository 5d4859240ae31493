using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests.Stores;

/// <summary>A journal that is slow on purpose.</summary>
public sealed class DelayedStoreTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("2s", 2)]
    public void A_transaction_begins_no_sooner_than_the_key_says(string delay, int seconds)
    {
        using var folder = new TempFolder();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var begun = DateTimeOffset.MinValue;
        FaultyStore? store = null;
        using var system = JournalSystem.Start(
            folder.File("j.db"),
            settings => store = new FaultyStore(settings.Store.OpenStore())
            {
                BeforeAppend = _ =>
                {
                    begun = time.GetUtcNow();
                    return null;
                },
            },
            time,
            $"{JournalSettings.Path}.faults.commit-delay = {delay}");
        system.Keeper("pc-1").Tell(new Keeper.Keep(Rows.Report(1)), system.TestActor);
        Eventually.True(
            () =>
            {
                if (store is not { Appends: > 0 } && seconds > 0)
                    time.Advance(TimeSpan.FromMilliseconds(1));
                return system.HasMessages;
            },
            "durable");
        system.Kept();
        Assert.True(begun >= DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds), $"begun at {begun:O}");
        Assert.Equal(seconds > 0, begun > DateTimeOffset.UnixEpoch);
    }
}
