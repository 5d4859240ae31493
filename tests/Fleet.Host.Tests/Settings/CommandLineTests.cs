using Fleet.Host.Settings;
using Xunit;

namespace Fleet.Host.Tests.Settings;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("--Fleet:Http=http://127.0.0.1:1", "--Fleet:Data", "here")]
    [InlineData("--fleet:drain=00:00:01")]
    [InlineData("--Logging:LogLevel:Default=Debug")]
    public void Settings_may_be_given(params string[] args) => SettingsArguments.Check(args);

    [Theory]
    [InlineData("'serve'", "serve")]
    [InlineData("'--http'", "--http=http://127.0.0.1:1")]
    [InlineData("'-v'", "-v")]
    [InlineData("'stray'", "--Fleet:Data", "here", "stray")]
    [InlineData("--Fleet:Data has no value", "--Fleet:Data")]
    [InlineData("--Fleet:Data has no value", "--Fleet:Data", "--Fleet:Drain=00:00:01")]
    public void Anything_else_is_refused_by_name(string named, params string[] args) =>
        Assert.StartsWith(named, Assert.Throws<SettingsException>(() => SettingsArguments.Check(args)).Message);
}
