using Microsoft.AspNetCore.Components;

namespace Fleet.Pages.Layout;

/// <summary>An act that may take longer than anybody waits without a word, as its page tells of it. It tells how far it is by <see cref="Answers.ActProgress"/>.</summary>
/// <param name="Title">What is done, for the browser's tab and the first heading.</param>
/// <param name="Section">Where the page stands in the navigation: the address of its entry.</param>
/// <param name="Of">What becomes of those that are counted, such as <c>clients have it</c>.</param>
public sealed record LongAct(string Title, string Section, string Of)
{
    /// <summary>Where its page goes on, which is sent bit by bit. Nobody else can write it: texts are escaped.</summary>
    public static MarkupString Here { get; } = new("<!--here-->");
}
