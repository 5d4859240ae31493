using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary><c>fleet forget</c>.</summary>
internal static class ForgetCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = ClientArgument.Create(takesOldNames: true);
        var command = new Command("forget", """
            Forgets a client: totals and lists leave it out, its history stays. A report or a session that comes later makes
            it known again.

            Example:
              fleet forget pc-1
            """)
        {
            id,
        };
        common.Does(command, (asked, cancel) => Run(asked, asked.Parsed.GetValue(id)!, cancel));
        return command;
    }

    private static async Task Run(Asked asked, string id, CancellationToken cancel)
    {
        // In the body: there are names from before that no address can carry.
        var answer = await asked.Api.Post(new ApiQuestion("v1/clients/forget"), new { clientId = id }, cancel);
        if (asked.AsJson)
            asked.Screen.WriteJson(answer.Json);
        else
            asked.Screen.WriteLine($"{id} is forgotten, at offset {answer.Read<ForgottenJson>().Offset}.");
    }
}
