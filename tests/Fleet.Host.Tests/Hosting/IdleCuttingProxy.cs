using Fleet.Testing;

namespace Fleet.Host.Tests.Hosting;

/// <summary>A proxy before a host, which cuts every stream on which the server says nothing for a few seconds, as proxies do after a minute.</summary>
internal static class IdleCuttingProxy
{
    /// <summary>The server may be silent for so long.</summary>
    public static readonly TimeSpan CutsAfter = TimeSpan.FromSeconds(3);

    public static Task<NginxProxy> Start(Uri server) => NginxProxy.Start(address => $$"""
        server {
          listen {{address}} http2;
          client_max_body_size 0;
          location / {
            grpc_pass grpc://{{server.Authority}};
            grpc_read_timeout {{CutsAfter.TotalSeconds}}s;
          }
        }
        """);
}
