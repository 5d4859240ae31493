namespace Fleet.Sim.Scenario.Reading;

/// <summary>Finds the right word for a wrong one.</summary>
internal static class Suggestion
{
    /// <summary>What a place takes and, if one is near, which word was probably meant: the end of an error message.</summary>
    public static string For(string wrong, IReadOnlyCollection<string> right)
    {
        var takes = $"it takes {string.Join(", ", right)}";
        var (nearest, distance) = right.Select(word => (word, Distance(wrong, word))).MinBy(near => near.Item2);
        return nearest is not null && distance < nearest.Length && distance <= Math.Max(2, nearest.Length / 3)
            ? $"{takes}; did you mean '{nearest}'?"
            : takes;
    }

    /// <summary>Levenshtein distance: letters to insert, delete or replace.</summary>
    private static int Distance(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
            row[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
