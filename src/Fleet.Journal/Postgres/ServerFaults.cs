using System.Net.Sockets;
using Fleet.Journal.Sql.Postgres;
using Npgsql;

namespace Fleet.Journal.Postgres;

/// <summary>What keeps a host from a database, for the person who has to do something about it.</summary>
internal static class ServerFaults
{
    /// <summary>It may go by itself: the server is not up yet, or has no place at the moment.</summary>
    public static bool MayPass(Exception fault) => fault is not PostgresException e || e.SqlState is PostgresErrorCodes.CannotConnectNow
        or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        or PostgresErrorCodes.LockNotAvailable;

    /// <param name="where">The database, without a secret.</param>
    /// <param name="fault">What it said, or what said that it does not answer.</param>
    public static string Sentence(string where, Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword } => $"The server of {where} does not take the password.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification } e => $"The server of {where} does not let us in: {Message(e)}.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"There is no database {where}: create it, owned by the user of the connection string.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } e =>
            $"The user may not work in {where}: {Message(e)}. It takes the owner of the database, or one with the right to create in it.",
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } => $"The server of {where} is still starting.",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => $"The server of {where} has no connection left.",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => $"The database {where} is read-only.",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => $"The server of {where} has no space left on its disk.",
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => $"The journal in the database {where} is locked: its transactions do not end.",
        StandbyException => $"The server of {where} is a standby: it takes no reports.",
        NotDurableException => $"The standby of the server of {where} does not confirm what is written.",
        PostgresException e => $"The database {where} cannot be used: {Message(e)}.",
        _ => $"The server of {where} cannot be reached: {Message(fault.GetBaseException())}.",
    };

    private static string Message(Exception e) => (e switch
    {
        PostgresException postgres => postgres.MessageText,
        SocketException socket => socket.SocketErrorCode == SocketError.ConnectionRefused ? "nobody listens there" : socket.Message,
        TimeoutException => "it does not answer in time",
        _ => e.Message,
    }).ReplaceLineEndings(" ").TrimEnd('.');
}
