using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Xunit;

namespace Fleet.Protocol.Tests.Recording;

/// <summary>An operator's acts in a recording: read as they were written, and whatever is wrong with them is told with its line.</summary>
public sealed class RecordedActTests
{
    private static readonly RecordedAct[] Acts =
    [
        new(0, 1, new OperatorAct.PutLevel(Group: null, new LevelSettings { RealTimeScan = ManagedScan.Enabled })),
        new(10, 2, new OperatorAct.ChangeSettings(new Selection.Named([ClientId.Parse("pc-1")]), new SettingsPatch(Leaves.Roaming, LevelSettings.None))),
        new(20, 3, new OperatorAct.MakeTask(new TaskDefinition(
            TaskId.Parse("scan"), TaskKind.ScanNow, new Selection.OfGroup(GroupName.Parse("sales")), WhenUnreachable.Keep, TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), 1,
            new Rollout(60, new Increase(1.5, 10), new Abort(10, 5), [new Wave(50, Approve: true), new Wave(50, Approve: false)]), "noon"))),
        new(20, 4, new OperatorAct.OrderTask(TaskId.Parse("scan"), TaskOrder.Pause)),
    ];

    [Fact]
    public void They_are_read_as_they_were_written_before_the_events_of_their_time()
    {
        var reader = Read(Written());
        Assert.Equal(Acts, reader.Acts);
        Assert.Equal(6, reader.Footer!.Count);
        Assert.Equal("fleet-sim/recording/2", reader.Header.Schema);
    }

    [Theory]
    [InlineData("recording/2", "recording/1", "2: fleet-sim/recording/1 has no acts of an operator")]
    [InlineData("\"n\":2,\"act\"", "\"n\":3,\"act\"", "3: act 3 follows act 1: lines are missing, or there twice")]
    [InlineData("{\"t\":20,\"n\":4", "{\"t\":19,\"n\":4", "out of order: an act of t = 19")]
    [InlineData("{\"t\":20,\"c\"", "{\"t\":9,\"c\"", "out of order: t = 9 came after an act of t = 20")]
    [InlineData("/v1/tasks/scan/pause", "/v1/tasks/scan/hurry", "'POST /v1/tasks/scan/hurry' is no act of an operator")]
    [InlineData("\"perMinute\":60", "\"perMinute\":0", "rollout.perMinute")]
    [InlineData("\"realTimeScan\":\"enabled\"", "\"realTimeScan\":\"on\"", "the body of the act is wrong")]
    [InlineData("{\"privileges\":{\"roaming\":null}}", "{ \"privileges\":{\"roaming\":null}}", "this is not how a recording writes it")]
    public void What_is_wrong_with_one_is_told(string right, string wrong, string message)
    {
        var text = string.Join('\n', Recordings.Lines(Written()));
        Assert.Contains(right, text, StringComparison.Ordinal);
        var changed = Recordings.Bytes(text.Replace(right, wrong, StringComparison.Ordinal).Split('\n'));
        Assert.Contains(message, Assert.Throws<RecordingException>(() => Read(changed)).Message, StringComparison.Ordinal);
    }

    private static byte[] Written()
    {
        using var writer = new RecordingWriter(Recordings.OfAllKinds);
        foreach (var act in Acts)
            writer.Write(act);
        writer.Write(new RecordedInput(20, ClientId.Parse("pc-1"), 1, InputKind.Connect));
        writer.Write(new RecordedInput(30, ClientId.Parse("pc-1"), 2, InputKind.Intend, Intent: new ClientIntent.CannotApply(LevelSettings.None, "no")));
        writer.Finish(fleetHash: null);
        return writer.Gathered.ToArray();
    }

    private static RecordingReader Read(byte[] recording)
    {
        using var reader = new RecordingReader(new MemoryStream(recording), "a.jsonl");
        while (reader.TryRead(out _))
        {
        }

        return reader;
    }
}
