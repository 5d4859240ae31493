using System.CommandLine;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Settings;

namespace Fleet.Host.Commands.Options;

/// <summary>An option that may be given several times, and the parameter of the API that it becomes.</summary>
/// <param name="Option">The option.</param>
/// <param name="Parameter">The name of the parameter.</param>
internal sealed record ChoiceOption(Option<string[]> Option, string Parameter)
{
    /// <summary>Of the words of a vocabulary.</summary>
    public static ChoiceOption Of<T>(string name, string parameter, string what) where T : struct, Enum =>
        Among(name, parameter, $"{what}: {string.Join(", ", Words.All<T>())}.", Words.All<T>());

    /// <summary>Of a list of words, which the description leads to.</summary>
    public static ChoiceOption Among(string name, string parameter, string description, IReadOnlyCollection<string> words)
    {
        var choices = Free(name, parameter, description, "WORD", words.Contains, $"one of {string.Join(", ", words)}", words);
        choices.Option.CompletionSources.Add([.. words]);
        return choices;
    }

    /// <summary>Groups, by name.</summary>
    public static ChoiceOption Groups() =>
        Free("--group", "group", "Of this group.", "GROUP", text => GroupName.TryParse(text, out _), GroupName.Rule, []);

    /// <summary>Adds what was chosen to a question.</summary>
    public ApiQuestion AddTo(ApiQuestion question, ParseResult parsed) => question.With(Parameter, parsed.GetValue(Option) ?? []);

    private static ChoiceOption Free(
        string name, string parameter, string description, string helpName, Func<string, bool> takes, string rule, IReadOnlyCollection<string> words)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !takes(token.Value)))
                result.AddError($"{name} takes {rule}; '{token.Value}' is not that.{Nearest.Hint(token.Value, words)}");
        });
        return new ChoiceOption(option, parameter);
    }
}
