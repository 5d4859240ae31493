using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

public sealed class ForgettingTests
{
    [Fact]
    public void A_forgotten_client_does_not_exist_but_its_numbers_go_on()
    {
        var forgotten = Scene.Online().Then(new Forget(Operator.Unknown));
        Assert.Equal(ClientState.None with { LastSeq = 1 }, forgotten.After);
        Assert.Equal(new Taken(1, Changed: false, Repeated: true), forgotten.Then(Scene.Report(1)).Decision.Reply);
    }

    [Fact]
    public void Its_session_has_to_open_again_before_it_speaks()
    {
        var forgotten = Scene.Online().Then(new Forget(Operator.Unknown));
        forgotten.Then(Scene.Report(2, via: 1)).Refused(RefusalCode.SessionUnknown, retryable: true);
        var back = forgotten.Then(Scene.Hello(1));
        Assert.Equal(new Opened(1, Present: true), back.Decision.Reply);
        Assert.Null(Assert.Single(back.Decision.Events).Icon?.From);
    }

    [Fact]
    public void A_hello_that_waits_for_its_backlog_is_forgotten_too()
    {
        var forgotten = Scene.Empty().Then(Scene.Hello(1, backlogThrough: 2)).Then(new Forget(Operator.Unknown));
        Assert.Null(forgotten.Decision.Memory.Waiting);
    }

    [Fact]
    public void Nobody_cannot_be_forgotten() =>
        Scene.Empty().Then(new Forget(Operator.Unknown)).Refused(RefusalCode.NotFound, retryable: false);
}
