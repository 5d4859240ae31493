namespace Fleet.Protocol.Recording;

/// <summary>A file that is no recording, or no whole and unchanged one; the message begins with file and line.</summary>
public sealed class RecordingException : Exception
{
    /// <summary>Without a reason.</summary>
    public RecordingException()
    {
    }

    /// <summary>With the whole message.</summary>
    public RecordingException(string message)
        : base(message)
    {
    }

    /// <summary>With the whole message and what was caught.</summary>
    public RecordingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>At a line.</summary>
    public RecordingException(string file, long line, string message)
        : base($"{file}:{line}: {message}")
    {
    }
}
