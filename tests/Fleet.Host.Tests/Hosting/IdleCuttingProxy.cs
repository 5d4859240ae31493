using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Fleet.Testing;

namespace Fleet.Host.Tests.Hosting;

/// <summary>A real nginx before a host, which cuts every stream on which the server says nothing for a few seconds, as proxies do after a minute.</summary>
internal sealed class IdleCuttingProxy : IDisposable
{
    /// <summary>The server may be silent for so long.</summary>
    public static readonly TimeSpan CutsAfter = TimeSpan.FromSeconds(3);

    private readonly TemporaryFolder _folder = new();
    private readonly Process _nginx;

    private IdleCuttingProxy(Uri server)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        var configuration = Path.Combine(_folder.Path, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            daemon off;
            worker_processes 1;
            pid {{_folder.Path}}/pid;
            error_log {{_folder.Path}}/error.log;
            events { worker_connections 64; }
            http {
              access_log off;
              client_body_temp_path {{_folder.Path}}/body;
              proxy_temp_path {{_folder.Path}}/proxy;
              fastcgi_temp_path {{_folder.Path}}/fastcgi;
              uwsgi_temp_path {{_folder.Path}}/uwsgi;
              scgi_temp_path {{_folder.Path}}/scgi;
              server {
                listen {{Address.Authority}} http2;
                client_max_body_size 0;
                location / {
                  grpc_pass grpc://{{server.Authority}};
                  grpc_read_timeout {{CutsAfter.TotalSeconds}}s;
                }
              }
            }
            """);
        _nginx = OtherProcess.Start(new ProcessStartInfo("nginx", ["-c", configuration, "-p", _folder.Path, "-e", $"{_folder.Path}/error.log"])
        {
            UseShellExecute = false,
            Environment = { ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin" },
        });
    }

    /// <summary>Where clients connect.</summary>
    public Uri Address { get; }

    /// <summary>Starts one, and waits until it listens.</summary>
    public static async Task<IdleCuttingProxy> Start(Uri server)
    {
        var proxy = new IdleCuttingProxy(server);
        await Eventually.Holds(async () =>
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, proxy.Address.Port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
        return proxy;
    }

    public void Dispose()
    {
        _nginx.Kill();
        _nginx.WaitForExit();
        _nginx.Dispose();
        _folder.Dispose();
    }
}
