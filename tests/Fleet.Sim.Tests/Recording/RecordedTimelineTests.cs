using System.IO.Compression;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;
using Fleet.Sim.Recording;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Recording;

/// <summary>Timelines into files and back.</summary>
public sealed class RecordedTimelineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-recording-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "day.jsonl");

    public static TheoryData<string> Names => [.. ScenarioLibrary.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_timeline_comes_back_as_it_was(string name)
    {
        var timeline = Timeline(name, seed: 7);
        var written = Write(timeline, name);
        var read = RecordedTimeline.Open(Path, null, default);
        Assert.Equal(Facts(timeline), Facts(read));
        Assert.Equal((timeline.Seed, timeline.Length), (read.Seed, read.Length));
        Assert.Equal(TimelineHash.Of(timeline), written.Hash);
        Assert.Equal(written.Hash, read.Footer.Hash);
        Assert.Equal(OracleFleet.HashAfterGoodbye(timeline, ClientRules.Default, default), OracleFleet.HashAfterGoodbye(read, ClientRules.Default, default));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_one_others()
    {
        Write(Timeline("office-day", seed: 7), "office-day");
        var first = File.ReadAllBytes(Path);
        Write(Timeline("office-day", seed: 7), "office-day");
        Assert.Equal(first, File.ReadAllBytes(Path));
        Write(Timeline("office-day", seed: 8), "office-day");
        Assert.NotEqual(first, File.ReadAllBytes(Path));
    }

    [Fact]
    public void What_is_cancelled_or_fails_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllText(Path, "old");
        var timeline = Timeline("office-day", seed: 7);
        Assert.Throws<OperationCanceledException>(() => Write(timeline, "office-day", cancel: new CancellationToken(canceled: true)));
        var header = RecordingHeaders.Of(ScenarioLibrary.Load("office-day"), timeline, Speed.Real, null);
        Assert.Throws<IOException>(() => RecordingFile.Write(Path, "--out", header, timeline, () => throw new IOException("No space left on device"), null, default));
        Assert.Equal("old", File.ReadAllText(Path));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void In_a_file_named_gz_it_is_packed_and_the_same()
    {
        var timeline = Timeline("office-day", seed: 7);
        Write(timeline, "office-day");
        var (packed, lines) = (Path + ".gz", File.ReadAllBytes(Path));
        Write(timeline, "office-day", path: packed);
        using (var unpacked = new MemoryStream())
        {
            using (var gzip = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress))
                gzip.CopyTo(unpacked);
            Assert.Equal(lines, unpacked.ToArray());
        }

        Assert.True(new FileInfo(packed).Length < lines.Length / 3);
        var read = RecordedTimeline.Open(packed, null, default);
        Assert.Equal(Facts(timeline), Facts(read));
        Assert.Equal(2, _folder.GetFiles().Length);
    }

    [Fact]
    public void A_packed_one_that_is_cut_damaged_or_not_packed_at_all_is_told_with_its_place()
    {
        var packed = Path + ".gz";
        Write(Timeline("office-day", seed: 7), "office-day", path: packed);
        var bytes = File.ReadAllBytes(packed);
        Assert.Matches(@"day\.jsonl\.gz:1: ", Fault([]));
        Assert.Matches(@"day\.jsonl\.gz:1: ", Fault(bytes[..5]));
        Assert.Matches(@"day\.jsonl\.gz:\d+: .*cut off", Fault(bytes[..(bytes.Length / 2)]));
        Assert.Matches(@"day\.jsonl\.gz:\d+: .*cut off", Fault(bytes[..^400]));
        var damaged = bytes.ToArray();
        damaged[bytes.Length / 2] ^= 0x55;
        Assert.Matches(@"day\.jsonl\.gz:\d+: ", Fault(damaged));
        Assert.Contains("day.jsonl.gz:1: it cannot be unpacked here: no gzip", Fault("""{"schema":"fleet-sim/recording/1"}"""u8.ToArray()));

        string Fault(byte[] content)
        {
            File.WriteAllBytes(packed, content);
            return Assert.Throws<RecordingException>(() => RecordedTimeline.Open(packed, null, default)).Message;
        }
    }

    [Fact]
    public void A_place_that_there_is_not_is_named_with_its_option() => Assert.Contains(
        "--out names", Assert.Throws<IOException>(() => AtomicFile.EnsureWritable(System.IO.Path.Combine(_folder.FullName, "no", "day.jsonl"), "--out")).Message);

    [Fact]
    public void A_file_that_there_is_not_is_named() =>
        Assert.Contains("day.jsonl", Assert.Throws<RecordingException>(() => RecordedTimeline.Open(Path, null, default)).Message);

    [Fact]
    public void A_client_that_connects_as_one_of_another_group_is_told_with_its_line()
    {
        var id = ClientId.Parse("pc");
        var header = RecordingHeaders.Of(ScenarioLibrary.Load("office-day"), Timeline("office-day", 7), Speed.Real, null);
        using (var writer = new RecordingWriter(header))
        {
            writer.Write(new RecordedInput(1, id, 1, InputKind.Connect, Group: GroupName.Parse("a")));
            writer.Write(new RecordedInput(2, id, 2, InputKind.Break));
            writer.Write(new RecordedInput(3, id, 3, InputKind.Connect, Group: GroupName.Parse("b")));
            writer.Finish(null);
            File.WriteAllBytes(Path, writer.Gathered.ToArray());
        }

        Assert.Contains("day.jsonl:4: pc connects as one of b", Assert.Throws<RecordingException>(() => RecordedTimeline.Open(Path, null, default)).Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private RecordingSummary Write(ITimeline timeline, string name, string? path = null, CancellationToken cancel = default) => RecordingFile.Write(
        path ?? Path, "--out", RecordingHeaders.Of(ScenarioLibrary.Load(name), timeline, Speed.Real, null), timeline, () => null, null, cancel);

    private static ScenarioTimeline Timeline(string name, long seed) =>
        SmallFleet.Timeline(name, new TimelineOptions(seed) { Clients = 30, Length = TimeSpan.FromMinutes(10) });

    private static IEnumerable<(TimeSpan, ClientId, long, Step)> Facts(ITimeline timeline) =>
        timeline.Events().Select(e => (e.At, timeline.Clients[e.Client].Id, e.Number, e.Step));
}
