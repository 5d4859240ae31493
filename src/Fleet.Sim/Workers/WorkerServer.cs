using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Fleet.Sim.Workers;

/// <summary>A worker, listening.</summary>
internal sealed class WorkerServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WorkerServer(WebApplication app) =>
        (_app, Address) = (app, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));

    /// <summary>Where coordinators find it.</summary>
    public Uri Address { get; }

    /// <summary>Starts one.</summary>
    /// <param name="at">Where it listens: an address as a number, or localhost, which is both loopback addresses.</param>
    /// <param name="certificate">What it shows; null: it speaks no TLS.</param>
    /// <param name="worker">Who it is.</param>
    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<WorkerServer> StartAsync(Uri at, WorkerCertificate? certificate, WorkerIdentity worker)
    {
        // Nothing of its settings comes from files or the environment.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (at.Host == "localhost" && at.Port != 0)
                kestrel.ListenLocalhost(at.Port, listener => Speak(listener, certificate));
            else
                kestrel.Listen(at.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(at.Host.Trim('[', ']')), at.Port, listener => Speak(listener, certificate));
        });
        builder.Services.AddSingleton<IHostLifetime, OthersLifetime>();
        builder.Services.AddSingleton(worker);
        builder.Services.AddSingleton<WorkerDesk>();
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<WorkerDesk>();
        try
        {
            await app.StartAsync();
            return new WorkerServer(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends its order, if it has one, and then itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Speak(ListenOptions listener, WorkerCertificate? certificate)
    {
        listener.Protocols = HttpProtocols.Http2;
        if (certificate is not null)
            listener.UseHttps(https => (https.ServerCertificate, https.ServerCertificateChain) = (certificate.Own, certificate.Chain));
    }

    /// <summary>Who started it ends it: signals are the process's.</summary>
    private sealed class OthersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>What a worker shows to those who connect by TLS.</summary>
/// <param name="Own">Its certificate, with the private key.</param>
/// <param name="Chain">What stands beside it in its file.</param>
internal sealed record WorkerCertificate(X509Certificate2 Own, X509Certificate2Collection Chain)
{
    /// <summary>Reads one.</summary>
    /// <param name="certificate">A PEM file with the certificate, and those between it and its root.</param>
    /// <param name="key">A PEM file with its private key.</param>
    /// <exception cref="IOException">They cannot be used; the message names them.</exception>
    public static WorkerCertificate Load(string certificate, string key)
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            return new WorkerCertificate(X509Certificate2.CreateFromPemFile(certificate, key), chain);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new IOException($"{certificate} and {key} are not a certificate and its private key in PEM: {e.Message}", e);
        }
    }
}
