namespace Fleet.Protocol.Journal;

/// <summary>A journal row that is not what it should be: damaged, or written by a newer version.</summary>
public sealed class JournalFormatException : FormatException
{
    /// <summary>A row that cannot be read.</summary>
    /// <param name="manifest">The row's manifest.</param>
    /// <param name="field">Path of the field that is wrong, as row.proto names it; null if it is the row as a whole.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="inner">What found it.</param>
    public JournalFormatException(string manifest, string? field, string reason, Exception? inner = null)
        : base($"A row of kind '{manifest}' cannot be read{(field is null ? "" : $", field {field}")}: {reason}.", inner)
    {
        Manifest = manifest;
        Field = field;
        Reason = field is null ? reason : $"{field}: {reason}";
    }

    /// <summary>The row's manifest.</summary>
    public string Manifest { get; }

    /// <summary>Path of the field that is wrong, as row.proto names it; null if it is the row as a whole.</summary>
    public string? Field { get; }

    /// <summary>What is wrong, and with which field if it is one: half a sentence.</summary>
    public string Reason { get; }
}
