using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Synthesis;

/// <summary>Every shipped scenario, at many seeds and in both forms of patterns: each client's story makes sense.</summary>
public sealed class ConsistencyTests
{
    public static IEnumerable<object[]> Cases =>
        from name in ScenarioLibrary.Names from form in Enum.GetValues<PatternForm>() select new object[] { name, form };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Events_come_in_order_and_each_clients_story_makes_sense(string name, PatternForm form)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var timeline = new ScenarioTimeline(
                ScenarioLibrary.Load(name),
                new TimelineOptions(seed) { Clients = 300, Length = TimeSpan.FromSeconds(20), ReportsPerSecond = 30, Patterns = form });
            var stories = timeline.Clients.Select(_ => new Story()).ToArray();
            var last = (At: TimeSpan.Zero, Id: "", Number: 0L);
            foreach (var happened in timeline.Events())
            {
                var now = (happened.At, Id: timeline.Clients[happened.Client].Id.Value, happened.Number);
                var order = (now.At.CompareTo(last.At), string.CompareOrdinal(now.Id, last.Id), now.Number.CompareTo(last.Number));
                Assert.True(order.CompareTo((0, 0, 0)) > 0, $"{now} after {last}");
                last = now;
                stories[happened.Client].Tell(happened);
            }
        }
    }

    private sealed class Story
    {
        private bool _connected, _deaf;
        private long _number;
        private ReportedFacts? _known;

        public void Tell(TimelineEvent happened)
        {
            Assert.Equal(++_number, happened.Number);
            switch (happened.Step)
            {
                case ComeOnline:
                    Assert.False(_connected);
                    Assert.NotNull(_known);
                    _connected = true;
                    break;
                case SayGoodbye or BreakOff or UnplugCable:
                    Assert.True(_connected);
                    (_connected, _deaf) = (false, false);
                    break;
                case ReImage:
                    // From here on it tells all that it is.
                    Assert.False(_connected);
                    _known = null;
                    break;
                case GoDeaf:
                    Assert.True(_connected && !_deaf);
                    _deaf = true;
                    break;
                case HearAgain:
                    Assert.True(_deaf);
                    _deaf = false;
                    break;
                case ObserveFacts(var facts):
                    _known = _known is null ? Whole(facts) : Changed(_known, facts);
                    Assert.False(_known is { ScanMethod: ScanMethod.Smart, SmartProtection: SmartProtection.NotUsed });
                    break;
                case Intend:
                    // Told before anything can be asked of it.
                    Assert.Null(_known);
                    break;
                default:
                    Assert.Fail($"{happened.Step} is not known here");
                    break;
            }
        }

        private static ReportedFacts Whole(ReportedFacts first)
        {
            Assert.NotNull(first.Pattern);
            Assert.Equal(ClientStatus.ShownFacts, first.Numbers.Which & ClientStatus.ShownFacts);
            return first;
        }

        private static ReportedFacts Changed(ReportedFacts known, ReportedFacts told)
        {
            var after = known with
            {
                Numbers = told.Numbers.Over(known.Numbers),
                Pattern = told.Pattern ?? known.Pattern,
            };
            Assert.NotEqual(known, after);
            Assert.True(told is { ScanMethod: null, Group: null });
            return after;
        }
    }
}
