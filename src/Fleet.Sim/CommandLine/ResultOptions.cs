using System.CommandLine;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary>The options that say where a result goes, and in which form.</summary>
internal sealed class ResultOptions
{
    private readonly OutputOption _json = new("--json", "Writes the result as JSON;");
    private readonly OutputOption _html = new("--html", "Writes the result as a page that needs nothing else: charts, the verdict first;");
    private readonly FolderOption _csv = new("--csv", "Writes the result as tables for a spreadsheet, a CSV file each.");
    private readonly OutputOption _junit = new("--junit", "Writes what it was judged by as test cases for a build server (JUnit);");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _json, _html, _csv, _junit })
            command.Options.Add(option);
    }

    /// <summary>Writes what was asked for; one that fails takes none of the others with it.</summary>
    /// <exception cref="IOException">Some of it cannot be written.</exception>
    public void Write(ParseResult parsed, Action<string> json, Func<string> html, Action<string> csv, Action<string> junit, params IEnumerable<Action> others) => OutputOption.WriteAll(
        [
            () => _json.Write(parsed, json),
            () => _html.Write(parsed, path => ResultFile.WriteText(path, html(), _html.Name)),
            () => Tables(parsed, csv),
            () => _junit.Write(parsed, junit),
            .. others,
        ]);

    /// <summary>Writes what was asked for of a trial.</summary>
    /// <exception cref="IOException">Some of it cannot be written.</exception>
    public void Write(ParseResult parsed, TrialOutcome outcome, Verdict verdict, Slo? slo, Machine machine, params IEnumerable<Action> others)
    {
        var provenance = Provenance.OfThisProcess(outcome.ServerVersion);
        var result = ResultDocument.Of(outcome, verdict, slo, machine, provenance);
        Write(
            parsed,
            json => ResultFile.Write(json, result),
            () => RunPage.Of(outcome, verdict, slo, machine, provenance),
            folder => ResultTables.Write(folder, result, outcome),
            junit => JUnitFile.Write(junit, $"{parsed.CommandResult.Command.Name} {outcome.Scenario}", outcome.Duration, verdict.Checks),
            others);
    }

    private void Tables(ParseResult parsed, Action<string> write)
    {
        if (parsed.GetValue(_csv) is { } folder)
            write(folder);
    }
}
