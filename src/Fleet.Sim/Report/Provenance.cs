using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Fleet.Sim.Report;

/// <summary>How a result came about, so that it can be placed and made again.</summary>
/// <param name="StartedAt">When this process began.</param>
/// <param name="Command">The command line, without secrets, as a shell would take it.</param>
/// <param name="Generator">The version of this simulator, with its commit where the build knew it.</param>
/// <param name="Server">The version that the server told; null: there was none, or it did not tell.</param>
public sealed record Provenance(DateTimeOffset StartedAt, string Command, string Generator, string? Server)
{
    private const string Secret = "--token";
    private const string Hidden = "...";
    private const string PlainSigns = "-_./:=,%+@";

    /// <summary>Of this process.</summary>
    /// <param name="server">The version that the server told; null: there was none, or it did not tell.</param>
    public static Provenance OfThisProcess(string? server)
    {
        using var process = Process.GetCurrentProcess();
        return new Provenance(
            new DateTimeOffset(process.StartTime).ToUniversalTime(),
            CommandOf([.. Environment.GetCommandLineArgs().Skip(1)]),
            typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            server);
    }

    /// <summary>The same with the machine, in words for a page.</summary>
    public IEnumerable<(string Name, string Value)> Facts(Machine machine)
    {
        yield return ("started", StartedAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        yield return ("generator", $"fleet-sim {Generator}");
        if (Server is not null)
            yield return ("server", $"fleet {Server}");
        yield return ("generator's machine", $"{machine.Name}: {machine.Processors} processors, {machine.MemoryBytes / (1 << 20):N0} MiB");
        yield return ("its system", $"{machine.Os}, {machine.Architecture}, {machine.Runtime}");
        yield return ("command", Command);
    }

    /// <summary>A command line as a shell would take it, but for the value of <c>--token</c>.</summary>
    internal static string CommandOf(IReadOnlyList<string> arguments) => string.Join(' ', arguments.Select((argument, at) => Quoted(
        at > 0 && arguments[at - 1] == Secret ? Hidden
        : argument.StartsWith(Secret + "=", StringComparison.Ordinal) || argument.StartsWith(Secret + ":", StringComparison.Ordinal) ? argument[..(Secret.Length + 1)] + Hidden
        : argument)).Prepend("fleet-sim"));

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || PlainSigns.Contains(letter, StringComparison.Ordinal)) ? argument
        : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
