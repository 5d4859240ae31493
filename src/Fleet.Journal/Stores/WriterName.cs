namespace Fleet.Journal.Stores;

/// <summary>Tells the rows of one running journal from those of every other, also of the same node before its restart.</summary>
internal static class WriterName
{
    public static string New() => Guid.NewGuid().ToString("N")[..12];
}
