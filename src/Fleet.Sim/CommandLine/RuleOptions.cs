using System.CommandLine;
using Fleet.Core.Clients;
using Fleet.Protocol.Recording;
using Fleet.Sim.InProcess;
using Fleet.Sim.Scenario.Reading;

namespace Fleet.Sim.CommandLine;

/// <summary>A server's settings that a recording may be played with in place of those that it was recorded with.</summary>
internal sealed class RuleOptions
{
    private readonly Option<TimeSpan?> _patternMaxAge = new Option<TimeSpan?>("--pattern-max-age")
    {
        Description = "Patterns are outdated so long after their release: 36h, 3d. [default: as recorded]",
        HelpName = "TIME",
    }.ParsedBy(Parsers.Duration);

    private readonly Option<TimeSpan?> _timeout = new Option<TimeSpan?>("--timeout")
    {
        Description = $"A client behind a pulled cable is offline after that time. [default: as recorded, else {Units.Text(PlayRules.Default.SilentAfter)}]",
        HelpName = "TIME",
    }.ParsedBy(Parsers.Duration);

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withTimeout">The command plays by virtual time, so it needs to know when silence is found out.</param>
    public void AddTo(Command command, bool withTimeout)
    {
        command.Options.Add(_patternMaxAge);
        if (withTimeout)
            command.Options.Add(_timeout);
    }

    /// <summary>Others than the recorded ones were asked for.</summary>
    public bool Differ(ParseResult parsed, RecordingHeader header) => Asked(parsed, header) != Recorded(header);

    /// <summary>As recorded.</summary>
    public static PlayRules Recorded(RecordingHeader header) => new(
        ClientRules.Default with { PatternMaxAge = TimeSpan.FromMicroseconds(header.PatternMaxAge) },
        header.Timeout is { } timeout ? TimeSpan.FromMicroseconds(timeout) : PlayRules.Default.SilentAfter);

    /// <summary>As recorded, but for what was asked for.</summary>
    public PlayRules Asked(ParseResult parsed, RecordingHeader header)
    {
        var rules = Recorded(header);
        return new PlayRules(
            rules.Client with { PatternMaxAge = parsed.GetValue(_patternMaxAge) ?? rules.Client.PatternMaxAge },
            parsed.GetValue(_timeout) ?? rules.SilentAfter);
    }
}
