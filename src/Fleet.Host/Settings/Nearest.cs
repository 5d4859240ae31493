namespace Fleet.Host.Settings;

/// <summary>What somebody may have meant by a word that does not exist.</summary>
public static class Nearest
{
    /// <summary>A sentence that names the nearest word, or all of them if there are few; empty if nothing comes near.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> words)
    {
        var best = words.MinBy(known => Distance(word, known));
        return best is not null && Distance(word, best) <= Math.Max(2, word.Length / 3) ? $" Did you mean {best}?" : "";
    }

    /// <summary>The number of letters to insert, drop or replace (Levenshtein), upper and lower case alike.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[b.Length];
    }
}
