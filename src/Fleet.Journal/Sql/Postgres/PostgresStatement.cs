using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.Journal.Sql.Postgres;

/// <summary>A statement; Npgsql prepares it on the server when it is used again (<c>Max Auto Prepare</c>).</summary>
internal sealed partial class PostgresStatement : ISqlStatement
{
    private readonly Dictionary<int, int> _places = [];
    private readonly NpgsqlCommand _command;
    private NpgsqlDataReader? _rows;

    /// <param name="connection">Open.</param>
    /// <param name="sql">With parameters as <c>?1</c>.</param>
    public PostgresStatement(NpgsqlConnection connection, string sql)
    {
        // The server has a type for each number up to the highest, so it takes them without a hole.
        var own = Parameter().Replace(sql, found =>
        {
            var parameter = int.Parse(found.ValueSpan[1..]);
            if (!_places.TryGetValue(parameter, out var place))
                _places.Add(parameter, place = _places.Count);
            return $"${place + 1}";
        });
        _command = new NpgsqlCommand(own, connection);
        foreach (var _ in _places)
            _command.Parameters.Add(new NpgsqlParameter());
    }

    public void Bind(int parameter, long value) => Bind(parameter, value, NpgsqlDbType.Bigint);

    public void Bind(int parameter, string value) => Bind(parameter, value, NpgsqlDbType.Text);

    public void Bind(int parameter, IReadOnlyCollection<long> values) => Bind(parameter, values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public void Bind(int parameter, IReadOnlyCollection<string> values) => Bind(parameter, values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    public bool Step() => PostgresCall.Make(this, static statement => (statement._rows ??= statement._command.ExecuteReader()).Read());

    public void Run() => PostgresCall.Make(_command, static command => command.ExecuteNonQuery());

    /// <remarks>What was not read yet is read then: a stretch of rows is short.</remarks>
    public void Reset()
    {
        _rows?.Dispose();
        _rows = null;
    }

    public bool IsNull(int column) => _rows!.IsDBNull(column);

    public long Int64(int column) => _rows!.GetInt64(column);

    public string Text(int column) => _rows!.GetString(column);

    public byte[] Bytes(int column) => _rows!.GetFieldValue<byte[]>(column);

    public void Dispose()
    {
        Reset();
        _command.Dispose();
    }

    private void Bind(int parameter, object value, NpgsqlDbType type)
    {
        var bound = _command.Parameters[_places[parameter]];
        bound.NpgsqlDbType = type;
        bound.Value = value;
    }

    [GeneratedRegex(@"\?[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
