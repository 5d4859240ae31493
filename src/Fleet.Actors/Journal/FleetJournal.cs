using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Persistence;
using Akka.Persistence.Sql.Journal;
using Fleet.Actors.Journal.Sqlite;
using Fleet.Actors.Journal.Stores;
using Fleet.Protocol.Journal;

namespace Fleet.Actors.Journal;

/// <summary>The journal plugin: keeps <see cref="JournalRow"/>s, and recovers an actor by its last row alone.</summary>
/// <remarks>
/// The package's journal is the base so that its read journal, its tools and its deletion work on the same tables; writing and
/// recovering, which decide how fast the fleet is, go through a writer and a reader of our own.
/// </remarks>
public sealed class FleetJournal : SqlWriteJournal
{
    private readonly ConcurrentDictionary<string, PendingWrite> _inFlight = new();
    private readonly ConcurrentDictionary<string, StoredRow> _recovering = new();
    private readonly IJournalStore _store;
    private readonly GroupCommitWriter _writer;
    private readonly RecoveryReader _reader;
    private readonly int _serializer = Context.System.Serialization.FindSerializerForType(typeof(JournalRow)).Identifier;

    /// <summary>Called by Akka with the plugin's section.</summary>
    public FleetJournal(Config section) : base(ForPackage(section))
    {
        var extension = FleetJournalExtension.Of(Context.System);
        var setup = Context.System.Settings.Setup.Get<FleetJournalSetup>();
        var time = setup.Select(s => s.Time).GetOrElse(TimeProvider.System);
        _store = setup.HasValue ? setup.Value.OpenStore(extension.Settings) : new SqliteStore(extension.Settings.Sqlite);
        _writer = new GroupCommitWriter(_store, extension.Settings, extension.Admission, extension.Metrics, time, Context.GetLogger());
        _reader = new RecoveryReader(_store, extension.Metrics, time);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        base.PostStop();
        _writer.Dispose();
        _reader.Dispose();
        _store.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var rows = new List<JournalRow>(1);
        var pending = new List<PendingRow>(1);
        foreach (var message in messages)
        {
            foreach (var one in (IImmutableList<IPersistentRepresentation>)message.Payload)
            {
                var row = one.Payload as JournalRow ?? throw new ArgumentException($"This journal keeps JournalRow, not {one.Payload.GetType()}.", nameof(messages));
                var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
                rows.Add(row);
                pending.Add(new PendingRow(one.PersistenceId, one.SequenceNr, _serializer, manifest, bytes));
            }
        }

        var write = new PendingWrite([.. pending]);
        _inFlight[write.PersistenceId] = write;
        try
        {
            _writer.Add(write);
            await write.Done;
        }
        finally
        {
            _inFlight.TryRemove(KeyValuePair.Create(write.PersistenceId, write));
        }

        for (var i = 0; i < rows.Count; i++)
            (rows[i].Offset, rows[i].RecordedAt) = (pending[i].Offset, pending[i].RecordedAt);
        return null!;
    }

    /// <inheritdoc/>
    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
    {
        // An incarnation that recovers while the last one's write is under way would use its number again.
        if (_inFlight.TryGetValue(persistenceId, out var write))
            await write.Done.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var last = await _reader.ReadLast(persistenceId);
        if (last is { Deleted: false } && last.SequenceNr > fromSequenceNr)
            _recovering[persistenceId] = last;
        return last?.SequenceNr ?? 0;
    }

    /// <inheritdoc/>
    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        // Read together with the highest number, a moment ago.
        if (!_recovering.TryRemove(persistenceId, out var last) || last.SequenceNr != toSequenceNr)
            return base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
        var (happened, after) = JournalCodec.Decode(last.Manifest, last.Payload);
        recoveryCallback(new Persistent(
            new JournalRow(happened, after) { Offset = last.Offset, RecordedAt = last.RecordedAt },
            last.SequenceNr, persistenceId, last.Manifest, isDeleted: false, ActorRefs.NoSender, last.Writer, last.RecordedAt.Ticks));
        return Task.CompletedTask;
    }

    /// <summary>The package opens the same file; the tables are made by <see cref="SqliteStore"/>.</summary>
    private static Config ForPackage(Config section) => ConfigurationFactory
        .ParseString($$"""
            auto-initialize = off
            provider-name = "SQLite.MS"
            plugin-id = "{{JournalSettings.Path}}"
            """)
        .WithFallback(section);
}
