namespace Fleet.Cluster.Tests.Hosting;

/// <summary>A file system of 64 MiB in memory; mounting takes root.</summary>
internal sealed class SmallVolume : IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("fleet-volume-");

    /// <param name="owner">Whose folder it holds.</param>
    public SmallVolume(string owner)
    {
        Shell.Run($"chmod 755 {_place} && mount -t tmpfs -o size=64m,mode=755 tmpfs {_place} && mkdir {Folder} && chown {owner} {Folder}");
    }

    public string Folder => Path.Combine(_place.FullName, "data");

    private string Ballast => Path.Combine(_place.FullName, "ballast");

    /// <summary>Nothing more goes in.</summary>
    public void Fill() => Shell.Run($"dd if=/dev/zero of={Ballast} bs=64k 2>/dev/null; dd if=/dev/zero bs=512 2>/dev/null >> {Ballast}; true");

    public void Empty() => File.Delete(Ballast);

    public void Dispose()
    {
        Shell.Run($"umount -l {_place}");
        _place.Delete();
    }
}
