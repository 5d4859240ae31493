using Akka.Configuration;

namespace Fleet.Journal.Stores;

/// <summary>A store that was tried and works, from before the actor system starts until after its end.</summary>
public abstract class OpenedStore : IDisposable
{
    /// <summary>To be laid over the shipped configuration: where the journal is.</summary>
    public required Config Overlay { get; init; }

    /// <summary>Lets it go.</summary>
    public abstract void Dispose();
}
