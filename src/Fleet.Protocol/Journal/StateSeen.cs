using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>The fields of the state after a row that a glance takes.</summary>
internal ref struct StateSeen
{
    private bool _isPresent;
    private int _scanMethod;
    private int _pattern;
    private int _realTimeScan;
    private int _smartProtection;
    private bool _roaming;

    public bool Exists { get; private set; }

    public int Cause { get; private set; }

    public int Goodbye { get; private set; }

    public ReadOnlySpan<byte> Group { get; private set; }

    public void Read(ReadOnlySpan<byte> message)
    {
        for (var state = new FieldWalk(message); state.Next();)
        {
            switch (state.NumberField)
            {
                case Rows.State.ExistsFieldNumber:
                    Exists = state.Number != 0;
                    break;
                case Rows.State.PresenceCauseFieldNumber:
                    Cause = state.Number;
                    break;
                case Rows.State.GoodbyeReasonFieldNumber:
                    Goodbye = state.Number;
                    break;
                case Rows.State.ScanMethodFieldNumber:
                    _scanMethod = state.Number;
                    break;
                case Rows.State.RealTimeScanFieldNumber:
                    _realTimeScan = state.Number;
                    break;
                case Rows.State.SmartProtectionFieldNumber:
                    _smartProtection = state.Number;
                    break;
                case Rows.State.RoamingFieldNumber:
                    _roaming = state.Number != 0;
                    break;
            }

            switch (state.BytesField)
            {
                case Rows.State.GroupFieldNumber:
                    Group = state.Bytes;
                    break;
                case Rows.State.SessionFieldNumber:
                    _isPresent = true;
                    break;
                case Rows.State.PatternFieldNumber:
                    ReadPattern(state.Bytes);
                    break;
            }
        }
    }

    /// <exception cref="JournalFormatException">A field has a number that means nothing.</exception>
    public readonly ClientStatus StatusOf(RowFields fields)
    {
        var status = new ClientStatus(
            _roaming ? Connection.Roaming : _isPresent ? Connection.Online : Connection.Offline,
            fields.Member<ScanMethod>(_scanMethod, "after.scan_method"),
            fields.Member<PatternStatus>(_pattern, "after.pattern.status"),
            fields.Member<RealTimeScan>(_realTimeScan, "after.real_time_scan"),
            fields.Member<SmartProtection>(_smartProtection, "after.smart_protection"));
        return status is { ScanMethod: ScanMethod.Smart, SmartProtection: SmartProtection.NotUsed }
            ? throw fields.Fault("after.smart_protection", "no smart-scan client has it unused")
            : status;
    }

    private void ReadPattern(ReadOnlySpan<byte> message)
    {
        for (var pattern = new FieldWalk(message); pattern.Next();)
        {
            if (pattern.NumberField == Rows.Pattern.StatusFieldNumber)
                _pattern = pattern.Number;
        }
    }
}
