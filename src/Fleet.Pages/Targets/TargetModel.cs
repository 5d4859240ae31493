using Fleet.Core.Vocabulary;
using Fleet.Pages.Answers;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Targets;

/// <summary>Whom a form is for.</summary>
/// <param name="Entered">What is filled in, by the name of the field.</param>
/// <param name="Name">What they are called; empty: nobody is named yet.</param>
/// <param name="List">The list of just these clients; null: there is none, of clients that are named.</param>
/// <param name="Now">How many they are now; null: it was not found out.</param>
/// <param name="Problem">Why it was not, or why the form was not taken; null: nothing is wrong.</param>
public sealed record TargetModel(Func<string, string> Entered, string Name, PageAddress? List, SelectedCounts? Now, ProblemJson? Problem)
{
    /// <summary>The list of those of them that are connected so; null: there is none.</summary>
    public PageAddress? Those(Connection connection) => List?.With("connection", Words.Of(connection));
}
