namespace Fleet.Testing;

/// <summary>
/// How long a test waits for another thread or process before it says that it will not come. No test asserts how fast something
/// is, and a busy machine may stand still for seconds: so this is long, and the same everywhere.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    /// <summary>For Npgsql, after a connection string: by itself it waits 15 and 30 seconds.</summary>
    public static readonly string Connection = $";Timeout={Long.TotalSeconds};Command Timeout={Long.TotalSeconds}";

    /// <summary>For Akka and its test kit, which by themselves wait three to thirty seconds.</summary>
    public static readonly string Hocon = string.Concat(new[]
    {
        "akka.test.single-expect-default", "akka.test.startup-timeout", "akka.test.default-timeout",
        "akka.persistence.journal-plugin-fallback.circuit-breaker.call-timeout", "akka.persistence.journal-plugin-fallback.recovery-event-timeout",
    }.Select(key => $"{key} = {Long.TotalSeconds}s\n"));
}
