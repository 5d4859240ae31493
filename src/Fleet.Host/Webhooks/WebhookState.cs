namespace Fleet.Host.Webhooks;

/// <summary>How a webhook stands, for whoever looks.</summary>
/// <param name="name">Its name.</param>
internal sealed class WebhookState(string name)
{
    private long _oldestUntold;
    private volatile bool _isHere;
    private volatile bool _isDisabled;

    public string Name => name;

    /// <summary>This node delivers.</summary>
    public bool IsHere
    {
        get => _isHere;
        set => _isHere = value;
    }

    /// <summary>The receiver wants nothing more.</summary>
    public bool IsDisabled
    {
        get => _isDisabled;
        set => _isDisabled = value;
    }

    /// <summary>When the oldest change was recorded that is under way to the receiver; null: none is.</summary>
    public DateTimeOffset? OldestUntold
    {
        get => Interlocked.Read(ref _oldestUntold) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        set => Interlocked.Exchange(ref _oldestUntold, value?.UtcTicks ?? 0);
    }
}
