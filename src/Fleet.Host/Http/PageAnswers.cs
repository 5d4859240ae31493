using Fleet.Core.Vocabulary;
using Fleet.Pages.Answers;

namespace Fleet.Host.Http;

/// <summary>What endpoints answer, for pages.</summary>
internal static class PageAnswers
{
    /// <summary>The value of an answer.</summary>
    /// <exception cref="RefusedException">It is a problem.</exception>
    public static T Of<T>(IResult answer) where T : class => answer switch
    {
        Problem problem => throw new RefusedException(problem),
        IValueHttpResult<T> { Value: { } value } => value,
        _ => throw new InvalidOperationException($"An endpoint answers {answer.GetType()}, and not {typeof(T)}."),
    };

    /// <summary>The level that a name means.</summary>
    /// <exception cref="RefusedException">The name is none.</exception>
    public static SettingsAddress AddressOf(LevelName level) => level switch
    {
        { Client: { } name } => ClientId.TryParse(name, out var client) ? new SettingsAddress(null, client) : throw new RefusedException(Problems.BadClientId),
        { Group: { } name } => GroupName.TryParse(name, out var group) ? new SettingsAddress(group, null) : throw new RefusedException(SettingsProblems.BadGroup),
        _ => new SettingsAddress(null, null),
    };
}
