using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>An icon as the API tells it: null for what it does not show, an address for its drawing.</summary>
public sealed record IconRowJson(
    Icon Name, Connection Connection, ScanMethod ScanMethod, PatternStatus? Pattern, RealTimeScan RealTimeScan, SmartProtection? SmartProtection, string Text, string Svg);

/// <summary>A change of one client's icon, as the stream tells it.</summary>
/// <param name="Offset">Its place in the journal.</param>
/// <param name="ClientId">Whose icon it is.</param>
/// <param name="Group">The client's group after the change.</param>
/// <param name="From">Null at a client's first icon.</param>
/// <param name="To">The icon from here on.</param>
/// <param name="Conditions">All that hold after the change, shown by the icon or not.</param>
/// <param name="Cause">Where the change came from.</param>
/// <param name="ObservedAt">When it happened, by the clock of who observed it.</param>
/// <param name="RecordedAt">When it was written, by the journal's clock.</param>
public sealed record IconChangeJson(
    long Offset, ClientId ClientId, GroupName Group, Icon? From, Icon To, IEnumerable<Conditions> Conditions, ChangeCause Cause, DateTimeOffset ObservedAt, DateTimeOffset RecordedAt);
