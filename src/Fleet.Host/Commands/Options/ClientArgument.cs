using System.CommandLine;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Commands.Options;

/// <summary>The client that a command is about.</summary>
internal static class ClientArgument
{
    /// <param name="takesOldNames">Also of clients from before, which no address can carry.</param>
    public static Argument<string> Create(bool takesOldNames = false)
    {
        var id = new Argument<string>("ID") { Description = "The client's id; one that begins with a dash stands after --." };
        id.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(takesOldNames ? ClientId.TryParse(token.Value, out _) : ClientId.TryParseAddressable(token.Value, out _)))
                result.AddError($"An id takes {ClientId.Rule}; '{token.Value}' is not that.");
        });
        return id;
    }
}
