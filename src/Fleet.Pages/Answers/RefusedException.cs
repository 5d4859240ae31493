using Fleet.Protocol.Http;

namespace Fleet.Pages.Answers;

/// <summary>A question or an act to which the API answers a problem.</summary>
/// <param name="problem">The problem.</param>
public sealed class RefusedException(ProblemJson problem) : Exception(problem.Detail)
{
    /// <summary>The problem.</summary>
    public ProblemJson Why { get; } = problem;
}
