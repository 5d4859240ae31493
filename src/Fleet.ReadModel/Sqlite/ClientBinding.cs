using Fleet.ReadModel.Model;
using Fleet.ReadModel.Tables;
using Fleet.Journal.Sql.Sqlite;
using Fleet.Core.Clients;

namespace Fleet.ReadModel.Sqlite;

/// <summary>Writes clients row by row.</summary>
internal static class ClientBinding
{
    /// <summary>For <c>VALUES</c>.</summary>
    public static string Parameters { get; } = string.Join(", ", ClientColumns.All.Select(ParameterOf));

    /// <summary>For <c>UPDATE</c>: all but the id.</summary>
    public static string Assignments { get; } = Assign(ClientColumns.All);

    /// <summary>
    /// The same without what few rows change: SQLite rewrites every index that has an assigned column, whether its value is
    /// another one or not.
    /// </summary>
    public static string UsualAssignments { get; } = Assign(ClientColumns.All.Except(ClientColumns.Rare));

    /// <summary>Whether <see cref="UsualAssignments"/> are enough for what was written with these values before.</summary>
    public static bool IsUsual(ClientState state, long? agesFrom, long? sessionNode, long? marked) =>
        agesFrom == ClientColumns.AgesFrom(state) && sessionNode == state.Presence.Session?.Node && marked == ClientColumns.MarkedOf(state);

    public static void Bind(SqliteStatement statement, ClientRecord client)
    {
        foreach (var column in ClientColumns.All)
        {
            if (column is TextColumn text)
                statement.BindText(column.Place + 1, text.Of(client));
            else if (column is NumberColumn number)
                statement.Bind(column.Place + 1, number.Of(client));
        }
    }

    private static string ParameterOf(ClientColumn column) => $"?{column.Place + 1}";

    private static string Assign(IEnumerable<ClientColumn> columns) => string.Join(", ", columns.Where(column => column.Place > 0).Select(column => $"{column.Name} = {ParameterOf(column)}"));
}
