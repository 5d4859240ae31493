using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Settings;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Commands.Options;

/// <summary>A filter of the API as an option of a command.</summary>
/// <param name="Option">The option.</param>
/// <param name="AddTo">Adds what was chosen to a question.</param>
internal sealed record FilterOption(Option Option, Func<ApiQuestion, ParseResult, ApiQuestion> AddTo)
{
    /// <param name="filter">The filter.</param>
    /// <param name="time">What time it is.</param>
    public static FilterOption Of(FilterRow filter, TimeProvider time) =>
        filter.IsList ? Choices(filter) : filter is FilterRow<DateTimeOffset> ? Moment(filter, time) : Text(filter);

    private static FilterOption Choices(FilterRow filter)
    {
        var words = filter.Texts.Words;
        var option = new Option<string[]>(filter.Option)
        {
            Description = filter.Type.IsEnum ? $"{filter.Help}: {string.Join(", ", words)}." : filter.Help,
            HelpName = words.Count > 0 ? "WORD" : filter.Name.ToUpperInvariant(),
        };
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result =>
        {
            var rule = words.Count > 0 ? $"one of {string.Join(", ", words)}" : filter.Texts.Rule;
            foreach (var token in result.Tokens.Where(token => !filter.Accepts(token.Value)))
                result.AddError($"{filter.Option} takes {rule}; '{token.Value}' is not that.{Nearest.Hint(token.Value, words)}");
        });
        return new FilterOption(option, (question, parsed) => question.With(filter.Name, parsed.GetValue(option) ?? []));
    }

    private static FilterOption Moment(FilterRow filter, TimeProvider time)
    {
        var option = MomentOption.Option(filter.Option, $"{filter.Help}: {MomentOption.Rule}.", time);
        return new FilterOption(option, (question, parsed) => question.With(filter.Name, parsed.GetValue(option)));
    }

    /// <summary>What it takes is told by the host.</summary>
    private static FilterOption Text(FilterRow filter)
    {
        var option = new Option<string?>(filter.Option) { Description = filter.Help, HelpName = "TEXT" };
        return new FilterOption(option, (question, parsed) => question.With(filter.Name, parsed.GetValue(option)));
    }
}
