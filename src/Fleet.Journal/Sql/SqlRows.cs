namespace Fleet.Journal.Sql;

/// <summary>Reads what a statement yields; whatever happens, it is ready for the next time then.</summary>
public static class SqlRows
{
    /// <summary>All rows.</summary>
    public static List<T> All<T>(this ISqlStatement statement, Func<ISqlStatement, T> read)
    {
        var rows = new List<T>();
        try
        {
            while (statement.Step())
                rows.Add(read(statement));
        }
        finally
        {
            statement.Reset();
        }

        return rows;
    }

    /// <summary>The first row.</summary>
    /// <param name="statement">Bound.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="otherwise">What to return if there is none.</param>
    public static T First<T>(this ISqlStatement statement, Func<ISqlStatement, T> read, T otherwise)
    {
        try
        {
            return statement.Step() ? read(statement) : otherwise;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The first column of the first row, as a number; 0 if there is no row.</summary>
    public static long Number(this ISqlStatement statement) => statement.First(static row => row.Int64(0), 0);
}
