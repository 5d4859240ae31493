using Npgsql;

namespace Fleet.Journal.Sql.Postgres;

/// <summary>The server that was found is a standby: it takes no writes, and what it knows may be old.</summary>
public sealed class StandbyException(string server) : NpgsqlException($"The server {server} is a standby.");

/// <summary>A commit was told by one server which did not wait for its standby: its rows are there, and go with that server.</summary>
public sealed class NotDurableException(string warning) : NpgsqlException($"The standby has not confirmed the commit: {warning}");
