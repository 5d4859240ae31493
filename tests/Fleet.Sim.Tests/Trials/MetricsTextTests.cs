using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

public sealed class MetricsTextTests
{
    private static readonly MetricsText Told = MetricsText.Parse("""
        # HELP fleet_journal_queue Writes that wait for the writer.
        # TYPE fleet_journal_queue gauge
        fleet_journal_queue 7
        fleet_journal_queue_length 99
        dotnet_collection_count_total{generation="0"} 12
        dotnet_collection_count_total{generation="2"} 3
        fleet_reports_total{result="changed",why="a { b"} 1.5e3
        nothing NaN
        rubbish
        """);

    [Fact]
    public void Figures_are_found_by_their_whole_names() => Assert.Equal(7, Told.Sum("fleet_journal_queue"));

    [Fact]
    public void Labels_are_summed_up_or_chosen()
    {
        Assert.Equal(15, Told.Sum("dotnet_collection_count_total"));
        Assert.Equal(3, Told.Sum("dotnet_collection_count_total", "generation=\"2\""));
        Assert.Equal(1500, Told.Sum("fleet_reports_total"));
    }

    [Fact]
    public void What_is_not_told_is_not_0()
    {
        Assert.Null(Told.Sum("fleet_journal"));
        Assert.Null(Told.Sum("nothing"));
        Assert.Null(Told.Sum("dotnet_collection_count_total", "generation=\"1\""));
        Assert.Null(MetricsText.Parse("<html>no metrics here</html>").Sum("fleet_journal_queue"));
    }
}
