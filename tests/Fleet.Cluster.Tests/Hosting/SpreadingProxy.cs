using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Fleet.Testing;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>A real nginx before all nodes, which gives each request to another one of them.</summary>
internal sealed class SpreadingProxy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-proxy-");
    private readonly Process _nginx;

    private SpreadingProxy(IEnumerable<Uri> nodes)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        var configuration = Path.Combine(_folder.FullName, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            daemon off;
            worker_processes 1;
            pid {{_folder.FullName}}/pid;
            events { worker_connections 64; }
            http {
              access_log off;
              client_body_temp_path {{_folder.FullName}}/body;
              proxy_temp_path {{_folder.FullName}}/proxy;
              fastcgi_temp_path {{_folder.FullName}}/fastcgi;
              uwsgi_temp_path {{_folder.FullName}}/uwsgi;
              scgi_temp_path {{_folder.FullName}}/scgi;
              upstream nodes { {{string.Concat(nodes.Select(node => $"server {node.Authority}; "))}} }
              server {
                listen {{Address.Authority}};
                location / {
                  proxy_pass http://nodes;
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                }
              }
            }
            """);
        _nginx = OtherProcess.Start(new ProcessStartInfo("nginx", ["-c", configuration, "-p", _folder.FullName, "-e", $"{_folder.FullName}/error.log"])
        {
            UseShellExecute = false,
            Environment = { ["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin" },
        });
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts one, and waits until it listens.</summary>
    public static async Task<SpreadingProxy> Start(IEnumerable<Uri> nodes)
    {
        var proxy = new SpreadingProxy(nodes);
        await Eventually.Holds(
            async () =>
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
            },
            "the proxy listens");
        return proxy;
    }

    public void Dispose()
    {
        _nginx.Kill();
        _nginx.WaitForExit();
        _nginx.Dispose();
        _folder.Delete(recursive: true);
    }
}
