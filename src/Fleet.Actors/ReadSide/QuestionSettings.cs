using Akka.Configuration;
using Fleet.Journal.Hocon;

namespace Fleet.Actors.ReadSide;

/// <summary>The section <c>fleet.read-model.questions</c>; each key is explained in hocon/read-model.conf.</summary>
/// <param name="AtATime">Questions that are answered at a time.</param>
/// <param name="HeavyAtATime">Questions about stretches of the past that are answered at a time, beside the others.</param>
/// <param name="Queue">Questions of each kind that may wait for it.</param>
/// <param name="Patience">How long the store may owe an answer, and how long one question waits for others.</param>
/// <param name="KeptMoves">Clients in diffs that are kept for their next pages.</param>
/// <param name="KeepMoves">How long a diff is kept that nobody asks for.</param>
public sealed record QuestionSettings(int AtATime, int HeavyAtATime, int Queue, TimeSpan Patience, int KeptMoves, TimeSpan KeepMoves)
{
    private const string Path = "fleet.read-model.questions";

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">A key is missing or has a value that it does not take.</exception>
    public static QuestionSettings Read(Config config)
    {
        var section = config.GetConfig(Path) ?? throw new ConfigurationException($"{Path} is missing.");
        return new QuestionSettings(
            section.RequiredInt("at-a-time", least: 1),
            section.RequiredInt("heavy-at-a-time", least: 1),
            section.RequiredInt("queue", least: 1),
            section.RequiredTime("patience"),
            section.RequiredInt("kept-moves", least: 0),
            section.RequiredTime("keep-moves"));
    }
}
