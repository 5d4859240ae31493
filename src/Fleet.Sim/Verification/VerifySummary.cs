using System.Buffers;
using System.Text;
using Fleet.Protocol.Recording;
using Fleet.Sim.Scenario.Reading;

namespace Fleet.Sim.Verification;

/// <summary>What a verification found, in lines that a person understands, the verdict first.</summary>
internal static class VerifySummary
{
    /// <summary>So many clients that differ are told.</summary>
    internal const int Listed = 20;

    public static IEnumerable<string> Lines(Verified verified, string path)
    {
        var (recording, played) = (verified.Recording, verified.Played);
        if (verified is { ServerDiffers: true, Server: { } server })
            yield return $"WRONG: the server at {server.Api} does not have the fleet of {path}.";
        if (!verified.RecordingIsSame)
            yield return $"DIVERGED: {path} does not give the fleet that it should.";
        else if (!verified.ServerDiffers)
            yield return $"SAME: {path} gives the fleet that it should, {played.FleetHash}";
        foreach (var line in Faults(verified))
            yield return $"  {line}";
        yield return "";
        yield return Row("recording", $"{recording.Scenario}, seed {recording.Seed}: {recording.Footer.Count:N0} events of {recording.Clients.Count:N0} clients in {Units.Text(recording.Length)}");
        yield return Row("in process", $"{played.Figures.Sent:N0} reports sent, repeats included, {played.Figures.Taken:N0} taken, {played.Figures.Refused:N0} refused for good; {played.Figures.Rows:N0} rows, {played.Figures.IconChanges:N0} icon changes");
        yield return Row("timeline hash", recording.Footer.Hash);
        if (verified.WhatIf is { } whatIf)
        {
            yield return "";
            foreach (var line in Lines(whatIf))
                yield return line;
        }
    }

    private static IEnumerable<string> Faults(Verified verified)
    {
        foreach (var line in verified.Played.Violation?.Lines ?? [])
            yield return line;
        if (verified.Played.Violation?.Input is { } input)
            yield return $"  event      {LineOf(input)}";
        if (verified.HashDiffers)
            yield return $"the rules make {verified.Played.FleetHash} of it, the recording tells {verified.Recording.Footer.FleetHash}";
        if (verified.Server is not { } server)
            yield break;
        var moment = server.AfterGoodbye ? "after everybody's goodbye" : "at the end of the recording";
        yield return $"{server.Checked - server.Differing:N0} of {server.Checked:N0} clients are on the server as {moment}; fleet hash there {server.FleetHash}";
        foreach (var group in server.Groups.Take(Listed))
            yield return $"  {group}";
        if (server.Divergence is { } way)
        {
            yield return $"{way.Event.Client} leaves the recording at line {way.Line}: {LineOf(way.Event)}";
            yield return $"  should be  {way.Expected}";
            yield return $"  is         {way.Actual?.ToString() ?? "nothing: its history ends before"}";
        }
    }

    /// <summary>What other settings would have changed.</summary>
    public static IEnumerable<string> Lines(WhatIf whatIf)
    {
        yield return "With the other settings";
        foreach (var why in whatIf.Idle)
            yield return $"  {why}";
        if (whatIf.IsIdle)
            yield break;
        yield return Row("clients", $"{whatIf.ClientsEver:N0} would have had another icon at some time, {whatIf.ClientsAtEnd:N0} at the end");
        yield return Row("time", $"{whatIf.ClientTime.TotalHours:N1} client hours with another icon");
        yield return Row("icon changes", $"{whatIf.Would.IconChanges:N0} instead of {whatIf.Was.IconChanges:N0}");
        yield return Row("offline", $"{whatIf.Would.Offline.TotalHours:N1} client hours instead of {whatIf.Was.Offline.TotalHours:N1}; {whatIf.Would.Silences:N0} sessions found silent instead of {whatIf.Was.Silences:N0}");
        if (whatIf.Icons.Count > 0)
        {
            yield return $"  {"icon at the end",-64} {"was",9} {"would be",9}";
            foreach (var (icon, was, would) in whatIf.Icons)
                yield return $"  {icon,-64} {was,9:N0} {would,9:N0}";
        }

        if (whatIf.First.Count > 0)
            yield return "  first differences";
        foreach (var (at, client, was, would, lasts) in whatIf.First.Take(Listed))
            yield return $"    {Units.Text(at),-11}  {client}: {was ?? "unknown"} would be {would ?? "unknown"}, for {Units.Text(TimeSpan.FromSeconds(Math.Round(lasts.TotalSeconds)))}";
        if (Rest(whatIf) is { } rest)
            yield return $"    {rest}";
    }

    /// <summary>How to get those that are not told; null: all are.</summary>
    internal static string? Rest(WhatIf whatIf) =>
        whatIf.First.Count > Listed ? $"And {whatIf.First.Count - Listed:N0} more: `fleet-sim verify FILE` with the same settings and --json FILE tells all of them." : null;

    private static string Row(string name, string value) => $"  {name,-14}{value}";

    private static string LineOf(in RecordedInput input)
    {
        var line = new ArrayBufferWriter<byte>();
        using var writer = new EventLineWriter(line);
        writer.Write(input);
        return Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd();
    }
}
