using Fleet.Sim.Hosting;
using Xunit;

namespace Fleet.Sim.Tests.Hosting;

public sealed class ProcessTimesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-proc-");

    [Fact]
    public void A_family_is_a_process_and_its_children()
    {
        Write(2, "2 (kthreadd) S 0 0 0 0 -1 0 0 0 0 0 0 10 0 0 20 0");
        Write(41, "41 (kworker/0:1-(x) y) I 2 0 0 0 -1 69238880 0 0 0 0 30 120 0 0 20 0");
        Write(42, "42 (fleet) S 1 42 42 0 -1 4194304 0 0 0 0 900 900 0 0 20 0");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "43"));
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "self"));
        Assert.Equal(TimeSpan.FromSeconds(1.6), ProcessTimes.OfFamily(ProcessTimes.Kernel, _folder.FullName));
        Assert.Equal(TimeSpan.FromSeconds(18), ProcessTimes.OfFamily(42, _folder.FullName));
        Assert.Equal(TimeSpan.Zero, ProcessTimes.OfFamily(42, Path.Combine(_folder.FullName, "nowhere")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(int process, string stat)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, $"{process}"));
        File.WriteAllText(Path.Combine(folder.FullName, "stat"), stat);
    }
}
