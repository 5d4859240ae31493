using Npgsql;

namespace Fleet.Journal.Sql.Postgres;

/// <summary>A commit was told by one server which did not wait for its standby: its rows are there, and go with that server.</summary>
public sealed class NotDurableException(string warning) : NpgsqlException($"The standby has not confirmed the commit: {warning}");
