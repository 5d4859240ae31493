using Fleet.Actors.Sessions;
using Fleet.Journal.Postgres;
using Fleet.Protocol.Watch;

namespace Fleet.Host.Settings;

/// <summary>All settings of the section <c>Fleet</c>; the keys bear the properties' names. Told in docs/configuration.md.</summary>
/// <param name="Http">Where the HTTP API listens.</param>
/// <param name="Grpc">Where gRPC listens, by HTTP/2.</param>
/// <param name="Tls">Who the listeners are, if both speak TLS; null: neither does.</param>
/// <param name="Data">Full path of the embedded store's folder; a relative one counts from the caller's folder.</param>
/// <param name="Store">The kind of store: <c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="ConnectionString">The database, if the store is PostgreSQL; else null. It holds a password.</param>
/// <param name="StoreWait">How long a host that starts waits for a server that is not there yet.</param>
/// <param name="Presence">When a client counts as present.</param>
/// <param name="PatternMaxAge">A pattern released this long ago is outdated.</param>
/// <param name="Drain">How long a host that is told to stop waits for what it has accepted.</param>
/// <param name="StopAtEndOfInput">A host whose standard input ends is told to stop.</param>
/// <param name="Cluster">The other nodes, if there are any.</param>
/// <param name="AllowedHosts">The names by which the HTTP API may be called.</param>
/// <param name="Webhooks">Who is told of icon changes.</param>
/// <param name="MetricGroups">How many groups have gauges of their own.</param>
/// <param name="JournalDelay">A fault for tests: how long every transaction of the journal waits before it begins.</param>
public sealed record FleetSettings(
    ListenAddress Http, ListenAddress Grpc, TlsSettings? Tls, string Data, string Store, string? ConnectionString, TimeSpan StoreWait, PresenceSettings Presence,
    TimeSpan PatternMaxAge, TimeSpan Drain, bool StopAtEndOfInput, NodeSettings Cluster, AllowedHosts AllowedHosts, IReadOnlyList<WebhookSettings> Webhooks, int MetricGroups, TimeSpan JournalDelay)
{
    private const string Section = "Fleet";
    private const string Postgres = "postgres";

    /// <summary>Where the data is, without a secret.</summary>
    public string StorePlace => ConnectionString is null ? Data : PostgresSettings.Redacted(ConnectionString);

    /// <summary>The file that questions are answered from, whatever the store.</summary>
    public string ReadModel => Path.Combine(Data, "fleet.db");

    /// <summary>Reads all of them.</summary>
    /// <exception cref="SettingsException">A key is unknown, or its value is not one that it takes.</exception>
    public static FleetSettings From(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration, Section);
        var (http, grpc) = (reader.Address("Http"), reader.Address("Grpc"));
        var settings = new FleetSettings(
            http,
            grpc,
            reader.Tls(http, grpc),
            Path.GetFullPath(reader.Text("Data", "the path of a folder")),
            reader.Word("Store", "sqlite", Postgres),
            StoreKeys.ConnectionString(configuration, isWanted: configuration[$"{Section}:Store"] == Postgres),
            reader.Duration("StoreWait", TimeSpan.Zero, TimeSpan.FromHours(1)),
            reader.Presence(),
            reader.Duration("Pattern:MaxAge", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650)),
            reader.Duration("Drain", TimeSpan.Zero, TimeSpan.FromMinutes(5)),
            reader.Word("StopAtEndOfInput", "false", "true") == "true",
            reader.Cluster(isStoreShared: configuration[$"{Section}:Store"] == Postgres),
            AllowedHosts.Read(configuration, http),
            reader.Webhooks(),
            reader.Number("Metrics:Groups", 0, 1_000),
            reader.Duration("Faults:JournalDelay", TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        reader.RefuseUnknown();
        if (grpc.IsTls && settings.Cluster.Advertise?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true)
            throw new SettingsException($"Fleet:Cluster:Advertise is {settings.Cluster.Advertise}, but {grpc.Key} speaks TLS: clients that are sent there need https.");
        return settings.Http.EndPoints[0].Port == 0 || !settings.Http.EndPoints.Intersect(settings.Grpc.EndPoints).Any()
            ? settings
            : throw new SettingsException($"Fleet:Http and Fleet:Grpc take two addresses; they are {settings.Http} and {settings.Grpc}.");
    }
}

/// <summary>How this node and the others of its cluster find each other: the keys under <c>Fleet:Cluster</c>.</summary>
/// <param name="Host">Address or name at which the others reach this node; it is bound to this one alone.</param>
/// <param name="Port">Port of it; 0: any free one.</param>
/// <param name="Seeds">Nodes to join by, as HOST:PORT, in the order of all nodes' settings; none: this node is a cluster of its own.</param>
/// <param name="Roles">What this node does.</param>
/// <param name="JoinWithin">How long the seeds are tried before the start is given up.</param>
/// <param name="Advertise">What clients connect to if they are sent to this node; null: nobody is.</param>
/// <param name="Certificate">Full path of the PEM file with this node's certificate and key; null: no TLS.</param>
public sealed record NodeSettings(
    string Host, int Port, IReadOnlyList<string> Seeds, IReadOnlyList<string> Roles, TimeSpan JoinWithin, string? Advertise, string? Certificate);

/// <summary>Who the listeners are: the keys under <c>Fleet:Tls</c>.</summary>
/// <param name="Certificate">Full path of the PEM file with the certificate, and those between it and its root.</param>
/// <param name="Key">Full path of the PEM file with its private key; null: it is in the same file.</param>
public sealed record TlsSettings(string Certificate, string? Key)
{
    /// <summary>The setting that names the certificate.</summary>
    public const string CertificateKey = "Fleet:Tls:Certificate";

    /// <summary>The setting that names the private key.</summary>
    public const string KeyKey = "Fleet:Tls:Key";
}

/// <summary>Somebody who is told of icon changes: the keys under <c>Fleet:Webhooks:NAME</c>.</summary>
/// <param name="Name">Stands for it in the log, in metrics and where its position is kept.</param>
/// <param name="Url">Where it is told.</param>
/// <param name="Key">What it is signed with.</param>
/// <param name="Filter">Which changes.</param>
public sealed record WebhookSettings(string Name, Uri Url, ReadOnlyMemory<byte> Key, WatchFilter Filter);
