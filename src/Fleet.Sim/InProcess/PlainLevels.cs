using System.Globalization;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Oracle;

namespace Fleet.Sim.InProcess;

/// <summary>What the fleet and its groups say, in plain words.</summary>
internal sealed class PlainLevels
{
    private readonly Dictionary<GroupName, PlainSettings> _groups = [];
    private PlainSettings _fleet = PlainSettings.Nothing;

    /// <summary>A level says something else from now on.</summary>
    /// <param name="group">The group; null: the fleet.</param>
    /// <param name="said">All that it says.</param>
    public void Put(GroupName? group, PlainSettings said)
    {
        if (group is null)
            _fleet = said;
        else
            _groups[group] = said;
    }

    /// <summary>What is in force for a client.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="own">What is said for it alone.</param>
    public PlainSettings For(GroupName group, PlainSettings own) => own.Over(_groups.GetValueOrDefault(group, PlainSettings.Nothing).Over(_fleet.Over(PlainSettings.BuiltIn)));

    /// <summary>The first scheduled update after a moment and until another one; null: there is none.</summary>
    /// <param name="text">When in an hour, a day or a week, as settings are written.</param>
    /// <param name="after">By a clock.</param>
    /// <param name="until">By the same.</param>
    public static DateTimeOffset? Update(string text, DateTimeOffset after, DateTimeOffset until)
    {
        for (var minute = new DateTimeOffset(after.Ticks - (after.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1); minute <= until; minute = minute.AddMinutes(1))
        {
            if (string.Create(CultureInfo.InvariantCulture, $"{minute:ddd HH:mm}").EndsWith(text, StringComparison.OrdinalIgnoreCase))
                return minute;
        }

        return null;
    }
}
