using Fleet.Journal.Sql;

namespace Fleet.ReadModel.Tables;

/// <summary>The statements that somebody has prepared on a connection, by their text.</summary>
/// <param name="database">The connection; stays its caller's.</param>
internal sealed class StatementSet(ISqlConnection database) : IDisposable
{
    private readonly Dictionary<string, ISqlStatement> _statements = [];

    /// <summary>A statement, to be reset by whoever steps it.</summary>
    public ISqlStatement this[string sql] => _statements.TryGetValue(sql, out var statement) ? statement : _statements[sql] = database.Prepare(sql);

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}
