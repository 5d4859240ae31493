using System.CommandLine;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary><c>fleet verify</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = ClientArgument.Create();
        var command = new Command("verify", """
            Asks a client whether it is really there, now. One that does not answer within the presence timeout, 30 s at the
            most, is offline from then on; of one that cannot be asked it tells what is known, and how old that is.

            Example:
              fleet verify pc-1
            """)
        {
            id,
        };
        common.Does(command, (asked, cancel) => Run(asked, asked.Parsed.GetValue(id)!, cancel));
        return command;
    }

    private static async Task Run(Asked asked, string id, CancellationToken cancel)
    {
        var answer = await asked.Api.Post(ApiQuestion.About(id, "verify"), cancel);
        if (asked.AsJson)
            asked.Screen.WriteJson(answer.Json);
        else
            asked.Screen.WriteLine(Text(answer.Read<VerifiedJson>()));
    }

    private static string Text(VerifiedJson verified) => $"{verified.ClientId} is {Words.Of(verified.Connection)}{Because(verified)}.";

    private static string Because(VerifiedJson verified) => verified.Provenance switch
    {
        null => verified.Connection == Connection.Offline ? "" : ", without a session",
        Provenance.Verified => $": it answered at {Times.Precise(verified.VerifiedAt)}",
        Provenance.SeenNow => $": it cannot be asked, and was heard at {Times.Precise(verified.VerifiedAt)}",
        _ => $", as far as is known: it cannot be asked, and was heard last at {Times.Precise(verified.VerifiedAt)}, {TimeSpan.FromSeconds(verified.AgeSeconds!.Value):c} ago",
    };
}
