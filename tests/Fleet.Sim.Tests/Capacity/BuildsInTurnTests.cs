using Fleet.Sim.Capacity;
using Fleet.Sim.Hosting;
using Xunit;

namespace Fleet.Sim.Tests.Capacity;

public sealed class BuildsInTurnTests
{
    [Fact]
    public void A_drift_that_goes_one_way_takes_as_much_from_one_build_as_from_the_other()
    {
        var turns = Enumerable.Range(0, 8).ToLookup(BuildsInTurn.IsAfter);
        Assert.Equal([0, 3, 4, 7], turns[false]);
        Assert.Equal(turns[false].Sum(), turns[true].Sum());
    }

    [Fact]
    public void A_build_is_its_folder_its_assembly_or_the_executable_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory("fleet-build-");
        try
        {
            var assembly = Path.Combine(folder.FullName, "fleet.dll");
            Assert.Throws<FileNotFoundException>(() => HostBinary.At(folder.FullName));
            File.WriteAllText(assembly, "");
            Assert.All([folder.FullName, assembly, Path.Combine(folder.FullName, "fleet")], build => Assert.Equal(assembly, HostBinary.At(build)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
