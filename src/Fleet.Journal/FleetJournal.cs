using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Persistence;
using Akka.Persistence.Sql.Journal;
using Fleet.Journal.Stores;
using Fleet.Protocol.Journal;

namespace Fleet.Journal;

/// <summary>
/// The journal plugin: keeps rows of clients (<see cref="JournalRow"/>) and of others (<see cref="OtherRow"/>), and recovers an actor by its last row
/// alone, or by a <see cref="DamagedRow"/> if that cannot be read.
/// </summary>
/// <remarks>
/// The package's journal is the base, so that its read journal, its tools and its deletion work on the same tables. Writing and
/// recovering, which decide how fast the fleet is, go another way.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "An actor ends in PostStop.")]
public sealed class FleetJournal : SqlWriteJournal
{
    private readonly ConcurrentDictionary<string, StoredRow> _recovering = new();
    private readonly ConcurrentDictionary<long, bool> _toldOf = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly JournalMetrics _metrics;
    private readonly int _serializer = Context.System.Serialization.FindSerializerForType(typeof(JournalRow)).Identifier;
    private readonly JournalEngine _engine;
    private readonly CommitSignal _signal;

    /// <summary>Called by Akka with the plugin's section.</summary>
    public FleetJournal(Config section) : base(ForPackage(section))
    {
        var extension = FleetJournalExtension.Of(Context.System);
        var setup = Context.System.Settings.Setup.Get<FleetJournalSetup>();
        (_signal, _metrics) = (extension.Signal, extension.Metrics);
        var time = setup.HasValue ? setup.Value.Time : TimeProvider.System;
        var store = setup.HasValue ? setup.Value.OpenStore(extension.Settings) : extension.Settings.Store.OpenStore();
        _engine = new JournalEngine(
            Faulty(store, extension.Settings.CommitDelay, time), extension.Settings, extension.Admission, _metrics, time, _log);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        base.PostStop();
        _engine.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        var rows = new List<IPersistedRow>(1);
        var pending = new List<PendingRow>(1);
        foreach (var message in messages)
        {
            foreach (var one in (IImmutableList<IPersistentRepresentation>)message.Payload)
            {
                var row = one.Payload as IPersistedRow
                    ?? throw new ArgumentException($"This journal keeps {nameof(IPersistedRow)}, not {one.Payload.GetType()}.", nameof(messages));
                if (row is JournalRow != PersistenceIds.IsClient(one.PersistenceId))
                    throw new ArgumentException($"{one.PersistenceId} does not have rows of the kind {row.GetType().Name}.", nameof(messages));
                var (manifest, bytes) = row.Encode();
                rows.Add(row);
                pending.Add(new PendingRow(one.PersistenceId, one.SequenceNr, _serializer, manifest, bytes));
            }
        }

        await _engine.Write(new PendingWrite([.. pending]));
        _signal.Raise();
        for (var i = 0; i < rows.Count; i++)
            (rows[i].Offset, rows[i].RecordedAt) = (pending[i].Offset, pending[i].RecordedAt);
        return NothingRejected;
    }

    /// <inheritdoc/>
    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken)
    {
        var last = await _engine.ReadLast(persistenceId);
        if (last is { Deleted: false } && last.SequenceNr > fromSequenceNr)
            _recovering[persistenceId] = last;
        return last?.SequenceNr ?? 0;
    }

    /// <inheritdoc/>
    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        // The row was read together with the highest number, a moment ago; who asks for an older state gets it the package's way.
        if (!_recovering.TryRemove(persistenceId, out var last) || last.SequenceNr != toSequenceNr)
            return base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
        recoveryCallback(new Persistent(
            Read(last), last.SequenceNr, persistenceId, last.Manifest, isDeleted: false, ActorRefs.NoSender, last.Writer, last.RecordedAt.Ticks));
        return Task.CompletedTask;
    }

    /// <summary>The actor decides what to do without its row: to fail its recovery would leave who asks it without an answer.</summary>
    private object Read(StoredRow last)
    {
        try
        {
            var row = JournalRowSerializer.Decode(last.Manifest, last.Payload);
            (row.Offset, row.RecordedAt) = (last.Offset, last.RecordedAt);
            return row;
        }
        catch (JournalFormatException fault)
        {
            var damaged = DamagedRow.Of(last, fault);
            _metrics.FoundDamage();
            if (_toldOf.TryAdd(last.Offset, true))
                _log.Error("{0}. It is the last one, so nothing of whose it is is taken. See \"A damaged row\" in docs/operations.md.", damaged);
            return damaged;
        }
    }

    private static IJournalStore Faulty(IJournalStore store, TimeSpan delay, TimeProvider time)
    {
        if (delay == TimeSpan.Zero)
            return store;
        Context.GetLogger().Warning("The journal is slow on purpose: every transaction waits {0:0} ms (Fleet:Faults:JournalDelay).", delay.TotalMilliseconds);
        return new DelayedStore(store, delay, time);
    }

    /// <summary>Akka's way to say that every row was taken, without an allocation.</summary>
    private static IImmutableList<Exception> NothingRejected => null!;

    /// <summary>The package opens the same store, and leaves the tables to us.</summary>
    private static Config ForPackage(Config section) => ConfigurationFactory
        .ParseString($"""
            auto-initialize = off
            plugin-id = "{JournalSettings.Path}"
            """)
        .WithFallback(JournalSettings.Read(section).Store.ForPackage())
        .WithFallback(section);
}
