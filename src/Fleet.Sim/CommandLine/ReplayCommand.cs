using System.CommandLine;
using Fleet.Sim.Recording;
using Fleet.Sim.Replay;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim replay FILE</c>.</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A recording." }.ParsedBy(Parsers.File);
        var (servers, apis, own) = (ServerOptions.Servers(), ServerOptions.Apis(), new OwnHosts());
        var shift = new Option<StartOfReplay>("--shift-to")
        {
            Description = "What the clients' clocks show at the start, and what patterns' releases count from: now, recorded, or a moment that is not ahead.",
            HelpName = "now|recorded|T",
            DefaultValueFactory = _ => StartOfReplay.Now,
        }.ParsedBy(Parsers.StartOfReplay);
        var (rules, drive, identity, trust) = (new RuleOptions(), new DriveArguments(), new IdentityOptions(), new TrustOption());
        var command = new Command("replay", """
            Plays a recording to a server: everybody connects, reports and goes as recorded. Every client is checked in the end, and
            the fleet has to be the one that the recording tells (exit code 6 if it is not); how late this machine was is only told.
            A server that knows one of the clients is not played to, unless that is asked for. Away from --speed 1x the clients judge the
            age of their patterns themselves, as no server's clock runs faster.

            Examples:
              fleet-sim replay tuesday.jsonl --own-host --speed 10x
              fleet-sim replay tuesday.jsonl --server http://10.0.0.5:5081 --api http://10.0.0.5:5080 --speed max --rename tue-
              fleet-sim replay tuesday.jsonl --own-host --speed max --pattern-max-age 3d
            """ + ExitCodes.Of([.. ExitCodes.Driving.Where(code => code != SimExit.GeneratorInvalid), SimExit.ReplayDiverged]))
        {
            file, servers, apis, shift,
        };
        trust.AddTo(command);
        own.AddTo(command);
        identity.AddTo(command);
        rules.AddTo(command, withTimeout: false);
        drive.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var (path, api) = (parsed.GetValue(file)!, parsed.GetValue(apis)!);
            var recording = RecordedTimeline.Open(path, new PacedProgress<double>(terminal, share => $"checking {path}: {share:0%}"), cancel);
            var trusted = trust.Of(parsed);
            if (!own.AreAsked(parsed))
                await ServiceCheck.EnsureServedAsync(parsed.GetValue(servers)!, api, trusted, cancel);
            var asked = rules.Asked(parsed, recording.Header).Client;
            var plan = ReplayPlan.Of(recording, identity.Prefix(parsed), parsed.GetValue(shift)!.Of(recording.Header), asked, drive.SpeedOf(parsed), TimeProvider.System, cancel);
            if (!own.AreAsked(parsed))
                await identity.EnsureFreeAsync(parsed, plan.Timeline, api[0], trusted, cancel);
            await using var hosts = own.AreAsked(parsed)
                ? await own.StartAsync(parsed, terminal, plan.Timeline, cancel, new Dictionary<string, string> { ["Fleet__Pattern__MaxAge"] = asked.PatternMaxAge.ToString("c") })
                : null;
            var http = hosts?.Http ?? api;
            await ActLimits.EnsureAloneAsync(plan.Timeline, http[0], trusted, cancel);
            var driven = drive.Drive(parsed, hosts?.Grpc ?? parsed.GetValue(servers)!, plan.Timeline.Clients.Count) with { Trust = trusted };
            if (hosts is null)
                await StreamLimit.EnsureRoomAsync(driven.Servers, plan.Timeline.Clients.Count, driven.Connections, trusted, cancel);
            var options = new TrialOptions(driven, http[0], asked)
            {
                Readers = drive.Readers(parsed),
                OtherApis = [.. http.Skip(1)],
                TimelineHash = recording.Footer.Hash,
                ExpectedFleetHash = plan.ExpectedFleetHash,
            };
            return await terminal.ShowAsync(
                new Trial(plan.Timeline, options, plan.Clock), plan.Timeline.Clients.Count, drive.Slo(parsed), RunPurpose.Replay, drive.Results, parsed, cancel);
        });
        return command;
    }
}
