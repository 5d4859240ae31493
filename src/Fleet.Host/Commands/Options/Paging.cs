using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Commands.Options;

/// <summary>How much of a long answer is wanted.</summary>
internal sealed class Paging
{
    private readonly Option<int?> _limit = new("--limit")
    {
        Description = $"How many at most, 1 to {PageLimits.Most:N0}. Default: 100.",
        HelpName = "N",
    };

    private readonly Option<bool> _all = new("--all") { Description = "All of them, however many there are." };

    public Paging() => _limit.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit is < 1 or > PageLimits.Most))
            result.AddError($"--limit takes a number from 1 to {PageLimits.Most}; '{token.Value}' is not that.");
    });

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_limit);
        command.Options.Add(_all);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_limit) is { Implicit: false } && result.GetValue(_all))
                result.AddError("--limit and --all exclude each other.");
        });
    }

    /// <summary>One of the options is there.</summary>
    public bool IsGiven(CommandResult command) => command.GetResult(_limit) is { Implicit: false } || command.GetResult(_all) is { Implicit: false };

    /// <summary>All pages are wanted.</summary>
    public bool All(ParseResult parsed) => parsed.GetValue(_all);

    /// <summary>How many are wanted; null: as many as are usual.</summary>
    public int? Limit(ParseResult parsed) => parsed.GetValue(_limit);
}
