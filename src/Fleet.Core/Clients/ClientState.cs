using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>All that the journal knows of one client: the fold of its events.</summary>
/// <remarks>What was never reported has the default given here and is listed in <see cref="Unreported"/>.</remarks>
public sealed record ClientState
{
    /// <summary>Before the first event.</summary>
    public static ClientState None { get; } = new();

    /// <summary>False before the first event, and after the client was forgotten.</summary>
    public bool Exists { get; init; }

    /// <summary>Number of the last report when the last event was written; 0 before the first.</summary>
    public long LastSeq { get; init; }

    /// <summary>What its numbers count in.</summary>
    public Epochs Epochs { get; init; } = Epochs.None;

    /// <summary>When the client observed the last report that changed something, by its own clock.</summary>
    public DateTimeOffset? LastObservedAt { get; init; }

    /// <summary>Its group.</summary>
    public GroupName Group { get; init; } = GroupName.Default;

    /// <summary>Its session, or why it has none.</summary>
    public Presence Presence { get; init; } = Presence.Never;

    /// <summary>What the last hello told; null if nothing.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>What it understands, as the last hello told.</summary>
    public Capabilities Capabilities { get; init; }

    /// <summary>Its pattern.</summary>
    public HeldPattern Pattern { get; init; } = HeldPattern.Default;

    /// <summary>The facts that have few values: each has one, told or not.</summary>
    public FactNumbers Numbers { get; init; } = Facts.Defaults;

    /// <summary>Its scan method.</summary>
    public ScanMethod ScanMethod
    {
        get => (ScanMethod)Numbers[Fact.ScanMethod];
        init => Numbers = Numbers.With(Fact.ScanMethod, (int)value);
    }

    /// <summary>Its Real-time Scan.</summary>
    public RealTimeScan RealTimeScan
    {
        get => (RealTimeScan)Numbers[Fact.RealTimeScan];
        init => Numbers = Numbers.With(Fact.RealTimeScan, (int)value);
    }

    /// <summary>Its link to a Smart Protection Server.</summary>
    public SmartProtection SmartProtection
    {
        get => (SmartProtection)Numbers[Fact.SmartProtection];
        init => Numbers = Numbers.With(Fact.SmartProtection, (int)value);
    }

    /// <summary>Whether roaming mode is on.</summary>
    public bool Roaming
    {
        get => Numbers.Flag(Fact.Roaming) == true;
        init => Numbers = Numbers.With(Fact.Roaming, FactNumbers.NumberOf(value));
    }

    /// <summary>Two machines use its id; null: as far as is known, one does.</summary>
    public Duplication? Duplicate { get; init; }

    /// <summary>What operators say of it.</summary>
    public Marks Marks { get; init; } = Marks.None;

    /// <summary>What is said for it alone, and what it answered to settings.</summary>
    public ClientSettings Settings { get; init; } = ClientSettings.None;

    /// <summary>What the deployment of settings has to know of it.</summary>
    public ManagedClient Managed => new(
        Connection, Group, Settings, Reported.HasFlag(Fact.RealTimeScan) ? RealTimeScan : null, Reported.HasFlag(Fact.ScanMethod) ? ScanMethod : null);

    /// <summary>The tasks that it is a target of.</summary>
    public ClientTasks Tasks { get; init; } = ClientTasks.None;

    /// <summary>The facts that it told at least once.</summary>
    public Fact Reported { get; init; }

    /// <summary>Since when each fact holds.</summary>
    public FactTimes Since { get; init; }

    /// <summary>How it stands to the server.</summary>
    public Connection Connection => ConnectionRules.Of(Roaming, isPresent: Presence.Session is not null);

    /// <summary>The five dimensions that choose the icon.</summary>
    public ClientStatus Status => ClientStatus.Of(Numbers, Pattern.Status, isPresent: Presence.Session is not null);

    /// <summary>What calls for somebody's action, shown by the icon or not.</summary>
    public Conditions Conditions => Status.Conditions | (Duplicate is null ? Conditions.None : Conditions.DuplicateIdentity);

    /// <summary>The icon; null while the client does not exist.</summary>
    public Icon? Icon => Exists ? Icon.Of(Status) : null;

    /// <summary>The facts that were never told and have their defaults.</summary>
    public Fact Unreported => Facts.Every & ~Reported;

    /// <summary>Since when a fact holds; null if it was never told. The epoch itself is a time like any other: a machine with a dead clock tells it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a single fact.</exception>
    public DateTimeOffset? SinceOf(Fact fact) => Reported.HasFlag(fact) ? DateTimeOffset.FromUnixTimeMilliseconds(Since[fact]) : null;

    /// <summary>The same with its numbers in an epoch; null: where they are.</summary>
    internal ClientState In(string? epoch) => epoch is null ? this : this with
    {
        // Who was never heard of has left nothing.
        Epochs = Exists || LastSeq > 0 || Epochs != Epochs.None ? Epochs.Begin(epoch) : Epochs with { Current = epoch },
    };

    /// <summary>The link before a client of that scan method has told of it: a smart-scan client counts as disconnected.</summary>
    public static SmartProtection DefaultLink(ScanMethod method) =>
        method == ScanMethod.Smart ? SmartProtection.Disconnected : SmartProtection.NotUsed;
}
