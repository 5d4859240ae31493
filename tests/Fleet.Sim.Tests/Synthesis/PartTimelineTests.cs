using CsCheck;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;
using Fleet.Sim.Scenario.Reading;
using Xunit;

namespace Fleet.Sim.Tests.Synthesis;

public sealed class PartTimelineTests
{
    [Fact]
    public void However_many_parts_they_make_up_the_whole() =>
        Gen.Select(Gen.Int[0, ScenarioLibrary.Names.Count - 1], Gen.Long, Gen.Int[1, 70], Gen.Int[1, 9]).Sample((which, seed, clients, parts) =>
        {
            var whole = SmallFleet.Timeline(ScenarioLibrary.Names[which], new TimelineOptions(seed) { Clients = clients, Length = TimeSpan.FromMinutes(1) });
            var deal = new Deal(seed, parts);
            var hands = Enumerable.Range(0, parts).Select(part => deal.ClientsOf(part, clients)).ToList();
            Assert.Equal(Enumerable.Range(0, clients), hands.SelectMany(hand => hand).Order());
            Assert.InRange(hands.Max(hand => hand.Length) - hands.Min(hand => hand.Length), 0, 1);
            var events = hands.SelectMany(hand => new PartTimeline(whole, hand).Events().Select(happened => happened with { Client = hand[happened.Client] }));
            Assert.Equal(whole.Events(), events.OrderBy(happened => happened.At).ThenBy(happened => whole.Clients[happened.Client].Id.Value, StringComparer.Ordinal).ThenBy(happened => happened.Number));
        }, iter: 30);

    [Fact]
    public void No_part_has_all_of_a_population_whose_numbers_are_evenly_spread() =>
        Gen.Long.Sample(seed =>
        {
            var hand = new Deal(seed, 2).ClientsOf(0, 1_000);
            Assert.InRange(hand.Count(client => client % 2 == 0), 175, 325);
        });

    [Fact]
    public void A_part_that_was_cut_is_the_beginning_of_the_part() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 200]).Sample((parts, each) =>
        {
            var whole = SmallFleet.Timeline("office-day", new TimelineOptions(5) { Clients = 40, Length = TimeSpan.FromMinutes(1) });
            var deal = new Deal(5, parts);
            var cut = new CutTimeline(whole, new PlayedSteps(deal, [.. Enumerable.Range(0, parts).Select(part => (long)each * part)], whole.Length), whole.Length).Events().ToList();
            for (var part = 0; part < parts; part++)
                Assert.Equal(whole.Events().Where(happened => deal.PartOf(happened.Client) == part).Take(each * part), cut.Where(happened => deal.PartOf(happened.Client) == part));
        }, iter: 20);
}
