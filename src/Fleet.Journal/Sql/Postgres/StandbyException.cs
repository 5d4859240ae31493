using Npgsql;

namespace Fleet.Journal.Sql.Postgres;

/// <summary>The server that was found is a standby: it takes no writes, and what it knows may be old.</summary>
public sealed class StandbyException(string server) : NpgsqlException($"The server {server} is a standby.");
