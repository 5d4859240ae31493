using Microsoft.AspNetCore.Http.Features;

namespace Fleet.Host.Grpc.Messages;

/// <summary>Ends a stream whose other side makes more work than it should.</summary>
internal static class Resetting
{
    /// <summary>HTTP/2's error code (RFC 9113, 7) for such a peer.</summary>
    private const int EnhanceYourCalm = 0xb;

    /// <summary>
    /// A peer that does not read blocks the last message, and with it an orderly end; but not this, which ends its stream and no
    /// other of its connection, and which gRPC takes for RESOURCE_EXHAUSTED.
    /// </summary>
    public static void Reset(HttpContext stream)
    {
        if (stream.Features.Get<IHttpResetFeature>() is { } reset)
            reset.Reset(EnhanceYourCalm);
        else
            stream.Abort();
    }
}
