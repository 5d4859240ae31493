using Fleet.Journal.Sql;

namespace Fleet.ReadModel.Tables;

/// <summary>The tables of tasks, for all generations. They are made where they are missing, which is no reason to build everything anew.</summary>
internal static class TaskSchema
{
    private static readonly string[] Statements =
    [
        """
        CREATE TABLE task (
          generation INTEGER NOT NULL, number INTEGER NOT NULL, task_id TEXT NOT NULL, kind INTEGER NOT NULL, state INTEGER NOT NULL, is_made INTEGER NOT NULL,
          leftover_state INTEGER, leftover_reason INTEGER, "offset" INTEGER NOT NULL, body TEXT NOT NULL,
          PRIMARY KEY (generation, number)) WITHOUT ROWID
        """,
        "CREATE UNIQUE INDEX task_by_id ON task (generation, task_id)",
        """
        CREATE TABLE task_target (
          generation INTEGER NOT NULL, number INTEGER NOT NULL, place INTEGER NOT NULL, client_id TEXT NOT NULL, state INTEGER NOT NULL, attempt INTEGER NOT NULL,
          reason INTEGER, detail TEXT, since INTEGER NOT NULL, sent_at INTEGER, started_at INTEGER, due_at INTEGER, is_left INTEGER NOT NULL, "offset" INTEGER NOT NULL,
          PRIMARY KEY (generation, number, place)) WITHOUT ROWID
        """,
        "CREATE INDEX task_target_by_client ON task_target (generation, client_id, number)",
        "CREATE INDEX task_target_by_state ON task_target (generation, number, state, place)",
        "CREATE INDEX task_target_by_due ON task_target (generation, due_at, client_id) WHERE due_at IS NOT NULL",
        """
        CREATE TABLE task_count (
          generation INTEGER NOT NULL, number INTEGER NOT NULL, state INTEGER NOT NULL, targets INTEGER NOT NULL,
          PRIMARY KEY (generation, number, state)) WITHOUT ROWID
        """,
    ];

    private static readonly string[] Tables = ["task", "task_target", "task_count"];

    /// <summary>Makes those that are missing.</summary>
    public static void Ensure(ISqlConnection database)
    {
        foreach (var statement in Statements)
        {
            if (database.Number(database.Dialect.CountOf(NameIn(statement))) == 0)
                database.Run(database.Dialect.Table(statement));
        }
    }

    /// <summary>They are there: the projector of an older node does not make them.</summary>
    public static bool IsThere(Scans.ReadConnection connection) => connection[connection.Dialect.CountOf("task_count")].Number() == 1;

    /// <summary>Forgets what a generation has.</summary>
    public static void Clear(ISqlConnection database, int generation)
    {
        foreach (var table in Tables)
            database.Run($"DELETE FROM {table} WHERE generation = {generation}");
    }

    private static string NameIn(string statement)
    {
        var words = statement.Split(' ', '\n');
        return words[Array.FindIndex(words, word => word is "TABLE" or "INDEX") + 1];
    }
}
