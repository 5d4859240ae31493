using System.CommandLine;
using Fleet.Sim.Reads;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--readers N</c>.</summary>
internal sealed class ReadersOption
{
    private readonly Option<int> _readers = new Option<int>("--readers")
    {
        Description = $"How many read the fleet meanwhile: each asks {ReadFigures.PaceOfEach:0} question a second (a list, a summary, a diff, in turn), looks once a second whether what was just acked can be seen, and holds the feed of icon changes open. [default: nobody]",
        HelpName = "N",
    }.ParsedBy(Parsers.Count);

    /// <summary>Adds it to a command, whose objective asks of readers only where there are some.</summary>
    public void AddTo(Command command, Option<Slo?> slo)
    {
        command.Options.Add(_readers);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_readers) is null && result.GetResult(slo) is { Tokens: [.., var token] } && Slo.TryParse(token.Value, out var asked) && asked.NeedsReaders is { } limit)
                result.AddError($"--slo: {limit} is about what readers meet, and is not measured without them: --readers N measures it.");
        });
    }

    public int Of(ParseResult parsed) => parsed.GetValue(_readers);
}
