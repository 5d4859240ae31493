using System.Globalization;
using CsCheck;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-03-01T08:30:00Z", "2026-03-01T08:30:00.000")]
    [InlineData("2026-03-01T08:30:00.1Z", "2026-03-01T08:30:00.100")]
    [InlineData("2026-03-01T08:30:00.123999999Z", "2026-03-01T08:30:00.123")]
    [InlineData("2026-03-01T08:30:00.12345678901234567890Z", "2026-03-01T08:30:00.123")]
    [InlineData("2026-03-01t08:30:00z", "2026-03-01T08:30:00.000")]
    [InlineData("2026-03-01T08:30:00.25z", "2026-03-01T08:30:00.250")]
    [InlineData("2026-03-01t08:30:00+01:00", "2026-03-01T07:30:00.000")]
    [InlineData("2026-03-01T08:30:00+01:00", "2026-03-01T07:30:00.000")]
    [InlineData("2026-03-01T08:30:00-23:59", "2026-03-02T08:29:00.000")]
    [InlineData("2026-03-01T08:30:00.5-00:00", "2026-03-01T08:30:00.500")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999")]
    public void A_time_is_read(string text, string utc)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        Assert.Equal(utc, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture));
        Assert.Equal(0, time.Ticks % TimeSpan.TicksPerMillisecond);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Z")]
    [InlineData("now")]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T08:30Z")]
    [InlineData("2026-03-01T08:30:00")]
    [InlineData("2026-03-01 08:30:00Z")]
    [InlineData("2026-03-01T08:30:00.Z")]
    [InlineData("2026-03-01T08:30:00,5Z")]
    [InlineData("2026-03-01T08:30:00.5xZ")]
    [InlineData("2026-03-01T08:30:00+01")]
    [InlineData("2026-03-01T08:30:00+0100")]
    [InlineData("2026-03-01T08:30:00+24:00")]
    [InlineData("2026-03-01T08:30:00 01:00")]
    [InlineData("2026-02-30T08:30:00Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T08:30:60Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("2026-03-01T08:30:00ZZ")]
    [InlineData(" 2026-03-01T08:30:00Z")]
    public void What_is_no_time_is_not_read(string text) => Assert.False(Rfc3339.TryParse(text, out _));

    [Fact]
    public void Every_time_comes_back() => Gens.Time.Sample(time =>
    {
        Assert.True(Rfc3339.TryParse(time.ToString("O", CultureInfo.InvariantCulture), out var read));
        Assert.Equal(time, read);
    });

    [Fact]
    public void Any_text_is_a_time_or_not() =>
        Gen.String[Gen.Char["0123456789-+:.TZtz "], 0, 40].Sample(text => Rfc3339.TryParse(text, out var time) == (time != default), iter: 10_000);
}
