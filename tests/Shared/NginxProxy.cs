using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fleet.Testing;

/// <summary>A real nginx before what is tested.</summary>
internal sealed class NginxProxy : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _nginx;

    /// <param name="http">What stands in the <c>http</c> block beside what keeps nginx to its folder; is told where to listen.</param>
    private NginxProxy(Func<string, string> http)
    {
        OtherProcess.MarkIsNeeded("nginx");
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        _folder = Directory.CreateTempSubdirectory("fleet-proxy-");
        var (folder, configuration) = (_folder.FullName, Path.Combine(_folder.FullName, "nginx.conf"));
        File.WriteAllText(configuration, $$"""
            daemon off;
            worker_processes 1;
            pid {{folder}}/pid;
            error_log {{folder}}/error.log;
            events { worker_connections 64; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              {{http(Address.Authority)}}
            }
            """);
        _nginx = OtherProcess.Start(new ProcessStartInfo("nginx", ["-c", configuration, "-p", folder, "-e", $"{folder}/error.log"])
        {
            UseShellExecute = false,
            Environment = { ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin" },
        });
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts one, and waits until it listens.</summary>
    /// <param name="http">See the constructor.</param>
    public static async Task<NginxProxy> Start(Func<string, string> http)
    {
        var proxy = new NginxProxy(http);
        using var limit = new CancellationTokenSource(Patience.Long);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await proxy.Listens())
            await pace.WaitForNextTickAsync(limit.Token);
        return proxy;
    }

    public void Dispose()
    {
        // Its worker, too, which would stay.
        _nginx.Kill(entireProcessTree: true);
        _nginx.WaitForExit();
        _nginx.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> Listens()
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
