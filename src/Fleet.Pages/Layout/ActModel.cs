using Fleet.Pages.Answers;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Layout;

/// <summary>An act that takes long: under way, or at its end.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="After">Where to go now that it is done; null: it is not.</param>
/// <param name="Refused">Why not all of it was done; null: it was, or is under way.</param>
/// <param name="Action">Where its form is sent.</param>
/// <param name="Filled">All fields of the form, to be sent once more.</param>
/// <param name="Key">What the form has to carry.</param>
public sealed record ActModel(
    LongAct Act, ActProgress Progress, PageAddress? After, ProblemJson? Refused, string Action, IReadOnlyList<(string Name, string Value)> Filled, string Key);
