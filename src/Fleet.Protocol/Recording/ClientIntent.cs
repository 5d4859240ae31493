using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;

namespace Fleet.Protocol.Recording;

/// <summary>What a client will do about settings or a task, told before it is sent them; the family is closed. Without such a word it does what it is asked to, at once.</summary>
public abstract record ClientIntent
{
    private ClientIntent()
    {
    }

    /// <summary>It cannot apply these settings, however often it is sent them.</summary>
    /// <param name="Settings">All that would be in force.</param>
    /// <param name="Error">Why, in its words.</param>
    public sealed record CannotApply(LevelSettings Settings, string Error) : ClientIntent;

    /// <summary>What becomes of an attempt of a task that it is sent.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">Which attempt, from 1.</param>
    /// <param name="End">How it ends: succeeded, failed, or rejected, which is before it begins.</param>
    /// <param name="Takes">Microseconds from its beginning to its end.</param>
    /// <param name="Fetches">The pattern that the client has afterwards, if it held an older one; null: the attempt fetches none.</param>
    public sealed record Attempts(TaskId Task, int Attempt, TargetState End, long Takes, ReportedPattern? Fetches) : ClientIntent;
}
