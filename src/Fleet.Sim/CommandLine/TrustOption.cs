using System.CommandLine;
using Fleet.Protocol.Tls;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--ca FILE</c> of a command that talks to a server.</summary>
internal sealed class TrustOption
{
    private readonly Option<string> _file = new Option<string>("--ca")
    {
        Description = "Trusts servers whose certificates come from the roots in this PEM file. [default: from those that this machine trusts]",
        HelpName = "FILE",
    }.ParsedBy(Parsers.File);

    public void AddTo(Command command) => command.Options.Add(_file);

    /// <summary>Whose certificates are taken.</summary>
    /// <exception cref="IOException">The file cannot be read, or has no certificate.</exception>
    public ServerTrust Of(ParseResult parsed) => parsed.GetValue(_file) is { } path ? ServerTrust.OfFile(path) : ServerTrust.OfMachine;
}
