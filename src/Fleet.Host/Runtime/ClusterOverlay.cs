using Akka.Configuration;
using Akka.Hosting;
using Akka.Remote.Transport.DotNetty;
using Fleet.Actors.Members;
using Fleet.Host.Settings;

namespace Fleet.Host.Runtime;

/// <summary>What the settings say about the cluster, for Akka.</summary>
internal static class ClusterOverlay
{
    /// <summary>Laid over hocon/cluster.conf.</summary>
    public static Config Of(NodeSettings cluster) => ConfigurationFactory.ParseString(
        $$"""
        akka.remote.dot-netty.tcp {
          hostname = "{{cluster.Host}}"
          port = {{cluster.Port}}
          enable-ssl = {{(cluster.Certificate is null ? "off" : "on")}}
        }
        akka.cluster.roles = [{{string.Join(", ", cluster.Roles.Concat(Reads.All).Select(role => $"\"{role}\""))}}]
        """);

    /// <summary>Has the nodes prove to each other who they are, if a certificate is set.</summary>
    public static AkkaConfigurationBuilder WithNodeCertificate(this AkkaConfigurationBuilder akka, NodeCertificates? certificates) => certificates is null ? akka : akka.AddSetup(new DotNettySslSetup(
        certificates.Own, suppressValidation: false, requireMutualAuthentication: true, (peer, _, _, _, _) => peer is not null && certificates.AreTrusted(peer)));
}
