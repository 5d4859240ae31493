using Fleet.Protocol.Wire;
using Grpc.Core;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

public sealed class FleetMethodsTests
{
    [Fact]
    public void The_lenient_services_answer_to_the_generated_names()
    {
        Assert.Equal(Bound(binder => V1.FleetClients.BindService(binder, null)), Bound(binder => FleetClientsService.BindService(binder, null)));
        Assert.Equal(Bound(binder => V1.FleetRelay.BindService(binder, null)), Bound(binder => FleetRelayService.BindService(binder, null)));
    }

    private static string Bound(Action<ServiceBinderBase> bind)
    {
        var names = new Names();
        bind(names);
        return Assert.Single(names);
    }

    /// <summary>Keeps what is bound: a name and whether each side streams.</summary>
    private sealed class Names : ServiceBinderBase, IEnumerable<string>
    {
        private readonly List<string> _bound = [];

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) => _bound.Add($"{method.FullName} {method.Type}");

        public IEnumerator<string> GetEnumerator() => _bound.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
