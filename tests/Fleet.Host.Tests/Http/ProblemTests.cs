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

    [Fact]
    public async Task A_wrong_method_is_a_problem_that_names_the_right_ones()
    {
        var response = await host.Http.PutAsync("/v1/clients/a/reports", content: null);
        await response.Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }
}
