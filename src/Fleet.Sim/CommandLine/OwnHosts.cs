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

    private readonly Option<string> _store = StoreOption();

    /// <summary><c>--store FILE</c>.</summary>
    public static Option<string> StoreOption() => new Option<string>("--store")
    {
        Description = "A backup (`fleet backup`) that hosts of its own begin with, on whichever store; without it they begin empty.",
        HelpName = "FILE.fleet",
    }.ParsedBy(Parsers.File);

    /// <summary>The backup that was asked for; null: none.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string? Existing(string? backup) => backup is null || File.Exists(backup) ? backup : throw new FileNotFoundException($"--store: there is no file {backup}.");

    /// <summary>Adds both options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_own);
        AddNodesTo(command);
    }

    /// <summary>Of a command that always has hosts of its own.</summary>
    public void AddNodesTo(Command command) => command.Options.Add(_nodes);

    /// <summary>Of a command whose hosts may begin with a backup; that is a wish for them.</summary>
    public void AddStoreTo(Command command) => command.Options.Add(_store);

    public bool HasStore(ParseResult parsed) => parsed.GetValue(_store) is not null;

    public bool AreAsked(ParseResult parsed) => parsed.GetValue(_own) || HasStore(parsed);

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
        var hosts = await OwnCluster.StartAsync(count, cancel, settings, Existing(parsed.GetValue(_store)));
        foreach (var (http, grpc) in hosts.Http.Zip(hosts.Grpc))
            terminal.Say($"the host serves {http} (HTTP) and {grpc} (gRPC){(timeline.Clients.Count == 0 ? "" : $": try curl {new Uri(http, $"/v1/clients/{timeline.Clients[0].Id}")}")}");
        return hosts;
    }
}
