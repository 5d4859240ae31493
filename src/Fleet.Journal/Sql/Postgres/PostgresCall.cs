using Fleet.Journal.Questions;
using Npgsql;

namespace Fleet.Journal.Sql.Postgres;

/// <summary>A call that waits for the server.</summary>
internal static class PostgresCall
{
    /// <summary>Calls, so that the gate of the question which is asked here knows since when the server owes an answer.</summary>
    public static T Make<TOn, T>(TOn on, Func<TOn, T> call)
    {
        Question.Asks();
        try
        {
            var answer = call(on);
            Question.Heard();
            return answer;
        }
        catch (PostgresException)
        {
            // Told by the server, so it answers. The driver's own timeout is none: a second try waits for the same.
            Question.Heard();
            throw;
        }
    }
}
