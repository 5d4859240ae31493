using System.Collections.Frozen;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Icons;

/// <summary>One of the 54 icons of the system tray: a row of the seed's three tables.</summary>
/// <remarks>
/// The tables have fewer rows than there are states: with smart scan the pattern does not choose the icon, and with
/// conventional scan and an up-to-date pattern the Web Reputation link does not. Such a dimension is null here.
/// </remarks>
public sealed record Icon
{
    private static readonly FrozenDictionary<string, Icon> ByName;
    private static readonly FrozenDictionary<ClientStatus, Icon> ByStatus;

    static Icon()
    {
        All = [.. IconTable.Rows()];
        ByName = All.ToFrozenDictionary(icon => icon.Name);
        ByStatus = ClientStatus.All.ToFrozenDictionary(status => status, status => All.Single(icon => icon.Shows(status)));
    }

    internal Icon(
        int number, int row, Connection connection, ScanMethod method, PatternStatus? pattern, RealTimeScan realTimeScan, SmartProtection? link)
    {
        Number = number;
        Row = row;
        Connection = connection;
        ScanMethod = method;
        Pattern = pattern;
        RealTimeScan = realTimeScan;
        SmartProtection = link;
        Name = IconTable.NameOf(this);
        Text = IconTable.TextOf(this);
    }

    /// <summary>All icons, by number.</summary>
    public static IReadOnlyList<Icon> All { get; }

    /// <summary>1 to 54, for ever: the journal stores it.</summary>
    public int Number { get; }

    /// <summary>The row within its connection and scan method in the seed, from 1.</summary>
    public int Row { get; }

    /// <summary>Such as <c>online-conventional-outdated-rts-disabled-sps-connected</c>.</summary>
    public string Name { get; }

    /// <summary>What the icon says, for a person.</summary>
    public string Text { get; }

    /// <summary>The table that the icon stands in.</summary>
    public Connection Connection { get; }

    /// <summary>The half of the table that the icon stands in.</summary>
    public ScanMethod ScanMethod { get; }

    /// <summary>Null: any.</summary>
    public PatternStatus? Pattern { get; }

    /// <summary>Every icon tells it.</summary>
    public RealTimeScan RealTimeScan { get; }

    /// <summary>Null: any.</summary>
    public SmartProtection? SmartProtection { get; }

    /// <summary>The conditions that a person can read off this icon.</summary>
    public Conditions ShownConditions =>
        new ClientStatus(
            Connection, ScanMethod, Pattern ?? PatternStatus.UpToDate, RealTimeScan, SmartProtection ?? Vocabulary.SmartProtection.Connected).Conditions;

    /// <summary>The icon of a status: total over <see cref="ClientStatus.All"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The status is none of the 90.</exception>
    public static Icon Of(ClientStatus status) =>
        ByStatus.TryGetValue(status, out var icon)
            ? icon
            : throw new ArgumentOutOfRangeException(nameof(status), status, "none of the 90 states of a client");

    /// <summary>The icon of a number, as the journal stores it; null for 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such icon.</exception>
    public static Icon? OfNumber(int number) => number == 0 ? null
        : number > 0 && number <= All.Count ? All[number - 1]
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"icons are numbered 1 to {All.Count}");

    /// <summary>Finds an icon by name.</summary>
    public static bool TryParse(string? name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Icon? icon)
    {
        icon = name is null ? null : ByName.GetValueOrDefault(name);
        return icon is not null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private bool Shows(ClientStatus status) =>
        Connection == status.Connection
        && ScanMethod == status.ScanMethod
        && (Pattern is null || Pattern == status.Pattern)
        && RealTimeScan == status.RealTimeScan
        && (SmartProtection is null || SmartProtection == status.SmartProtection);
}
