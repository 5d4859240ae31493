using Akka.Configuration;
using Fleet.Actors.Hocon;
using Fleet.Actors.Journal.Stores;
using Npgsql;

namespace Fleet.Actors.Journal.Postgres;

/// <summary>The section <c>postgres</c> of the journal's configuration; each key is explained in hocon/journal-postgres.conf.</summary>
public sealed record PostgresSettings(string ConnectionString, string SynchronousCommit, TimeSpan CommandTimeout, TimeSpan ConnectTimeout) : IStoreSettings
{
    private static readonly string[] Synchronousness = ["on", "remote_apply", "remote_write", "local"];

    /// <summary>Where the section stands.</summary>
    public const string Path = "akka.persistence.journal.fleet.postgres";

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">A key is missing or has a value that it does not take.</exception>
    public static PostgresSettings Read(Config section) => new(
        section.Required("connection-string"),
        section.RequiredOneOf("synchronous-commit", Synchronousness),
        section.RequiredTime("command-timeout"),
        section.RequiredTime("connect-timeout"));

    /// <inheritdoc/>
    public IJournalStore OpenStore()
    {
        var writer = WriterName.New();
        return new ReconnectingStore(() => new PostgresAppender(this, writer), () => new PostgresReader(this), PostgresFaults.Of);
    }

    /// <inheritdoc/>
    public PortableStore AsPortable() => new PostgresPortableStore(this);

    /// <inheritdoc/>
    public Config ForPackage() => HoconText.Assign("provider-name", "PostgreSQL.15")
        .WithFallback(HoconText.Assign("connection-string", ConnectionStringFor("journal tools")));

    /// <summary>What is wrong with a connection string, in half a sentence; null: nothing.</summary>
    public static string? FaultOf(string connectionString)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connectionString);
            return string.IsNullOrWhiteSpace(parts.Host) ? "it names no Host" : string.IsNullOrWhiteSpace(parts.Database) ? "it names no Database" : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    /// <summary>A connection string as people may see it.</summary>
    public static string Redacted(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"{parts.Host}:{parts.Port}/{parts.Database}";
    }

    /// <summary>The connection string with what the settings say.</summary>
    /// <param name="purpose">Told to the server, which shows it beside each connection.</param>
    /// <param name="patience">How long an answer may take; null: as the settings say.</param>
    internal string ConnectionStringFor(string purpose, TimeSpan? patience = null)
    {
        var parts = new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Timeout = Seconds(ConnectTimeout),
            CommandTimeout = Seconds(patience ?? CommandTimeout),
            // Without a try on the way: a transaction that fails is tried again by who knows what that means.
            Multiplexing = false,
        };
        parts.ApplicationName = $"{(string.IsNullOrEmpty(parts.ApplicationName) ? "fleet" : parts.ApplicationName)} {purpose}";
        return parts.ToString();
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
