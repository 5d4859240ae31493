using Fleet.Sim.Timeline;

namespace Fleet.Sim.Drive;

/// <summary>
/// Who drives a timeline: this process, or several workers that are one to whoever asks. What is asked of workers fails with a
/// <see cref="GeneratorLostException"/> when one of them is lost; figures never do, and then are what is known.
/// </summary>
public interface IGenerator : IAsyncDisposable
{
    /// <summary>How the run stands; new a few times a second.</summary>
    DriveProgress Progress { get; }

    /// <summary>Since the start.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Completes when every step of the timeline is made.</summary>
    Task PlayedAsync();

    /// <summary>As fast as possible: goes on to a moment of the timeline and no further; completes when that is reached and every client has got where it was going.</summary>
    /// <param name="at">Events of that moment wait; the longest time: nothing waits any more.</param>
    Task ReachAsync(TimeSpan at);

    /// <summary>Ends the timeline here and now, and tells what was played of it.</summary>
    Task<PlayedSteps> StopPlayingAsync();

    /// <summary>From here on only what becomes due from here on is measured; what is counted is counted on.</summary>
    Task BeginMeasuringAsync();

    /// <summary>Completes when every client has got where it was going, and all that is to be said is answered.</summary>
    Task SettledAsync();

    /// <summary>Everybody hands over what waits and says goodbye; completes when that is done.</summary>
    Task SendHomeAsync();

    /// <summary>How the run stands at this moment; cheaper than <see cref="FiguresAsync"/>.</summary>
    Task<DriveProgress> LookAsync();

    /// <summary>What was measured and counted so far.</summary>
    Task<DriveFigures> FiguresAsync();

    /// <summary>No answers are waited for any more: what has none counts as timed out.</summary>
    Task GiveUpAsync();

    /// <summary>How far each client's reports got, by index.</summary>
    Task<IReadOnlyList<Delivery>> DeliveriesAsync();

    /// <summary>What the clients did about settings and tasks, in order of time; empty where the timeline's operator does nothing.</summary>
    Task<IReadOnlyList<DoneDeed>> DeedsAsync();
}

/// <summary>A generator is gone, or does not answer: what it would have done is missing, so the run is void. The message names it and says why.</summary>
public sealed class GeneratorLostException : Exception
{
    /// <summary>Without a reason.</summary>
    public GeneratorLostException()
    {
    }

    /// <summary>With the whole message.</summary>
    public GeneratorLostException(string message)
        : base(message)
    {
    }

    /// <summary>With the whole message and what was caught.</summary>
    public GeneratorLostException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
