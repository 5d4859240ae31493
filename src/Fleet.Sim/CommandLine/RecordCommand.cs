using System.CommandLine;
using System.Diagnostics;
using Fleet.Protocol.Wire;
using Fleet.Sim.Download;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim record</c>.</summary>
internal static class RecordCommand
{
    public static Command Create(Terminal terminal)
    {
        var (api, trust) = (ServerOptions.Api(), new TrustOption());
        var from = new Option<DateTimeOffset>("--from") { Description = "The beginning, by the server's clock: 2026-03-03T08:00:00Z, or -2h for two hours ago.", HelpName = "T", Required = true }.ParsedBy(Parsers.Moment);
        var to = new Option<DateTimeOffset>("--to") { Description = "The end, in the same way; now for now.", HelpName = "T", Required = true }.ParsedBy(Parsers.Moment);
        var file = new OutputOption("--out", "The recording;") { Required = true };
        var command = new Command("record", """
            Records what came from the clients of a server between two moments, from its journal. The recording opens with inputs
            that bring every client to where it was at the first moment, so that it can be played to an empty server.

            Examples:
              fleet-sim record --from 2026-03-03T08:00:00Z --to 2026-03-03T18:00:00Z --out tuesday.jsonl
              fleet-sim record --api http://10.0.0.5:5080 --from -30m --to now --out incident.jsonl.gz
            """ + ExitCodes.Of(SimExit.ServerUnreachable))
        {
            api, from, to, file,
        };
        trust.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            var trusted = trust.Of(parsed);
            await ServiceCheck.EnsureApiAsync(parsed.GetValue(api)!, trusted, cancel);
            var began = Stopwatch.GetTimestamp();
            var (header, written) = await JournalDownload.WriteAsync(
                parsed.GetValue(api)!, trusted, parsed.GetValue(from), parsed.GetValue(to), path, new EventProgress(terminal), cancel);
            terminal.Say($"{path}: {written.Events:N0} events of {header.Clients:N0} clients, {written.Facts:N0} of them reports; {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s");
            terminal.Say($"from {Rfc3339.Text(header.Start + TimeSpan.FromMicroseconds(header.Opening))} to {Rfc3339.Text(header.Start + TimeSpan.FromMicroseconds(header.Length))}, after {Units.Text(TimeSpan.FromMicroseconds(header.Opening))} that open it");
            return (int)SimExit.Good;
        });
        return command;
    }
}
