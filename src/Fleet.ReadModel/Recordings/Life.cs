using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Recordings;

/// <summary>A client of a recording: what the journal says it is, and what who plays the recording has made it so far.</summary>
internal sealed class Life(ClientId id)
{
    public ClientId Id => id;

    /// <summary>Number of its last input.</summary>
    public long Number { get; set; }

    /// <summary>What it was last; before it was forgotten, if it was.</summary>
    public ClientState State { get; set; } = ClientState.None;

    /// <summary>It is connected where the recording is played.</summary>
    public bool Present { get; set; }

    /// <summary>Its cable is pulled where the recording is played, and the server has not found it out.</summary>
    public bool Silent { get; set; }

    /// <summary>What it told waits, where the recording is played, until it connects.</summary>
    public bool Waits { get; set; }

    /// <summary>Who plays the recording knows facts of it that the journal has forgotten.</summary>
    public bool Forgotten { get; set; }

    /// <summary>It connected once, as one of <see cref="FirstGroup"/>.</summary>
    public bool Connected { get; set; }

    /// <summary>The group of its connections; null: it tells none.</summary>
    public GroupName? FirstGroup { get; set; }

    /// <summary>The group that it has where the recording is played; null: none yet.</summary>
    public GroupName? KnownGroup { get; set; }
}
