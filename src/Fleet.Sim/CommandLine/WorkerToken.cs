using System.CommandLine;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--token</c> of a worker, and of whoever gives it orders.</summary>
internal sealed class WorkerToken
{
    /// <summary>In the environment, where the list of processes does not show it.</summary>
    private const string Variable = "FLEET_WORKER_TOKEN";

    private const int Longest = 256;

    private readonly Option<string> _option;

    /// <param name="description">What it is for.</param>
    public WorkerToken(string description) => _option = new Option<string>("--token")
    {
        Description = $"{description} Without it {Variable} in the environment, which the list of processes does not show.",
        HelpName = "T",
    };

    /// <summary>Adds it to a command.</summary>
    public void AddTo(Command command) => command.Options.Add(_option);

    /// <summary>The token.</summary>
    /// <exception cref="BadUsageException">There is none, or it is none.</exception>
    public string Of(ParseResult parsed)
    {
        var (token, from) = parsed.GetValue(_option) is { } given ? (given, _option.Name) : (Environment.GetEnvironmentVariable(Variable) ?? "", Variable);
        if (token.Length == 0)
            throw new BadUsageException($"A worker's token is needed: {_option.Name}, or {Variable} in the environment.");
        return token.Length <= Longest && token.All(letter => letter is > ' ' and <= '~') ? token
            : throw new BadUsageException($"{from} takes up to {Longest} letters, digits and signs of ASCII, without blanks.");
    }
}
