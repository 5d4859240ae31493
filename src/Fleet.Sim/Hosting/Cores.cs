using System.Globalization;
using System.Runtime.InteropServices;

namespace Fleet.Sim.Hosting;

/// <summary>
/// Processors, set apart for the generator and for a server of its own, so that neither takes the other's time. Linux only;
/// elsewhere nothing is pinned.
/// </summary>
internal sealed class Cores
{
    private const int MaskBytes = 128;

    private readonly byte[] _mask;

    public Cores(IReadOnlyList<int> numbers)
    {
        Numbers = numbers;
        _mask = new byte[MaskBytes];
        foreach (var number in numbers)
            _mask[number / 8] |= (byte)(1 << (number % 8));
    }

    /// <summary>Which, by the system's numbers.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>Those that this process may use, for the generator and for a server on the same machine.</summary>
    public static CoreSplit Split()
    {
        var mask = new byte[MaskBytes];
        if (!OperatingSystem.IsLinux() || GetAffinity(0, MaskBytes, mask) != 0)
            return new CoreSplit([], [], "this system has no way to keep a process on a processor");
        return CoreSplit.Of(
            [.. Enumerable.Range(0, MaskBytes * 8).Where(core => (mask[core / 8] & (1 << (core % 8))) != 0).Select(core => Processor.Of(core))], CpuQuota.Current());
    }

    /// <summary>Keeps all threads of this process, and those that they will start, on these cores.</summary>
    public void PinThisProcess()
    {
        foreach (var task in Directory.GetDirectories("/proc/self/task"))
            _ = SetAffinity(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture), MaskBytes, _mask);
    }

    /// <summary>Starts something on these cores: a child inherits them from the thread that makes it.</summary>
    public void Start(Action start)
    {
        var before = new byte[MaskBytes];
        _ = GetAffinity(0, MaskBytes, before);
        _ = SetAffinity(0, MaskBytes, _mask);
        try
        {
            start();
        }
        finally
        {
            _ = SetAffinity(0, MaskBytes, before);
        }
    }

    /// <summary>Such as <c>0,1</c>.</summary>
    public override string ToString() => string.Join(',', Numbers);

    [DllImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAffinity(int thread, nint size, byte[] mask);

    [DllImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAffinity(int thread, nint size, byte[] mask);
}
