using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Oracle;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Synthesis;

/// <summary>Every fact has its place in what is drawn and in what is expected. Which has none, is named.</summary>
public sealed class FactTracksTests
{
    /// <summary>What a population says of all its clients, for their whole lives.</summary>
    private const Fact Fixed = Fact.ScanMethod | Fact.Group;

    public static TheoryData<Fact> Each => [.. Enum.GetValues<Fact>().Where(fact => fact != Fact.None)];

    [Theory]
    [MemberData(nameof(Each))]
    public void A_fact_is_moved_by_verbs_unless_it_stays_all_life_long(Fact fact) => Assert.NotEqual(Fixed.HasFlag(fact), Tracks.All.Contains(fact));

    [Theory]
    [MemberData(nameof(Each))]
    public void The_oracle_knows_every_value_of_a_fact_that_has_few(Fact fact)
    {
        foreach (var number in Facts.Of(fact).Values?.Numbers ?? [])
        {
            var told = default(FactNumbers).With(fact, number);
            var fleet = new OracleFleet([(ClientId.Parse("pc"), GroupName.Default)], ClientRules.Default);
            fleet.Apply(new TimelineEvent(TimeSpan.Zero, 0, 1, new ComeOnline()));
            fleet.Apply(new TimelineEvent(TimeSpan.Zero, 0, 2, new ObserveFacts(new ReportedFacts { Numbers = told })));
            Assert.Equal(number, fleet.StateOf(0).Numbers[fact]);
        }
    }
}
