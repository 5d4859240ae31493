using Akka.Configuration;
using Fleet.Journal.Hocon;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Postgres;
using Npgsql;

namespace Fleet.Journal.Postgres;

/// <summary>A database on a server that is there and lets us work in it. Nothing is held: any number of hosts share it.</summary>
public sealed class ServerDatabase : OpenedStore
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    private ServerDatabase()
    {
    }

    /// <summary>Makes the journal's tables, if there are none, or upgrades them, and tries them. A server that is not there yet is waited for.</summary>
    /// <param name="connectionString">As <see cref="PostgresSettings.FaultOf"/> finds nothing wrong with.</param>
    /// <param name="hocon">The configuration of the actor system.</param>
    /// <param name="patience">How long to wait for the server.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="say">Is told that, and why, it is waited for.</param>
    /// <param name="witness">Remembers how far the journal went; null: nobody does.</param>
    /// <param name="cancel">Gives the waiting up.</param>
    /// <exception cref="StoreUnavailableException">The journal cannot be used; the message says why in a sentence.</exception>
    public static ServerDatabase Open(
        string connectionString, Config hocon, TimeSpan patience, TimeProvider time, Action<string> say, IJournalWitness? witness = null,
        CancellationToken cancel = default)
    {
        var settings = PostgresSettings.Read(hocon.GetConfig(PostgresSettings.Path)) with { ConnectionString = connectionString };
        var mostAhead = ClockBound.Read(hocon.GetConfig(ClockBound.Section));
        var where = PostgresSettings.Redacted(connectionString);
        var began = time.GetTimestamp();
        var isTold = false;
        while (true)
        {
            try
            {
                Try(settings, mostAhead, say);
                if (witness is not null)
                    settings.Verify(witness, time);
                return new ServerDatabase { Overlay = OverlayFor(connectionString) };
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
            {
                if (!ServerFaults.MayPass(e) || time.GetElapsedTime(began) >= patience)
                    throw new StoreUnavailableException(ServerFaults.Sentence(where, e), e);
                if (!isTold)
                    say($"{ServerFaults.Sentence(where, e)} Waiting for it, for {patience.TotalSeconds:0} seconds at most.");
                isTold = true;
            }

            Task.Delay(BetweenTries, time, cancel).GetAwaiter().GetResult();
        }
    }

    /// <summary>To be laid over the shipped configuration, for a journal in that database.</summary>
    public static Config OverlayFor(string connectionString) => HoconText.Assign(PostgresSettings.Path + ".connection-string", connectionString);

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    private static void Try(PostgresSettings settings, TimeSpan mostAhead, Action<string> say)
    {
        using var connection = PrimaryConnection.Open(settings.LockingConnectionStringFor("start"));
        if (connection.PostgreSqlVersion.Major < PostgresSchema.LeastServer)
        {
            throw new StoreUnavailableException(
                $"The server {PostgresSettings.Redacted(settings.ConnectionString)} is PostgreSQL {connection.PostgreSqlVersion.Major}; it takes {PostgresSchema.LeastServer} or later.");
        }

        using (var encoding = new NpgsqlCommand("SHOW server_encoding", connection))
        {
            // A version or a group may have any character: a row that is acked must not turn out to fit nowhere.
            if (encoding.ExecuteScalar() is string and not "UTF8" and var found)
            {
                throw new StoreUnavailableException(
                    $"The database {PostgresSettings.Redacted(settings.ConnectionString)} has the encoding {found}, in which not every text has a place: create it with ENCODING 'UTF8'.");
            }
        }

        PostgresSchema.Ensure(connection);
        using (var appender = new PostgresAppender(settings, WriterName.New()))
            appender.Probe();
        ClockBound.Check(PostgresSchema.ClockAhead(connection), mostAhead, $"in the database {PostgresSettings.Redacted(settings.ConnectionString)}");
        using var fsync = new NpgsqlCommand("SHOW fsync", connection);
        if (fsync.ExecuteScalar() is "off")
            say("The server runs with fsync=off: acknowledged reports may be lost when its machine fails.");
    }
}
