using Akka.Configuration;
using Fleet.Actors.Tasks;
using Xunit;

namespace Fleet.Actors.Tests.Tasks;

/// <summary>Each key of tasks.conf is read, and missed if it is not there.</summary>
public sealed class TaskSettingsTests
{
    private static readonly Config Shipped = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", "tasks.conf")));

    [Fact]
    public void The_shipped_values_are_read() => Assert.Equal(
        new TaskSettings(
            Step: TimeSpan.FromMilliseconds(100), JudgeEvery: TimeSpan.FromMilliseconds(500), MostOffers: 500, OfferWithin: TimeSpan.FromSeconds(2),
            AnswerWithin: TimeSpan.FromSeconds(8), MaxLag: TimeSpan.FromSeconds(5), WaitingPage: 2_000),
        TaskSettings.Read(Shipped));

    [Fact]
    public void A_target_is_offered_a_task_again_when_what_came_of_the_last_offer_is_visible()
    {
        var shipped = TaskSettings.Read(Shipped);
        Assert.True(shipped.AnswerWithin > shipped.OfferWithin + shipped.MaxLag);
    }

    [Theory]
    [InlineData("step")]
    [InlineData("judge-every")]
    [InlineData("most-offers")]
    [InlineData("offer-within")]
    [InlineData("answer-within")]
    [InlineData("max-lag")]
    [InlineData("waiting-page")]
    public void A_missing_key_is_named(string key)
    {
        var without = ConfigurationFactory.ParseString($"fleet.tasks.{key} = \"\"").WithFallback(Shipped);
        Assert.Contains(key, Assert.Throws<ConfigurationException>(() => TaskSettings.Read(without)).Message, StringComparison.Ordinal);
    }
}
