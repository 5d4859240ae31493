using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Levels;

/// <summary>What one node knows of the settings of the fleet and its groups. May be asked by any thread, at any rate.</summary>
public sealed class KnownLevels
{
    private readonly Lock _gate = new();
    private volatile SettingsBook _book = SettingsBook.Empty;
    private volatile bool _isKnown;

    /// <summary>What they say, as far as this node has heard.</summary>
    public SettingsBook Book => _book;

    /// <summary>The journal was read to its end at least once: until then nobody is told that nothing is said.</summary>
    public bool IsKnown => _isKnown;

    /// <summary>Is called, on any thread, when a level (null: the fleet) says something else.</summary>
    public Action<GroupName?>? Learned { get; set; }

    /// <summary>Takes in what a level says from then on; nothing, where the node knew that, or something newer.</summary>
    /// <param name="group">The group; null: the fleet.</param>
    /// <param name="put">What it says.</param>
    public void Learn(GroupName? group, PutLevel put)
    {
        lock (_gate)
        {
            var before = _book;
            if (ReferenceEquals(before, _book = before.With(group, put)))
                return;
        }

        Learned?.Invoke(group);
    }

    /// <summary>All that the journal has was taken in.</summary>
    public void Know() => _isKnown = true;
}
