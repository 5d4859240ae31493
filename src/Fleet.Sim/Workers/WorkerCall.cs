using System.Reflection;
using Grpc.Core;

namespace Fleet.Sim.Workers;

/// <summary>What goes before the first order of a call, and how one is refused: the same for both sides.</summary>
internal static class WorkerCall
{
    /// <summary>Status trailer with the reason of a refusal, as the rest of Fleet has it.</summary>
    public const string Code = "fleet-code";

    /// <summary>No token came.</summary>
    public const string TokenMissing = "credential-missing";

    /// <summary>Another token came.</summary>
    public const string TokenUnknown = "credential-unknown";

    /// <summary>The coordinator is of another version.</summary>
    public const string OtherVersion = "version-differs";

    /// <summary>The worker has an order of another coordinator.</summary>
    public const string Busy = "busy";

    /// <summary>Whoever says nothing for so long is gone. Both sides say something every second.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private const string Authorization = "authorization";
    private const string Scheme = "Bearer ";
    private const string VersionHeader = "fleet-sim-version";

    /// <summary>Of this build. What two sides say to each other is kept for no other one.</summary>
    public static string Version { get; } = typeof(WorkerCall).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The headers of a call.</summary>
    public static Metadata Headers(string token, string version) => new() { { Authorization, Scheme + token }, { VersionHeader, version } };

    /// <summary>The token of a call; null: none came.</summary>
    public static string? TokenOf(Metadata headers) =>
        headers.GetValue(Authorization) is { } value && value.StartsWith(Scheme, StringComparison.Ordinal) ? value[Scheme.Length..] : null;

    /// <summary>The coordinator's version.</summary>
    public static string VersionOf(Metadata headers) => headers.GetValue(VersionHeader) ?? "unknown";

    /// <summary>Refuses a call.</summary>
    public static RpcException Refusal(StatusCode status, string code, string message) => new(new Status(status, message), new Metadata { { Code, code } });
}
