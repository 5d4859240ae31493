namespace Fleet.Host.Tests.Hosting;

/// <summary>Asks again while the host says that it cannot answer yet: a busy machine may let it miss its own deadlines.</summary>
internal sealed class PatientHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.Method == HttpMethod.Get)
        {
            await Eventually.Holds(async () =>
            {
                if (!response.IsForLater())
                    return true;
                response.Dispose();
                response = await base.SendAsync(request, cancellationToken);
                return !response.IsForLater();
            });
        }

        return response;
    }
}
