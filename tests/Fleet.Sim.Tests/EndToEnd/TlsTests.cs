using Fleet.Sim.Report;
using Fleet.Testing;
using Fleet.Sim.Tests.Workers;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>A server that speaks TLS, driven by the simulator.</summary>
[Trait("Needs", "processes")]
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-tls-");
    private readonly TestCertificate _certificate;

    public TlsTests() => _certificate = new TestCertificate(_folder.FullName);

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_run_over_TLS_is_good_where_the_certificate_is_trusted_and_does_not_begin_where_it_is_not()
    {
        await using var host = new TestHost(_certificate);
        host.UntilReady();
        await using (var untrusting = Sim("run", "office-day", "--clients", "20", "--duration", "3s", "--server", host.Grpc.ToString(), "--api", host.Http.ToString()))
        {
            Assert.Equal(7, await untrusting.ExitAsync());
            Assert.Contains($"The certificate of https://{host.Grpc.Authority} is not trusted (", untrusting.Said);
        }

        await using (var recording = Sim("record", "--from", "-1m", "--to", "now", "--out", Path.Combine(_folder.FullName, "r.jsonl"), "--api", host.Http.ToString()))
        {
            Assert.Equal(7, await recording.ExitAsync());
            Assert.Contains($"The certificate of https://{host.Http.Authority} is not trusted (", recording.Said);
        }

        await using var run = new TestProcess(
            Binaries.Sim,
            ["run", "office-day", "--clients", "20", "--duration", "3s", "--readers", "2", "--ca", _certificate.Root, "--server", host.Grpc.ToString(), "--api", host.Http.ToString()]);
        // A machine that is busy makes its figures worthless, not its verdict about the server.
        Assert.True((SimExit)await run.ExitAsync() is SimExit.Good or SimExit.GeneratorInvalid, run.Said);
        Assert.DoesNotContain(" 0 acked", run.Said);
        Assert.DoesNotContain(" asked 0 questions", run.Said);
        // A worker has no file of roots: what its coordinator trusts comes with the order.
        await using (var rig = await WorkerRig.StartAsync(TimeProvider.System))
        {
            await using var byWorker = Sim(
                "run", "office-day", "--clients", "20", "--duration", "1s", "--readers", "1", "--into-live", "--ca", _certificate.Root, "--server", host.Grpc.ToString(), "--api", host.Http.ToString(),
                "--workers", rig.Addresses[0].ToString(), "--token", WorkerRig.Token);
            Assert.True((SimExit)await byWorker.ExitAsync() is SimExit.Good or SimExit.GeneratorInvalid, byWorker.Said);
            Assert.DoesNotContain(" 0 acked", byWorker.Said);
            Assert.DoesNotContain(" asked 0 questions", byWorker.Said);
        }

        await using var trusting = Sim("record", "--from", "-1m", "--to", "now", "--out", Path.Combine(_folder.FullName, "r.jsonl.gz"), "--api", host.Http.ToString(), "--ca", _certificate.Root);
        Assert.True(await trusting.ExitAsync() == 0, trusting.Said);
        await using var same = Sim("verify", Path.Combine(_folder.FullName, "r.jsonl.gz"), "--api", host.Http.ToString(), "--ca", _certificate.Root);
        Assert.True(await same.ExitAsync() == 0, same.Said);
    }

    [Fact]
    public async Task A_server_without_TLS_is_told()
    {
        await using var host = new TestHost();
        host.UntilReady();
        await using var run = Sim("run", "office-day", "--clients", "20", "--duration", "3s", "--server", $"https://{host.Grpc.Authority}", "--api", host.Http.ToString());
        Assert.Equal(7, await run.ExitAsync());
        Assert.Contains($"There is no TLS at https://{host.Grpc.Authority} (", run.Said);
    }

    private static TestProcess Sim(params string[] args) => new(Binaries.Sim, args);
}
