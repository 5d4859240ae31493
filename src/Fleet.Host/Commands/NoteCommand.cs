using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary><c>fleet note</c>.</summary>
internal static class NoteCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = ClientArgument.Create();
        var text = new Argument<string?>("TEXT") { Description = "The note, on one line: up to 1,000 characters.", Arity = ArgumentArity.ZeroOrOne };
        var remove = new Option<bool>("--remove") { Description = "Takes the note away." };
        var command = new Command("note", """
            Writes a note about a client, in the place of the one that is there. Lists and explanations show it, the history
            tells who wrote what and when, and it stays until it is taken away or the client is forgotten.

            Examples:
              fleet note pc-1 "known, ticket 4711"
              fleet note pc-1 --remove
              fleet clients --noted true
            """)
        {
            id, text, remove,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(remove) == (result.GetResult(text) is { Tokens.Count: > 0 }))
                result.AddError("fleet note takes either a text or --remove.");
        });
        common.Does(command, (asked, cancel) => Run(asked, asked.Parsed.GetRequiredValue(id), asked.Parsed.GetValue(text), cancel));
        return command;
    }

    private static async Task Run(Asked asked, string id, string? text, CancellationToken cancel)
    {
        var note = ApiQuestion.About(id, "note");
        var answer = text is null ? await asked.Api.Delete(note, cancel) : await asked.Api.Put(note, new { text }, cancel);
        if (asked.AsJson)
            asked.Screen.WriteJson(answer.Json);
        else
            asked.Screen.WriteLine($"{id} {(text is null ? "has no note" : "has the note")}, at offset {answer.Read<MarkedJson>().Offset}.");
    }
}
