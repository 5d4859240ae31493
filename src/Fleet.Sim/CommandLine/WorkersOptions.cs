using System.CommandLine;
using Fleet.Sim.Workers;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--workers</c> and <c>--token</c> of a command that drives a server.</summary>
internal sealed class WorkersOptions
{
    private readonly Option<Uri[]?> _workers = new Option<Uri[]?>("--workers")
    {
        Description = "Who makes the load in this process's place: a fleet-sim worker at each of these addresses, each with its part of the clients.",
        HelpName = "URL,URL,…",
    }.ParsedBy<Uri[]?>(Parsers.AddressList);

    private readonly WorkerToken _token = new("The workers' token.");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_workers);
        _token.AddTo(command);
    }

    /// <summary>Who was asked for; null: this process makes the load.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="servers">Where they will send it.</param>
    /// <exception cref="BadUsageException">They cannot reach one of the servers, or their token is missing.</exception>
    public Workforce? Of(ParseResult parsed, IReadOnlyList<Uri> servers)
    {
        if (parsed.GetValue(_workers) is not { Length: > 0 } addresses)
            return null;
        if (addresses.FirstOrDefault(worker => !worker.IsLoopback) is { } far && servers.FirstOrDefault(server => server.IsLoopback) is { } near)
            throw new BadUsageException($"{_workers.Name}: from {far.Authority} a server at {near.Authority} is not to be reached: name an address with --server that is.");
        return new Workforce(addresses, _token.Of(parsed));
    }
}
