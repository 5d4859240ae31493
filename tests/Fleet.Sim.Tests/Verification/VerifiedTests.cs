using Fleet.Sim.Drive;
using Fleet.Sim.InProcess;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Verification;
using Xunit;

namespace Fleet.Sim.Tests.Verification;

public sealed class VerifiedTests : IDisposable
{
    private static readonly Uri Api = new("http://10.0.0.5:5080");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-verified-");

    [Theory]
    [InlineData("f00d", null, SimExit.Good, "same", "SAME: day")]
    [InlineData("f00d", 0, SimExit.Good, "same", "SAME: day")]
    [InlineData("f00d", 3, SimExit.ServerDiffers, "server-differs", "WRONG: the server at http://10.0.0.5:5080/ ")]
    [InlineData("beef", 0, SimExit.ReplayDiverged, "diverged", "DIVERGED: day")]
    [InlineData("beef", 3, SimExit.ServerDiffers, "diverged", "WRONG: the server at http://10.0.0.5:5080/ ", "DIVERGED: day")]
    public void A_recording_and_a_server_are_judged_apart_and_the_server_goes_first(string told, int? differing, SimExit exit, string verdict, params string[] headlines)
    {
        var verified = new Verified(
            Recording(told), new PlayOutcome("f00d", PlayFigures.None, null, null), differing is { } wrong ? new ServerState(Api, "cafe", AfterGoodbye: true, 9, wrong, [], [], null) : null, null);
        Assert.Equal(exit, verified.Exit);
        var document = VerifyDocument.Of(verified);
        Assert.Equal((verdict, (int)exit), (document.Verdict, document.ExitCode));
        var lines = VerifySummary.Lines(verified, "day").TakeWhile(line => !line.StartsWith(' ') && line.Length > 0).ToList();
        Assert.Equal(headlines.Length, lines.Count);
        Assert.All(headlines.Zip(lines), pair => Assert.StartsWith(pair.First, pair.Second));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private RecordedTimeline Recording(string fleetHash)
    {
        var (path, scenario) = (Path.Combine(_folder.FullName, "day.jsonl"), ScenarioLibrary.Load("office-day"));
        var day = new ScenarioTimeline(scenario, new TimelineOptions(7) { Clients = 5 });
        RecordingFile.Write(path, "--out", RecordingHeaders.Of(scenario, day, Speed.Real, null), day, () => fleetHash, null, default);
        return RecordedTimeline.Open(path, null, default);
    }
}
