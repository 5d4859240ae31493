using Fleet.ReadModel.Model;
using Fleet.ReadModel.Tables;
using Fleet.Journal.Sql.Sqlite;
using Fleet.Core.Clients;

namespace Fleet.ReadModel.Sqlite;

/// <summary>Writes clients row by row.</summary>
internal static class ClientBinding
{
    /// <summary>For <c>VALUES</c>.</summary>
    public static string Parameters { get; } = string.Join(", ", ClientColumns.All.Select((_, i) => $"?{i + 1}"));

    /// <summary>For <c>UPDATE</c>: all but the id.</summary>
    public static string Assignments { get; } = Assign(_ => true);

    /// <summary>
    /// The same without what few rows change: SQLite rewrites every index that has an assigned column, whether its value is
    /// another one or not.
    /// </summary>
    public static string UsualAssignments { get; } = Assign(name => name is not ("ages_from" or "session_node"));

    /// <summary>Whether <see cref="UsualAssignments"/> are enough for what was written with these values before.</summary>
    public static bool IsUsual(ClientState state, long? agesFrom, long? sessionNode) =>
        agesFrom == ClientColumns.AgesFrom(state) && sessionNode == state.Presence.Session?.Node;

    public static void Bind(SqliteStatement statement, ClientRecord client)
    {
        for (var i = 0; i < ClientColumns.All.Count; i++)
        {
            var column = ClientColumns.All[i];
            if (column.Text is { } text)
                statement.BindText(i + 1, text(client));
            else
                statement.Bind(i + 1, column.Number!(client));
        }
    }

    private static string Assign(Func<string, bool> which) => string.Join(
        ", ", ClientColumns.All.Select((column, i) => (column.Name, Text: $"{column.Name} = ?{i + 1}")).Skip(1).Where(column => which(column.Name)).Select(column => column.Text));
}
