using System.Diagnostics;
using System.Net;
using Fleet.Testing;

namespace Fleet.Host.Tests.Hosting;

/// <summary>Asks and sends again while the host says that it cannot answer yet: a busy machine may let it miss its own deadlines.</summary>
internal sealed class PatientHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    /// <summary>It says when to ask again, and that is soon: where somebody has to do something first it is a minute.</summary>
    public static bool IsForLater(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter?.Delta < TimeSpan.FromMinutes(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (!IsForLater(response) || clock.Elapsed > Patience.Long)
                return response;
            response.Dispose();
            await Task.Delay(BetweenTries, cancellationToken);
        }
    }
}
