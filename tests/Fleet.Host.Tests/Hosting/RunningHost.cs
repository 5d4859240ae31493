using Fleet.Testing;
using Microsoft.AspNetCore.Builder;

namespace Fleet.Host.Tests.Hosting;

/// <summary>The whole host in this process, on free ports and a data folder.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningHost(WebApplication app)
    {
        _app = app;
        var addresses = app.Urls.ToList();
        Http = new HttpClient(new PatientHandler(new SocketsHttpHandler())) { BaseAddress = new Uri(addresses[0]), Timeout = Patience.Long };
        Grpc = new Uri(addresses[1]);
    }

    public HttpClient Http { get; }

    public Uri Grpc { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningHost> Start(string data, params string[] settings)
    {
        var app = Program.Compose(
        [
            "--Fleet:Http=http://127.0.0.1:0", "--Fleet:Grpc=http://127.0.0.1:0", $"--Fleet:Data={data}", "--Logging:LogLevel:Default=Warning", .. settings,
        ]);
        try
        {
            await app.StartAsync();
            return new RunningHost(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
