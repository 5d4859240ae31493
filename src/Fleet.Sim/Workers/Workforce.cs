using Fleet.Sim.Drive;
using Fleet.Sim.Reads;

namespace Fleet.Sim.Workers;

/// <summary>Workers that drive timelines together, each its part of the clients.</summary>
/// <param name="Addresses">Where they listen, at least one.</param>
/// <param name="Token">What they all ask for.</param>
public sealed record Workforce(IReadOnlyList<Uri> Addresses, string Token)
{
    /// <summary>Has them all make ready, compares their clocks, and begins: completes at the moment at which all of them do.</summary>
    /// <param name="order">What they drive.</param>
    /// <param name="drive">Where and how; the connections are shared out by clients.</param>
    /// <param name="reads">Who reads meanwhile.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="WorkerRefusedException">One of them does not take orders from here.</exception>
    /// <exception cref="GeneratorLostException">One of them is not there, or busy, or could not begin with the others.</exception>
    public async Task<(IGenerator Clients, IReaders Readers)> StartAsync(TimelineOrder order, DriveOptions drive, ReadOrder reads, TimeProvider time, CancellationToken cancel)
    {
        var crew = new Crew([.. Addresses.Select(address => new WorkerLink(address, Token, WorkerCall.Version, time))], order, drive, reads, time);
        try
        {
            await crew.BeginAsync(cancel);
            return (crew, crew.Readers);
        }
        catch
        {
            await crew.DisposeAsync();
            throw;
        }
    }
}
