using Fleet.Journal.Sql;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>A connection that reads, with the statements that it has prepared.</summary>
internal sealed class ReadConnection(ISqlConnection database) : IDisposable
{
    /// <summary>Generations come and go, and with them their statements: far more than one generation has.</summary>
    private const int MaxStatements = 200;

    private readonly Dictionary<string, ISqlStatement> _statements = [];

    public SqlDialect Dialect => database.Dialect;

    /// <summary>A prepared statement, to be reset by whoever steps it.</summary>
    public ISqlStatement this[string sql] =>
        _statements.TryGetValue(sql, out var statement) ? statement : _statements[sql] = database.Prepare(sql);

    public void Begin()
    {
        if (_statements.Count > MaxStatements)
            Forget();
        this[database.Dialect.BeginToRead].Run();
    }

    public void End() => this["COMMIT"].Run();

    public void Dispose()
    {
        Forget();
        database.Dispose();
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}
