using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

public sealed class ServerMessagesTests
{
    [Fact]
    public void A_refusal_for_good_has_no_retry_time()
    {
        var message = ServerMessages.Refusal(3, new Refusal(RefusalCode.OutOfRange, "seq takes more.", "seq"), 2).Refusal;
        Assert.Equal(("out-of-range", "seq", null, 2), (message.Code, message.Field, message.RetryAfter, message.LastSeq));
    }

    [Fact]
    public void The_first_icon_comes_from_nothing() => Gens.IconChange.Sample(change =>
    {
        var message = ServerMessages.IconChanged(change with { From = null }, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1).IconChanged;
        Assert.Equal(("", change.To.Name), (message.From, message.To));
    });

    [Fact]
    public void Conditions_are_told_by_name_in_their_order() => Gens.IconChange.Sample(change =>
    {
        var message = ServerMessages.IconChanged(change, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1).IconChanged;
        Assert.Equal(
            Enum.GetValues<Conditions>().Where(c => c != Conditions.None && change.Conditions.HasFlag(c)).Select(c => c.ToString()),
            message.Conditions.Select(c => c.ToString()));
    });
}
