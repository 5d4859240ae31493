using Npgsql;

namespace Fleet.Benchmarks.Journal;

/// <summary>Empty schemas of a database, gone at the end with all that was made in them.</summary>
internal sealed class ThrowAwaySchemas(string connectionString) : IDisposable
{
    private readonly List<string> _names = [];

    /// <summary>Makes one more; returns how to connect so that everything goes there.</summary>
    public string New()
    {
        var name = $"fleet_bench_{Environment.ProcessId}_{_names.Count + 1}";
        _names.Add(name);
        return Kept(name);
    }

    /// <summary>One that stays; made if it is not there. Returns how to connect to it.</summary>
    public string Kept(string name)
    {
        Run($"CREATE SCHEMA IF NOT EXISTS {name}");
        return new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = name }.ToString();
    }

    public void Dispose()
    {
        foreach (var name in _names)
            Run($"DROP SCHEMA IF EXISTS {name} CASCADE; DROP SCHEMA IF EXISTS {name}_read CASCADE");
    }

    private void Run(string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
