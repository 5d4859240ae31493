using System.Globalization;
using System.Text.Json;
using Fleet.Testing;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>A host on a data folder of its own, that can be killed and started again.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("fleet-e2e-");
    private readonly HttpClient _http;
    private readonly TestCertificate? _certificate;
    private readonly TimeSpan _timeout;
    private TestProcess _process;

    /// <param name="certificate">It speaks TLS with this one; null: it speaks none.</param>
    /// <param name="timeout">Who is silent for so many seconds is gone.</param>
    public TestHost(TestCertificate? certificate = null, int timeout = 6)
    {
        (_certificate, _timeout) = (certificate, TimeSpan.FromSeconds(timeout));
        var scheme = certificate is null ? "http" : "https";
        Http = new Uri($"{scheme}://127.0.0.1:{FreePort.Next()}");
        Grpc = new Uri($"{scheme}://127.0.0.1:{FreePort.Next()}");
        _http = new HttpClient(certificate?.Trusting() ?? new SocketsHttpHandler()) { BaseAddress = Http, Timeout = Patience.Long };
        _process = Start();
    }

    public Uri Http { get; }

    public Uri Grpc { get; }

    public void UntilReady() => Eventually.True(() =>
    {
        Assert.False(_process.HasExited, _process.Said);
        return Get("/health/ready") is not null;
    });

    /// <summary>Reports that this process has taken since it started.</summary>
    public double ReportsTaken() => (Get("/metrics") ?? "").Split('\n')
        .Where(line => line.StartsWith("fleet_reports_total", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    /// <summary>Clients that are online, as the API counts them.</summary>
    public int Online() => Get("/v1/fleet/summary") is { } summary ? JsonDocument.Parse(summary).RootElement.GetProperty("byConnection").GetProperty("online").GetInt32() : -1;

    public async Task KillAndStartAsync()
    {
        await _process.KillAsync();
        await _process.DisposeAsync();
        _process = Start();
        UntilReady();
    }

    /// <summary>Kills it for good.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Stops it as it stands, and lets it go on.</summary>
    public void Freeze(bool frozen)
    {
        using var kill = OtherProcess.Start("kill", frozen ? "-STOP" : "-CONT", _process.Id.ToString(CultureInfo.InvariantCulture));
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>What it answers; null: it refuses, or does not answer.</summary>
    public string? Get(string path)
    {
        try
        {
            using var response = _http.Send(new HttpRequestMessage(HttpMethod.Get, path));
            using var reader = new StreamReader(response.Content.ReadAsStream());
            return response.IsSuccessStatusCode ? reader.ReadToEnd() : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        _data.Delete(recursive: true);
    }

    private TestProcess Start() => new(Binaries.Host, [], new Dictionary<string, string>
    {
        ["Fleet__Data"] = Path.Combine(_data.FullName, "data"),
        ["Fleet__Http"] = Http.GetLeftPart(UriPartial.Authority),
        ["Fleet__Grpc"] = Grpc.GetLeftPart(UriPartial.Authority),
        ["Fleet__Tls__Certificate"] = _certificate?.Certificate ?? "none",
        ["Fleet__Tls__Key"] = _certificate?.Key ?? "none",
        ["Fleet__Presence__Heartbeat"] = $"{_timeout / 3}",
        ["Fleet__Presence__Timeout"] = $"{_timeout}",
        ["Fleet__Presence__Grace"] = $"{_timeout}",
    });
}
