using Npgsql;

namespace Fleet.Journal.Sql.Postgres;

/// <summary>Tells a commit that is durable, also on the standby, from one that merely returned.</summary>
/// <remarks>
/// When the wait for a synchronous standby is cancelled (by a timeout, by <c>pg_cancel_backend</c>), PostgreSQL keeps the transaction on
/// its own disk, shows its rows to everybody, warns, and answers with success. The text of the warning is in the server's language, so
/// the class of its code is what counts; the connection's <c>client_min_messages</c> has to let it through.
/// </remarks>
internal sealed class CommitWarnings
{
    private volatile string? _warning;

    public CommitWarnings(NpgsqlConnection connection) => connection.Notice += (_, told) =>
    {
        // Warnings, and the server's or the administrator's interventions.
        if (told.Notice.SqlState is ['0', '1', ..] or ['5', '7', ..])
            _warning = told.Notice.MessageText;
    };

    /// <summary>Makes a call that commits, and reads its answer to the end.</summary>
    /// <exception cref="NotDurableException">It did commit, on one server alone.</exception>
    public T Durably<T>(Func<T> call)
    {
        _warning = null;
        var answer = call();
        return _warning is { } warning ? throw new NotDurableException(warning) : answer;
    }
}
