using System.CommandLine;
using Fleet.Sim.Drive;
using Fleet.Sim.Drive.Wire;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary>The options of every command that drives a timeline against a server.</summary>
internal sealed class DriveArguments
{
    private readonly Option<Speed> _speed = SpeedOption.Driven();

    private readonly Option<int> _connections = new Option<int>("--connections")
    {
        Description = $"How many connections carry the clients' sessions; as many as clients means one each. [default: one for {ConnectionPool.ClientsPerConnection} clients]",
        HelpName = "N",
    }.ParsedBy(Parsers.Count);

    private readonly LoginsOption _logins = new();

    private readonly Option<Slo?> _slo = new Option<Slo?>("--slo")
    {
        Description = "What the server is held to, such as \"p99<250ms,connect.p99<2s,errors<0.1%\", and with --readers \"read.p99<50ms,visible.p99<250ms\"; exit code 3 if it does not keep it.",
        HelpName = "LIMITS",
    }.ParsedBy<Slo?>(Parsers.Objective);

    private readonly ReadersOption _readers = new();

    /// <summary>Where the result goes.</summary>
    public ResultOptions Results { get; } = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _speed, _connections, _slo })
            command.Options.Add(option);
        _logins.AddTo(command);
        _readers.AddTo(command, _slo);
        Results.AddTo(command);
    }

    public Speed SpeedOf(ParseResult parsed) => parsed.GetValue(_speed)!;

    public Slo? Slo(ParseResult parsed) => parsed.GetValue(_slo);

    public int Readers(ParseResult parsed) => _readers.Of(parsed);

    public DriveOptions Drive(ParseResult parsed, IReadOnlyList<Uri> servers, int clients) => new(
        servers,
        parsed.GetValue(_connections) is > 0 and var asked ? Math.Min(asked, clients) : ConnectionPool.DefaultCount(clients, servers.Count),
        SpeedOf(parsed),
        _logins.Of(parsed));
}
