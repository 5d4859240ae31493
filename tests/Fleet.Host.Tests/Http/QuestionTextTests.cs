using Fleet.Host.Http;
using Fleet.ReadModel.Queries;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>Parameters that make no sense are refused with their name and what they take.</summary>
public sealed class QuestionTextTests
{
    [Theory]
    [InlineData("connection", "onlin", "online, offline, roaming")]
    [InlineData("connection", "Online", "online, offline, roaming")]
    [InlineData("condition", "none", "pattern-outdated")]
    [InlineData("icon", "blue", "names of icons")]
    [InlineData("group", "no group", "1 to 128 characters")]
    [InlineData("presenceCause", "", "never, session")]
    [InlineData("needsAction", "yes", "true, false, user, operator")]
    [InlineData("offlineSince", "yesterday", "RFC 3339")]
    [InlineData("offlineSince", "2026-03-02T08:00:00", "RFC 3339")]
    [InlineData("offlineSince", "2026-03-02", "RFC 3339")]
    [InlineData("q", "ü", "the beginning of an id")]
    [InlineData("sort", "name", "clientId, group, connection, icon, lastReport, since")]
    [InlineData("sort", "--since", "clientId, group")]
    [InlineData("limit", "0", "1 to 1000")]
    [InlineData("limit", "1001", "1 to 1000")]
    [InlineData("limit", "+5", "1 to 1000")]
    public void A_value_that_a_parameter_does_not_take(string name, string value, string takes)
    {
        var text = new QuestionText(parameter => parameter == name ? [value] : []);
        var refused = Assert.Throws<QueryException>(text.Clients);
        Assert.Equal((QueryFault.OutOfRange, name), (refused.Code, refused.Parameter));
        Assert.Contains(takes, refused.Message, StringComparison.Ordinal);
        Assert.Null(refused.RetryAfter);
    }

    [Fact]
    public void A_parameter_that_is_given_twice_and_takes_one_value() =>
        Assert.Equal("limit", Assert.Throws<QueryException>(new QuestionText(name => name == "limit" ? ["1", "2"] : []).Clients).Parameter);
}
