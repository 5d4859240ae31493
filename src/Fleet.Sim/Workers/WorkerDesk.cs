using System.Security.Cryptography;
using System.Text;
using Fleet.Sim.Workers.Messages;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Fleet.Sim.Workers;

/// <summary>Where coordinators come to: it takes the orders of who has the token and is of its version, one order at a time.</summary>
/// <param name="worker">Who it is.</param>
/// <param name="lifetime">Tells when the worker is to end.</param>
internal sealed class WorkerDesk(WorkerIdentity worker, IHostApplicationLifetime lifetime) : FleetWorkers.FleetWorkersBase
{
    private readonly byte[] _token = Hash(worker.Token);
    private int _busy;

    public override async Task Work(IAsyncStreamReader<Order> requestStream, IServerStreamWriter<Word> responseStream, ServerCallContext context)
    {
        Admit(context.RequestHeaders);
        if (Interlocked.Exchange(ref _busy, 1) == 1)
            throw WorkerCall.Refusal(StatusCode.ResourceExhausted, WorkerCall.Busy, "has an order of another coordinator; it takes one at a time");
        try
        {
            worker.Say($"an order of {context.Peer}");
            await using var session = new WorkerSession(requestStream, responseStream, worker);
            await session.RunAsync(context.CancellationToken, lifetime.ApplicationStopping);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
            worker.Say("free again");
        }
    }

    private void Admit(Metadata headers)
    {
        if (WorkerCall.TokenOf(headers) is not { } shown)
            throw WorkerCall.Refusal(StatusCode.Unauthenticated, WorkerCall.TokenMissing, "takes orders only with its token");
        // As hashes they are of one length, so that nothing is told by the time that this takes.
        if (!CryptographicOperations.FixedTimeEquals(Hash(shown), _token))
            throw WorkerCall.Refusal(StatusCode.Unauthenticated, WorkerCall.TokenUnknown, "has another token");
        if (WorkerCall.VersionOf(headers) is var coordinator && coordinator != worker.Version)
            throw WorkerCall.Refusal(StatusCode.FailedPrecondition, WorkerCall.OtherVersion, $"is of version {worker.Version}, and this coordinator of {coordinator}: install the same on both");
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <summary>Who a worker is.</summary>
/// <param name="Token">What a coordinator has to show.</param>
/// <param name="Version">Whose coordinators it understands.</param>
/// <param name="Time">Its clock.</param>
/// <param name="Say">Hears what a person at it may want to know.</param>
internal sealed record WorkerIdentity(string Token, string Version, TimeProvider Time, Action<string> Say);
