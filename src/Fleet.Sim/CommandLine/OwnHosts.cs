using System.CommandLine;
using Fleet.Sim.Hosting;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--own-host</c> and <c>--nodes N</c>: the hosts that a command starts for itself, and removes at its end.</summary>
internal sealed class OwnHosts
{
    private readonly Option<bool> _own = new("--own-host")
    {
        Description = "Drives a host of its own, which starts empty, with short presence times, and is removed at the end.",
    };

    private readonly Option<int> _nodes = new Option<int>("--nodes")
    {
        Description = "How many hosts of its own: more than one share a PostgreSQL that is started for them, where its programs are installed.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    }.ParsedBy(Parsers.Nodes);

    /// <summary>Adds both options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_own);
        AddNodesTo(command);
    }

    /// <summary>Of a command that always has hosts of its own.</summary>
    public void AddNodesTo(Command command) => command.Options.Add(_nodes);

    public bool AreAsked(ParseResult parsed) => parsed.GetValue(_own);

    /// <summary>Starts them, and tells where they are.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Where to tell.</param>
    /// <param name="timeline">What is going to be driven.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="settings">Settings of theirs, by the names of the environment; null: none.</param>
    /// <exception cref="HostFailedException">One does not become ready, or there is no PostgreSQL for several.</exception>
    public async Task<OwnCluster> StartAsync(
        ParseResult parsed, Terminal terminal, ITimeline timeline, CancellationToken cancel, IReadOnlyDictionary<string, string>? settings = null)
    {
        var count = parsed.GetValue(_nodes);
        terminal.Say(count == 1 ? "starting a host" : $"starting PostgreSQL and {count} hosts");
        var hosts = await OwnCluster.StartAsync(count, cancel, settings);
        foreach (var (http, grpc) in hosts.Http.Zip(hosts.Grpc))
            terminal.Say($"the host serves {http} (HTTP) and {grpc} (gRPC){(timeline.Clients.Count == 0 ? "" : $": try curl {new Uri(http, $"/v1/clients/{timeline.Clients[0].Id}")}")}");
        return hosts;
    }
}
