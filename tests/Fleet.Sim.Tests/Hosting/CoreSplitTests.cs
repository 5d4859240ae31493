using Fleet.Sim.Hosting;
using Xunit;

namespace Fleet.Sim.Tests.Hosting;

public sealed class CoreSplitTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-cores-");

    [Theory]
    [InlineData("a/x b/x", "0", "1")]
    [InlineData("a/x b/x a/x b/x", "0,2", "1,3")]
    [InlineData("a/x b/x c/x", "0", "1,2")]
    [InlineData("a/x b/y c/x d/y", "0,2", "1,3")]
    [InlineData("a/x a/x b/x b/x c/y c/y d/y d/y", "0,1,2,3", "4,5,6,7")]
    [InlineData("a/x", "", "")]
    [InlineData("a/x a/x", "", "")]
    public void Halves_caches_or_cores_and_never_the_siblings_of_one(string processors, string generator, string server)
    {
        var split = CoreSplit.Of(Processors(processors), double.PositiveInfinity);
        Assert.Equal((generator, server), (string.Join(',', split.Generator), string.Join(',', split.Server)));
    }

    [Theory]
    [InlineData(8, "0,1,2,3", "4,5,6,7")]
    [InlineData(4.5, "0,2", "4,6")]
    [InlineData(2, "0", "2")]
    [InlineData(1.9, "", "")]
    public void A_quota_is_the_limit_with_one_thread_a_core(double quota, string generator, string server)
    {
        var split = CoreSplit.Of(Processors("a/x a/x b/x b/x c/x c/x d/x d/x"), quota);
        Assert.Equal((generator, server), (string.Join(',', split.Generator), string.Join(',', split.Server)));
    }

    [Fact]
    public void Why_nothing_is_set_apart_is_told()
    {
        Assert.Contains("siblings", CoreSplit.Of(Processors("a/x a/x"), double.PositiveInfinity).Told, StringComparison.Ordinal);
        Assert.Contains("quota of 1.5", CoreSplit.Of(Processors("a/x b/x"), 1.5).Told, StringComparison.Ordinal);
    }

    [Fact]
    public void The_quota_is_the_least_of_all_groups_from_the_own_one_up()
    {
        Write("outer/cpu.max", "400000 100000");
        Write("outer/inner/cpu.max", "150000 100000");
        Write("cpu/docker/cpu.cfs_quota_us", "250000");
        Write("cpu/docker/cpu.cfs_period_us", "100000");
        Assert.Equal(1.5, CpuQuota.Of(["0::/outer/inner"], _folder.FullName));
        Assert.Equal(4, CpuQuota.Of(["0::/outer"], _folder.FullName));
        Assert.Equal(2.5, CpuQuota.Of(["4:memory:/docker", "3:cpu,cpuacct:/docker"], _folder.FullName));
        Write("outer/cpu.max", "max 100000");
        Assert.Equal(double.PositiveInfinity, CpuQuota.Of(["0::/outer"], _folder.FullName));
        Assert.Equal(double.PositiveInfinity, CpuQuota.Of([], _folder.FullName));
    }

    [Fact]
    public void A_processor_is_where_the_kernel_tells()
    {
        Write("cpu3/topology/thread_siblings_list", "1,3\n");
        Write("cpu3/cache/index0/level", "1");
        Write("cpu3/cache/index0/shared_cpu_list", "1,3");
        Write("cpu3/cache/index3/level", "3");
        Write("cpu3/cache/index3/shared_cpu_list", "0-7");
        Assert.Equal(new Processor(3, "1,3", "0-7"), Processor.Of(3, _folder.FullName));
        Assert.Equal(new Processor(4, "4", ""), Processor.Of(4, _folder.FullName));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Core and cache of each, from number 0.</summary>
    private static IReadOnlyList<Processor> Processors(string told) => [.. told.Split(' ').Select((one, number) => new Processor(number, one.Split('/')[0], one.Split('/')[1]))];

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
