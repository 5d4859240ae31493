using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Recording;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Recording;

public sealed class RecordedStepsTests
{
    private static readonly Step[] Steps =
    [
        new ComeOnline(), new SayGoodbye(GoodbyeReason.Moved), new BreakOff(), new UnplugCable(), new GoDeaf(), new HearAgain(), new ReImage(),
        new ObserveFacts(new ReportedFacts { Roaming = true }), new Intend(new ClientIntent.CannotApply(LevelSettings.None, "no")),
    ];

    [Fact]
    public void Every_step_goes_to_a_line_and_back()
    {
        // What clients undergo is no input, and in no line.
        var all = typeof(Step).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Step)) && type != typeof(Undergo));
        Assert.Equal(all.Select(type => type.Name).Order(), Steps.Select(step => step.GetType().Name).Order());
        Assert.All(Steps, step =>
        {
            var client = (ClientId.Parse("pc-1"), GroupName.Parse("sales"));
            var input = RecordedSteps.ToInput(new TimelineEvent(TimeSpan.FromMicroseconds(1_234_567), 0, 8, step), client);
            Assert.Equal((1_234_567, "pc-1", 8), (input.At, input.Client.Value, input.Number));
            Assert.Equal(step is ComeOnline ? "sales" : null, input.Group?.Value);
            Assert.Equal(step, RecordedSteps.ToStep(input));
        });
    }

    [Fact]
    public void A_line_that_lacks_something_is_no_step()
    {
        var input = new RecordedInput(0, ClientId.Parse("pc-1"), 1, InputKind.Leave);
        Assert.Throws<ArgumentException>(() => RecordedSteps.ToStep(input));
        Assert.Throws<ArgumentException>(() => RecordedSteps.ToStep(input with { Kind = InputKind.Tell }));
        Assert.Throws<ArgumentException>(() => RecordedSteps.ToStep(input with { Kind = 0 }));
    }
}
