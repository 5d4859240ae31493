using Fleet.Testing;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>A proxy before all nodes, which gives each request to another one of them.</summary>
internal static class SpreadingProxy
{
    public static Task<NginxProxy> Start(IEnumerable<Uri> nodes) => NginxProxy.Start(address => $$"""
        upstream nodes { {{string.Concat(nodes.Select(node => $"server {node.Authority}; "))}} }
        server {
          listen {{address}};
          location / {
            proxy_pass http://nodes;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
          }
        }
        """);
}
