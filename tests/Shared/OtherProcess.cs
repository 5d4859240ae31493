using System.Diagnostics;

namespace Fleet.Testing;

/// <summary>
/// The one way by which tests start processes; the compiler bans the others. A test that starts one, itself or by a helper or a fixture, is
/// marked with <c>[Trait("Needs", "processes")]</c>. <c>test.sh</c> runs those without the mark apart, and there a start fails: nobody can forget it.
/// </summary>
internal static class OtherProcess
{
    /// <summary>Set by <c>test.sh</c> while it runs the tests without the mark.</summary>
    private static readonly bool IsBanned = Environment.GetEnvironmentVariable("TESTS_START_NO_PROCESS") is not null;

    /// <summary>Starts one.</summary>
    /// <exception cref="InvalidOperationException">The test that is running does not bear the mark.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        MarkIsNeeded(start.FileName);
#pragma warning disable RS0030 // Here it is.
        return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} is no program.");
#pragma warning restore RS0030
    }

    /// <inheritdoc cref="Start(ProcessStartInfo)"/>
    public static Process Start(string program, params string[] arguments) => Start(new ProcessStartInfo(program, arguments));

    /// <summary>For a helper that leaves something where it stands (a folder, a handler) before it starts a process.</summary>
    /// <param name="what">Is going to be started.</param>
    /// <exception cref="InvalidOperationException">The test that is running does not bear the mark.</exception>
    public static void MarkIsNeeded(string what)
    {
        if (IsBanned)
            throw new InvalidOperationException($"{what} is a process: mark the test that starts it with [Trait(\"Needs\", \"processes\")].");
    }
}
