namespace Fleet.Journal;

/// <summary>Hears from the writer how the store is.</summary>
internal interface IStoreHealth
{
    /// <summary>The store takes nothing; it is tried again in <paramref name="retryAfter"/>.</summary>
    void Failing(string reason, TimeSpan retryAfter);

    /// <summary>The store takes writes again.</summary>
    void Recovered();
}
