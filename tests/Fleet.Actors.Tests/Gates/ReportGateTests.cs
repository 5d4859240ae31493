using Fleet.Actors.Gates;
using Fleet.Journal;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Gates;

/// <summary>How many reports sessions are asked for.</summary>
public sealed class ReportGateTests
{
    private readonly Admission _journal = new(20_000, TimeSpan.FromSeconds(1));
    private readonly ReportGate _reports;

    public ReportGateTests() => _reports = new ReportGate(20_000, _journal, new FakeTimeProvider());

    [Fact]
    public void One_session_among_none_may_have_its_whole_window() => Assert.Equal(64, _reports.Credit(64));

    [Fact]
    public void The_more_sessions_report_the_less_is_asked_of_each_but_never_nothing()
    {
        var credits = new List<int>();
        for (var sessions = 0; sessions < 20_000; sessions++)
        {
            _reports.Hold(0, 1);
            credits.Add(_reports.Credit(64));
        }

        Assert.Equal(credits.OrderDescending(), credits);
        Assert.Equal((64, 1), (credits[0], credits[^1]));
        // All of them together have about what is done in a second.
        Assert.InRange(credits[999] * 1_000, _reports.Gate.Pace * 0.8, _reports.Gate.Pace * 1.2);
    }

    [Fact]
    public void A_session_whose_reports_are_answered_counts_no_more()
    {
        for (var i = 0; i < 20_000; i++)
            _reports.Hold(0, 3);
        for (var i = 0; i < 20_000; i++)
            _reports.Hold(3, 0);
        Assert.Equal((64, 0), (_reports.Credit(64), _reports.Held));
    }

    [Fact]
    public void While_the_read_model_is_behind_nobody_is_let_in_and_when_it_has_caught_up_who_waits_is()
    {
        var came = false;
        _journal.Hold();
        Assert.False(_reports.Gate.Enter(new Turn(() => came = true)));
        _journal.Release();
        Assert.True(came);
    }
}
