using System.CommandLine;

namespace Fleet.Sim.CommandLine;

/// <summary>The options that name a server.</summary>
internal static class ServerOptions
{
    private static readonly Uri UsualServer = new("http://127.0.0.1:5081");
    private static readonly Uri UsualApi = new("http://127.0.0.1:5080");

    /// <summary><c>--server</c>.</summary>
    public static Option<Uri[]> Servers() => new Option<Uri[]>("--server")
    {
        Description = "Where sessions are opened (gRPC); several share the clients, who go where they are sent among these.",
        HelpName = "URL",
        DefaultValueFactory = _ => [UsualServer],
    }.ParsedBy(Parsers.Addresses);

    /// <summary><c>--api</c> of a command that drives a server.</summary>
    public static Option<Uri[]> Apis() => new Option<Uri[]>("--api")
    {
        Description = "Where the server tells what became of the clients (HTTP). Given for each node, each tells what it takes; the first one is asked for the clients.",
        HelpName = "URL",
        DefaultValueFactory = _ => [UsualApi],
    }.ParsedBy(Parsers.Addresses);

    /// <summary><c>--api</c> of a command that only asks.</summary>
    public static Option<Uri> Api() => new Option<Uri>("--api")
    {
        Description = "Where the server tells what became of the clients (HTTP).",
        HelpName = "URL",
        DefaultValueFactory = _ => UsualApi,
    }.ParsedBy(Parsers.Address);
}
