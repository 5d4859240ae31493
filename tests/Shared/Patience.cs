namespace Fleet.Testing;

/// <summary>
/// How long a test waits for another thread or process before it says that it will not come. No test asserts how fast something
/// is, and a busy machine may stand still for seconds: so this is long, and the same everywhere.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    /// <summary>For Akka's test kit, which waits three seconds by itself.</summary>
    public static readonly string Hocon = $"akka.test.single-expect-default = {Long.TotalSeconds}s\n";
}
