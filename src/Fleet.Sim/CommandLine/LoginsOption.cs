using System.CommandLine;
using Fleet.Sim.Drive;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--logins</c>.</summary>
internal sealed class LoginsOption
{
    private readonly Option<LoginPace?> _option = new Option<LoginPace?>("--logins")
    {
        Description = $"Paced: no more than {HelloPace.Most} hellos wait for an answer, fewer where the server gives none, and how many were held back is told. Open: all are said when they are due. [default: paced]",
        HelpName = "paced|open",
    }.ParsedBy<LoginPace?>(result => Parsers.Logins(result));

    public void AddTo(Command command) => command.Options.Add(_option);

    public LoginPace Of(ParseResult parsed) => parsed.GetValue(_option) ?? LoginPace.Paced;
}
