using Fleet.Actors.Sessions;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

public sealed class StreamPortTests
{
    [Fact]
    public void Whether_it_was_given_up_may_be_asked_when_the_transport_has_gone()
    {
        var port = new StreamPort(oneClient: true);
        port.Dispose();
        Assert.False(port.IsOverrun);
    }
}
