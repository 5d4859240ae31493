using System.CommandLine;

namespace Fleet.Host.Commands.Options;

/// <summary>Words that begin with a plus or a minus, and are no options.</summary>
internal sealed class SignedArgument(string name) : Argument<string[]>(name);
