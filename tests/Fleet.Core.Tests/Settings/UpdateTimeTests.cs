using CsCheck;
using Fleet.Core.Settings;
using Xunit;

namespace Fleet.Core.Tests.Settings;

/// <summary>When scheduled updates run.</summary>
public sealed class UpdateTimeTests
{
    /// <summary>A Tuesday.</summary>
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(":15", Recurrence.Hour, "2026-03-03T12:15:00Z")]
    [InlineData(":00", Recurrence.Hour, "2026-03-03T13:00:00Z")]
    [InlineData("12:00", Recurrence.Day, "2026-03-04T12:00:00Z")]
    [InlineData("23:59", Recurrence.Day, "2026-03-03T23:59:00Z")]
    [InlineData("mon 12:00", Recurrence.Week, "2026-03-09T12:00:00Z")]
    [InlineData("tue 12:01", Recurrence.Week, "2026-03-03T12:01:00Z")]
    [InlineData("sun 00:00", Recurrence.Week, "2026-03-08T00:00:00Z")]
    public void The_form_of_a_time_tells_what_it_is_of_and_the_next_one_is_after_now(string text, Recurrence every, string next)
    {
        Assert.True(UpdateTime.TryParse(text, out var time));
        Assert.Equal((every, text), (time.Every, time.ToString()));
        Assert.Equal(DateTimeOffset.Parse(next), time.After(Noon));
        Assert.Matches(UpdateTime.Pattern, text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(":60")]
    [InlineData(":5")]
    [InlineData("24:00")]
    [InlineData("12:60")]
    [InlineData("1:00")]
    [InlineData("mon 24:00")]
    [InlineData("Mon 12:00")]
    [InlineData("mon12:00")]
    [InlineData("+1:00")]
    [InlineData("12:00 ")]
    public void Other_texts_are_no_time(string? text)
    {
        Assert.False(UpdateTime.TryParse(text, out _));
        Assert.DoesNotMatch(UpdateTime.Pattern, text ?? "");
    }

    [Fact]
    public void Occasions_follow_each_other_at_one_distance() => Gen.Select(Gen.OneOf(":07", "03:30", "fri 18:45"), Gen.Int[0, 100_000_000]).Sample((text, seconds) =>
    {
        var time = UpdateTime.Parse(text);
        var first = time.After(DateTimeOffset.UnixEpoch.AddSeconds(seconds));
        var distance = time.Every switch { Recurrence.Hour => TimeSpan.FromHours(1), Recurrence.Day => TimeSpan.FromDays(1), _ => TimeSpan.FromDays(7) };
        Assert.Equal(first + distance, time.After(first));
        Assert.Equal(first, time.After(first.AddTicks(-1)));
        Assert.Equal(first, time.After(first - distance));
    });
}
