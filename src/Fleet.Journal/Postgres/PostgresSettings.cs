using Akka.Configuration;
using Fleet.Journal.Hocon;
using Fleet.Journal.Sql;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Postgres;
using Npgsql;

namespace Fleet.Journal.Postgres;

/// <summary>The section <c>postgres</c> of the journal's configuration; each key is explained in hocon/journal-postgres.conf.</summary>
public sealed record PostgresSettings(string ConnectionString, string SynchronousCommit, TimeSpan CommandTimeout, TimeSpan ConnectTimeout) : IStoreSettings
{
    private static readonly string[] Synchronousness = ["on", "remote_apply", "remote_write", "local"];

    private static readonly TimeSpan Unhurried = TimeSpan.FromSeconds(30);

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
    public IJournalStore OpenStore(IJournalWitness? witness = null, TimeProvider? time = null, Func<bool>? mayRise = null)
    {
        var writer = WriterName.New();
        var toOpen = ConnectTimeout * PrimaryConnection.Hosts(new NpgsqlConnectionStringBuilder(ConnectionString)).Length;
        return new ReconnectingStore(
            last => new LeavableAppender(
                () => Succession.Open(() => new PostgresAppender(this, writer, mayRise), witness, last, now: null), toOpen, CommandTimeout),
            () => new PostgresReader(this),
            PostgresFaults.Of);
    }

    /// <inheritdoc/>
    public void Verify(IJournalWitness witness, TimeProvider time) =>
        Succession.Open(() => new PostgresAppender(this, WriterName.New()), witness, own: null, now: null).Dispose();

    /// <inheritdoc/>
    public ISqlConnection? OpenToRead(string purpose) => OpenToRead(purpose, schema: null);

    /// <summary>Opens a connection for who asks: it finds out that a cable was cut without a word.</summary>
    /// <param name="purpose">Told to the server, which shows it beside each connection.</param>
    /// <param name="schema">Where the tables are; null: where the connection string says.</param>
    /// <exception cref="NpgsqlException">The server cannot be reached, or does not let us in.</exception>
    public PostgresConnection OpenToRead(string purpose, string? schema)
    {
        var parts = new NpgsqlConnectionStringBuilder(ConnectionStringFor(purpose));
        parts.SearchPath = schema ?? parts.SearchPath;
        // A server that hangs does not answer to being told to stop, either.
        parts.CancellationTimeout = -1;
        parts.TcpKeepAlive = true;
        parts.TcpKeepAliveTime = 10;
        parts.TcpKeepAliveInterval = 5;
        return PostgresConnection.Open(parts.ToString());
    }

    /// <inheritdoc/>
    public ISqlConnection OpenBeside(string purpose) => PostgresConnection.Open(LockingConnectionStringFor(purpose));

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
    public string ConnectionStringFor(string purpose, TimeSpan? patience = null)
    {
        var parts = new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            // A command has just started, on a machine that may be busy, and nobody waits for it.
            Timeout = Seconds(patience is { } unhurried && unhurried > Unhurried ? Unhurried : ConnectTimeout),
            CommandTimeout = Seconds(patience ?? CommandTimeout),
            // Without a try on the way: a transaction that fails is tried again by who knows what that means.
            Multiplexing = false,
            // Both ends find out about the other one's machine when that is gone without a word.
            TcpKeepAlive = true,
            TcpKeepAliveTime = 5,
            TcpKeepAliveInterval = 2,
        };
        // Standbys are not asked; see PrimaryConnection. The package, which opens its own connections, is told so.
        parts.Remove("Target Session Attributes");
        if (PrimaryConnection.Hosts(parts).Length > 1)
            parts.TargetSessionAttributes = "primary";
        parts.Options = With(
            parts.Options, "tcp_keepalives_idle=5", "tcp_keepalives_interval=2", "tcp_keepalives_count=3",
            // What a commit is worth, and the warning that it is worth less, whatever the server's defaults are.
            $"synchronous_commit={SynchronousCommit}", "client_min_messages=warning",
            // A statement sees what was committed before it, not before its transaction.
            "default_transaction_isolation=read\\ committed");
        parts.ApplicationName = $"{(string.IsNullOrEmpty(parts.ApplicationName) ? "fleet" : parts.ApplicationName)} {purpose}";
        return parts.ToString();
    }

    /// <summary>The same for a connection that takes locks: it neither waits for others nor makes them wait for long.</summary>
    internal string LockingConnectionStringFor(string purpose, TimeSpan? patience = null)
    {
        var parts = new NpgsqlConnectionStringBuilder(ConnectionStringFor(purpose, patience));
        // Sooner than the driver's timeout, which would cancel: that is for a server that hangs. And no timeout of a role or a database
        // cancels a transaction that waits for the standby. (tcp_user_timeout also ends a connection whose client reads slowly, so
        // those that stream an answer have keepalives alone.)
        parts.Options = With(
            parts.Options, $"lock_timeout={(int)(CommandTimeout * 0.8).TotalMilliseconds}", "idle_in_transaction_session_timeout=10s", "tcp_user_timeout=10s",
            "statement_timeout=0");
        return parts.ToString();
    }

    /// <summary>Start parameters of a session, of which the later one counts.</summary>
    public static string With(string? options, params ReadOnlySpan<string> settings)
    {
        foreach (var setting in settings)
            options = $"{options} -c {setting}";
        return options!.Trim();
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
