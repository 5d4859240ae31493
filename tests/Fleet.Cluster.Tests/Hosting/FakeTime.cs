using System.Globalization;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>The wall clock of a process goes wrong, or is set while it runs (libfaketime); what it measures by the monotonic clock is right.</summary>
internal sealed class FakeTime : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public FakeTime(TimeSpan ahead) => Set(ahead);

    /// <summary>For the environment of a process that is that far ahead from its start to its end. All its clocks are: the driver of PostgreSQL cannot connect with some of them alone.</summary>
    public static (string Name, string Value)[] Always(TimeSpan ahead) => [Library, ("FAKETIME", Text(ahead))];

    /// <summary>For the environment of the process.</summary>
    public (string Name, string Value)[] Settings =>
    [
        Library,
        ("FAKETIME_TIMESTAMP_FILE", _file),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];

    /// <summary>The process sees it with its next look at the clock.</summary>
    public void Set(TimeSpan ahead) => File.WriteAllText(_file, Text(ahead));

    public void Dispose() => File.Delete(_file);

    private static (string Name, string Value) Library => ("LD_PRELOAD", Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", SearchOption.AllDirectories).First());

    private static string Text(TimeSpan ahead) => ahead.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture);
}
