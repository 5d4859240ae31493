using Akka.Configuration;
using Fleet.Journal.Hocon;

namespace Fleet.Actors.Tasks;

/// <summary>The section <c>fleet.tasks</c>; each key is explained in hocon/tasks.conf.</summary>
/// <param name="Step">How often targets are offered their tasks.</param>
/// <param name="JudgeEvery">How often a task is judged by its targets.</param>
/// <param name="MostOffers">Offers without an answer at a time.</param>
/// <param name="OfferWithin">An offer is not begun after this time.</param>
/// <param name="AnswerWithin">An offer without an answer is made again after this time.</param>
/// <param name="MaxLag">How old a journal row may be that the read model does not have yet.</param>
/// <param name="WaitingPage">Targets that wait are looked at in stretches of so many.</param>
public sealed record TaskSettings(TimeSpan Step, TimeSpan JudgeEvery, int MostOffers, TimeSpan OfferWithin, TimeSpan AnswerWithin, TimeSpan MaxLag, int WaitingPage)
{
    private const string Path = "fleet.tasks";

    /// <summary>Where targets are looked for.</summary>
    public const string Dispatcher = Path + ".dispatcher";

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">A key is missing or has a value that it does not take.</exception>
    public static TaskSettings Read(Config config)
    {
        var section = config.GetConfig(Path) ?? throw new ConfigurationException($"{Path} is missing.");
        return new TaskSettings(
            section.RequiredTime("step"),
            section.RequiredTime("judge-every"),
            section.RequiredInt("most-offers", least: 1),
            section.RequiredTime("offer-within"),
            section.RequiredTime("answer-within"),
            section.RequiredTime("max-lag"),
            section.RequiredInt("waiting-page", least: 1));
    }
}
