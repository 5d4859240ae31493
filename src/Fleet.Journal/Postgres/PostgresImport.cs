using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Postgres;
using Fleet.Protocol.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.Journal.Postgres;

/// <summary>Fills an empty journal by one binary COPY in one transaction: until its commit the journal stays empty for everybody, and after a failure for good.</summary>
internal sealed class PostgresImport : IStoreImport
{
    private const string Columns = "ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid";
    private readonly NpgsqlConnection _connection;
    private readonly CommitWarnings _warnings;
    private readonly NpgsqlTransaction _transaction;
    private readonly NpgsqlBinaryImporter _copy;
    private int _version = JournalVersion.First;

    public PostgresImport(string connectionString, string where)
    {
        _connection = PrimaryConnection.Open(connectionString);
        try
        {
            _warnings = new CommitWarnings(_connection);
            PostgresSchema.Ensure(_connection);
            StoreUse.Take(_connection, where);
            _transaction = _connection.BeginTransaction();
            Lock(where);
            using (var any = new NpgsqlCommand("SELECT EXISTS (SELECT FROM journal)", _connection))
            {
                if ((bool)any.ExecuteScalar()!)
                    throw new StoreUnavailableException($"The journal in the database {where} has rows already, and a backup is restored into an empty one.");
            }

            // Into files of the transaction's own: if it fails, they go, and not a dead row is left.
            Run("TRUNCATE journal");
            _copy = _connection.BeginBinaryImport($"COPY journal ({Columns}) FROM STDIN (FORMAT BINARY)");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public void Add(StoredRow row)
    {
        _copy.StartRow();
        _copy.Write(row.Offset, NpgsqlDbType.Bigint);
        _copy.Write(row.RecordedAt.UtcTicks, NpgsqlDbType.Bigint);
        _copy.Write(row.Deleted, NpgsqlDbType.Boolean);
        _copy.Write(row.PersistenceId, NpgsqlDbType.Text);
        _copy.Write(row.SequenceNr, NpgsqlDbType.Bigint);
        _copy.Write(row.Payload, NpgsqlDbType.Bytea);
        _copy.Write(row.Manifest, NpgsqlDbType.Text);
        _copy.Write(row.Serializer, NpgsqlDbType.Integer);
        _copy.Write(row.Writer, NpgsqlDbType.Text);
        _version = Math.Max(_version, Manifests.JournalVersionOf(row.Manifest));
    }

    public void GiveUp()
    {
        // The server does, when the connection ends.
    }

    public void Complete()
    {
        _copy.Complete();
        _copy.Dispose();
        PostgresSchema.Raise(_connection, _version);
        // The statistics that a host's first queries are planned by.
        Run("ANALYZE journal");
        _warnings.Durably(() =>
        {
            _transaction.Commit();
            return true;
        });
    }

    public void Dispose()
    {
        try
        {
            _copy.Dispose();
        }
        catch (NpgsqlException)
        {
            // What ended the copy has been thrown already, and the transaction goes with its connection.
        }
        finally
        {
            _connection.Dispose();
        }
    }

    private void Lock(string where)
    {
        Run("SET LOCAL lock_timeout = '5s'");
        try
        {
            Run("LOCK TABLE journal IN ACCESS EXCLUSIVE MODE");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StoreUnavailableException($"The journal in the database {where} is in use.", e);
        }
    }

    private void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        command.ExecuteNonQuery();
    }
}
