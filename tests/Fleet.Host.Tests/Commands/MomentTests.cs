using System.Globalization;
using Fleet.Host.Commands.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>Moments as an operator writes them, at 2026-03-02 10:30 in a zone two hours east.</summary>
public sealed class MomentTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 8, 30, 0, TimeSpan.Zero));

    public MomentTests() => _time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), "east", "east"));

    [Theory]
    [InlineData("2026-03-01T08:00:00Z", "2026-03-01T08:00:00Z")]
    [InlineData("2026-03-01T08:00:00.123+01:00", "2026-03-01T07:00:00.123Z")]
    [InlineData("-90s", "2026-03-02T08:28:30Z")]
    [InlineData("-30m", "2026-03-02T08:00:00Z")]
    [InlineData("-2h", "2026-03-02T06:30:00Z")]
    [InlineData("-1d", "2026-03-01T08:30:00Z")]
    [InlineData("09:15", "2026-03-02T07:15:00Z")]
    [InlineData("09:15:30", "2026-03-02T07:15:30Z")]
    [InlineData("now", "2026-03-02T08:30:00Z")]
    [InlineData("yesterday", "2026-02-28T22:00:00Z")]
    [InlineData("yesterday 14:00", "2026-03-01T12:00:00Z")]
    public void A_moment_is_understood(string text, string moment)
    {
        Assert.True(MomentOption.TryParse(text, _time, out var parsed));
        Assert.Equal(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-h")]
    [InlineData("-0h")]
    [InlineData("-2w")]
    [InlineData("--2h")]
    [InlineData("-9999999d")]
    [InlineData("2h")]
    [InlineData("24:00")]
    [InlineData("9:15")]
    [InlineData("tomorrow")]
    [InlineData("yesterday noon")]
    [InlineData("2026-03-01")]
    public void Anything_else_is_none(string text) => Assert.False(MomentOption.TryParse(text, _time, out _));
}
