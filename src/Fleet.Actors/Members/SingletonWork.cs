using Akka.Actor;

namespace Fleet.Actors.Members;

/// <summary>Work without an end that one node of the cluster does at a time, the oldest one that holds clients. When that is gone, the next one begins.</summary>
public static class SingletonWork
{
    /// <summary>Gives this node its turn.</summary>
    /// <param name="system">A system that has joined its cluster, or is about to.</param>
    /// <param name="name">The same on all nodes.</param>
    /// <param name="work">Ends soon after it is cancelled. If it fails that is logged, and it begins anew: its own pauses are its own affair.</param>
    public static void Host(ActorSystem system, string name, Func<CancellationToken, Task> work) =>
        Singletons.Host(system, Props.Create<Worker>(work), name, name);

    private sealed class Worker(Func<CancellationToken, Task> work) : UntypedActor, IDisposable
    {
        private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);
        private readonly CancellationTokenSource _stop = new();
        private Task _running = Task.CompletedTask;

        protected override void PreStart()
        {
            _running = Task.Run(() => work(_stop.Token));
            _ = _running.PipeTo(Self);
        }

        /// <summary>The next node begins when this has returned.</summary>
        protected override void PostStop()
        {
            _stop.Cancel();
            Task.WhenAny(_running).Wait(EndsWithin);
        }

        /// <summary>Called by the actor system, after <see cref="PostStop"/>.</summary>
        public void Dispose() => _stop.Dispose();

        /// <summary>Work that has failed fails its actor, whose supervisor logs it and starts another one.</summary>
        protected override void OnReceive(object message)
        {
            if (message is Status.Failure { Cause: var fault })
                throw new InvalidOperationException("The work has failed.", fault);
            Unhandled(message);
        }
    }
}
