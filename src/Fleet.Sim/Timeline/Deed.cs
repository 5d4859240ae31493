using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;

namespace Fleet.Sim.Timeline;

/// <summary>What a virtual client did, or met with, as the server had it: no input, and so no part of a timeline. The family is closed.</summary>
public abstract record Deed
{
    private Deed()
    {
    }

    /// <summary>It was welcomed to a session.</summary>
    /// <param name="Held">The settings that it had applied by its hello; null: none.</param>
    public sealed record SessionMet(LevelSettings? Held) : Deed;

    /// <summary>Its session was over, whoever ended it.</summary>
    public sealed record SessionGone : Deed;

    /// <summary>It applied settings that it was sent.</summary>
    /// <param name="Settings">All that is in force.</param>
    /// <param name="Tag">Their name.</param>
    public sealed record SettingsHeld(LevelSettings Settings, string Tag) : Deed;

    /// <summary>It could not apply settings that it was sent.</summary>
    /// <inheritdoc cref="SettingsHeld"/>
    public sealed record SettingsFailed(LevelSettings Settings, string Tag) : Deed;

    /// <summary>A report of roaming mode has its ack.</summary>
    /// <param name="Number">Of the timeline's event.</param>
    /// <param name="On">What it told.</param>
    /// <param name="SentAt">When it was sent first, since the start of the run.</param>
    public sealed record RoamingTold(long Number, bool On, TimeSpan SentAt) : Deed;

    /// <summary>It was told that it has no privilege to roam.</summary>
    /// <param name="Number">Of the timeline's event that had turned roaming mode on.</param>
    public sealed record RoamingRefused(long Number) : Deed;

    /// <summary>It began an attempt of a task, or took note of one that it rejects.</summary>
    public sealed record TaskBegun(TaskId Task, int Attempt) : Deed;

    /// <summary>An attempt of a task came to its end.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="End">How it ended.</param>
    /// <param name="Fetched">The pattern that it brought; null: none.</param>
    public sealed record TaskEnded(TaskId Task, int Attempt, TargetState End, ReportedPattern? Fetched) : Deed;
}

/// <summary>A deed of a client.</summary>
/// <param name="At">Since the start of the run.</param>
/// <param name="Client">Index of the client.</param>
/// <param name="After">Number of the client's last event of the timeline before it.</param>
/// <param name="Deed">What it was.</param>
public readonly record struct DoneDeed(TimeSpan At, int Client, long After, Deed Deed);
