namespace Fleet.Host.Starting;

/// <summary>The host cannot start, for a reason that whoever starts it can mend: told in one sentence, without a stack trace.</summary>
public class CannotStartException : Exception
{
    /// <summary>With what is wrong and what to do about it.</summary>
    public CannotStartException(string message, Exception? cause = null) : base(message, cause)
    {
    }

    /// <summary>What the process ends with.</summary>
    public virtual int ExitCode => 1;
}
