using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Fleet.Protocol.Tls;

namespace Fleet.Sim.Trials;

/// <summary>Looks whether anybody is there before a run begins.</summary>
internal static class ReachabilityCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <exception cref="ServerUnreachableException">One of the addresses does not answer.</exception>
    public static Task EnsureReachableAsync(TrialOptions options, CancellationToken cancel) =>
        EnsureReachableAsync(options.Drive.Servers, [options.Api], options.Drive.Trust, cancel);

    /// <exception cref="ServerUnreachableException">One of the addresses does not answer.</exception>
    public static async Task EnsureReachableAsync(IReadOnlyList<Uri> servers, IReadOnlyList<Uri> apis, ServerTrust trust, CancellationToken cancel)
    {
        foreach (var server in servers)
            await EnsureListeningAsync(server, trust, "gRPC", "--server", cancel);
        foreach (var api in apis)
            await EnsureListeningAsync(api, trust, "the HTTP API", "--api", cancel);
    }

    private static async Task EnsureTrustedAsync(TcpClient socket, Uri address, ServerTrust trust, string option, CancellationToken cancel)
    {
        await using var tls = new SslStream(socket.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(trust.Options(address.Host), cancel);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            throw new ServerUnreachableException($"{option}: {TlsFault.Describe(e, address)} --ca FILE trusts other roots.", e);
        }
    }

    private static async Task EnsureListeningAsync(Uri address, ServerTrust trust, string what, string option, CancellationToken cancel)
    {
        using var socket = new TcpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, patience.Token);
            if (address.Scheme == Uri.UriSchemeHttps)
                await EnsureTrustedAsync(socket, address, trust, option, patience.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new ServerUnreachableException(
                $"Nobody serves {what} at {address.GetLeftPart(UriPartial.Authority)}. Start a host (`fleet`), name another address with {option}, or let `fleet-sim demo` start a host of its own.", e);
        }
    }
}
