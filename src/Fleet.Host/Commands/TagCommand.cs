using System.CommandLine;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary><c>fleet tag</c>.</summary>
internal static class TagCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = ClientArgument.Create();
        var tags = new SignedArgument("TAGS") { Description = "+TAG puts a tag to the client, -TAG takes it away.", Arity = ArgumentArity.OneOrMore };
        tags.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value is not ['+' or '-', .. var tag] || !TagName.TryParse(tag, out _)))
                result.AddError($"A tag is written +TAG or -TAG, where TAG takes {TagName.Rule}; '{token.Value}' is not that.");
        });
        var command = new Command("tag", """
            Tags a client, one tag after the other. Lists show tags and filter by them, and they stay until they are taken away
            or the client is forgotten.

            Examples:
              fleet tag pc-1 +vip -old
              fleet clients --tag vip
            """)
        {
            id, tags,
        };
        common.Does(command, (asked, cancel) => Run(asked, asked.Parsed.GetRequiredValue(id), asked.Parsed.GetRequiredValue(tags), cancel));
        return command;
    }

    private static async Task Run(Asked asked, string id, string[] tags, CancellationToken cancel)
    {
        foreach (var tag in tags)
        {
            var question = ApiQuestion.About(id, $"tags/{tag[1..]}");
            var answer = tag[0] == '+' ? await asked.Api.Put(question, cancel) : await asked.Api.Delete(question, cancel);
            if (asked.AsJson)
                asked.Screen.WriteJson(answer.Json);
            else
                asked.Screen.WriteLine($"{id} {(tag[0] == '+' ? "has" : "does not have")} the tag {tag[1..]}, at offset {answer.Read<MarkedJson>().Offset}.");
        }
    }
}
