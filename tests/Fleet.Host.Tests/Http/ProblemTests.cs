using System.Net;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

[Collection(OnSharedHost.Name)]
public sealed class ProblemTests(SharedHost host)
{
    [Theory]
    [InlineData("/v1")]
    [InlineData("/v1/clients/a/b/c")]
    [InlineData("/v2/clients/a")]
    public async Task An_unknown_address_is_a_problem(string path) =>
        await (await host.Http.GetAsync(path)).Problem(HttpStatusCode.NotFound, "not-found");
}
