using System.Net;
using System.Security.Cryptography;
using Fleet.Host.Starting;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Grpc.Net.Client;
using Xunit;

namespace Fleet.Host.Tests.Listening;

/// <summary>Both listeners with TLS, from outside.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestCertificate _certificate;

    public TlsTests() => _certificate = new TestCertificate(_folder.Path);

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task Questions_and_sessions_go_by_TLS_and_the_operators_commands_say_whom_they_do_not_trust()
    {
        var (process, untrusting) = await FleetProcess.StartReady(_folder.Path, _certificate.Settings);
        await using var _ = process;
        using var __ = untrusting;
        var api = untrusting.BaseAddress!;
        Assert.Equal(("https", "https"), (api.Scheme, process.Grpc.Scheme));

        using var http = new HttpClient(new PatientHandler(_certificate.Trusting())) { BaseAddress = api, Timeout = Patience.Long };
        await http.Reported("pc-1", 1, """{"realTimeScan":"stopped"}""");
        foreach (var version in (Version[])[HttpVersion.Version11, HttpVersion.Version20])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/clients/pc-1") { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            using var answer = await http.SendAsync(request);
            Assert.Equal((HttpStatusCode.OK, version), (answer.StatusCode, answer.Version));
            using var head = new HttpRequestMessage(HttpMethod.Head, "/v1/clients/pc-1") { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            using var without = await http.SendAsync(head);
            Assert.Equal((HttpStatusCode.OK, version), (without.StatusCode, without.Version));
            Assert.Empty(await without.Content.ReadAsByteArrayAsync());
        }

        using var channel = GrpcChannel.ForAddress(process.Grpc, new GrpcChannelOptions { HttpHandler = _certificate.Trusting(), DisposeHttpClient = true });
        using var session = new ClientSession(channel);
        await session.Welcomed("pc-2");

        await http.UntilVisible(0);
        await Command(0, "CONNECTION", ["summary", "--api", api.ToString()], ("SSL_CERT_FILE", _certificate.Root));
        await Command(7, $"fleet: The certificate of https://{api.Authority} is not trusted (", ["summary", "--api", api.ToString()]);
        await Command(7, $"one that speaks TLS is at https://{api.Authority}.", ["summary", "--api", $"http://{api.Authority}"]);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task An_address_without_TLS_is_told()
    {
        await using var host = await RunningHost.Start(_folder.Path);
        var authority = host.Http.BaseAddress!.Authority;
        await Command(7, $"fleet: There is no TLS at https://{authority} (", ["summary", "--api", $"https://{authority}"]);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_certificate_that_is_renewed_in_place_is_taken_without_a_restart_and_one_that_is_broken_is_not()
    {
        var (process, untrusting) = await FleetProcess.StartReady(_folder.Path, _certificate.Settings);
        await using var _ = process;
        using var __ = untrusting;
        var renewed = _certificate.Renew(days: 2);
        await Eventually.Holds(async () => await Shown(untrusting.BaseAddress!) == renewed);

        await File.WriteAllTextAsync(_certificate.Certificate, "-----BEGIN");
        await Eventually.Holds(async () =>
        {
            Assert.Equal(renewed, await Shown(untrusting.BaseAddress!));
            return process.Output.Contains("The listeners keep the certificate that they have", StringComparison.Ordinal);
        });
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_missing_file_stops_the_start()
    {
        File.Delete(_certificate.Certificate);
        await Command(2, $"fleet: Fleet:Tls:Certificate takes a PEM file with a certificate; {_certificate.Certificate} cannot be read as one", _certificate.Settings);
        Assert.False(Directory.Exists(_folder.File("data")));
    }

    [Fact]
    [Trait("Needs", "processes")]
    public Task One_address_with_TLS_and_one_without_stops_the_start() => Command(
        2,
        "fleet: Fleet:Http is https://127.0.0.1:0 and Fleet:Grpc is http://127.0.0.1:0: either both are https, or neither is.",
        [.. _certificate.Settings, "--Fleet:Grpc=http://127.0.0.1:0"]);

    [Fact]
    public void A_certificate_may_hold_its_key()
    {
        File.AppendAllText(_certificate.Certificate, "\n" + File.ReadAllText(_certificate.Key));
        Program.Compose([.. _certificate.Settings, "--Fleet:Tls:Key=none"]);
    }

    [Fact]
    public void A_certificate_that_expired_is_refused()
    {
        _certificate.Renew(days: -1);
        Assert.Contains($"Fleet:Tls:Certificate: the certificate in {_certificate.Certificate} expired at ", Refusal());
    }

    [Theory]
    [InlineData("server.pem", "", "Fleet:Tls:Certificate takes a PEM file with a certificate; ")]
    [InlineData("server.pem", "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----", "Fleet:Tls:Certificate takes a PEM file with a certificate; ")]
    [InlineData("server.key", "", "Fleet:Tls:Key takes a PEM file with the private key of the certificate; ")]
    [InlineData("server.key", null, "Fleet:Tls:Key takes a PEM file with the private key of the certificate; ")]
    public void A_file_without_what_it_is_for_is_refused_by_key(string file, string? text, string refusal)
    {
        File.Delete(_folder.File(file));
        if (text is not null)
            File.WriteAllText(_folder.File(file), text);
        Assert.Contains(refusal + _folder.File(file), Refusal());
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_certificate.Key, other.ExportPkcs8PrivateKeyPem());
        Assert.Contains("Fleet:Tls:Key takes a PEM file with the private key of the certificate; ", Refusal());
    }

    [Fact]
    public void A_certificate_without_a_key_is_refused() =>
        Assert.Contains($"Fleet:Tls:Key is none, and {_certificate.Certificate} does not hold the private key", Refusal("--Fleet:Tls:Key=none"));

    private string Refusal(params string[] more)
    {
        var refusal = Assert.ThrowsAny<CannotStartException>(() => Program.Compose([.. _certificate.Settings, .. more]));
        Assert.Equal(2, refusal.ExitCode);
        return refusal.Message;
    }

    /// <summary>The thumbprint of what the server shows to a new connection.</summary>
    private async Task<string?> Shown(Uri api)
    {
        string? shown = null;
        using var http = new HttpClient(_certificate.Trusting(thumbprint => shown = thumbprint)) { BaseAddress = api };
        await http.GetStringAsync(new Uri("/health/live", UriKind.Relative));
        return shown;
    }

    private async Task Command(int exitCode, string says, string[] args, params (string Name, string Value)[] environment)
    {
        await using var process = FleetProcess.Start(_folder.Path, args, environment);
        Assert.Equal(exitCode, await process.Ended());
        Assert.Contains(says, process.Output);
    }
}
