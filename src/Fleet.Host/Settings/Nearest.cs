namespace Fleet.Host.Settings;

/// <summary>What somebody may have meant by a word that does not exist.</summary>
public static class Nearest
{
    /// <summary>A sentence that names the nearest word; empty if none is near: two thirds of what was written have to be right.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> words)
    {
        var best = words.Where(known => IsNear(word, known)).MinBy(known => Distance(word, known))
            ?? words.FirstOrDefault(known => word.StartsWith($"{known}:", StringComparison.OrdinalIgnoreCase));
        return best is null ? "" : $" Did you mean {best}?";
    }

    /// <summary>Sections that both names are in say nothing: the rest is to be alike.</summary>
    private static bool IsNear(string word, string known)
    {
        var shared = 0;
        for (var i = 0; i < Math.Min(word.Length, known.Length) && char.ToUpperInvariant(word[i]) == char.ToUpperInvariant(known[i]); i++)
            shared = word[i] == ':' ? i + 1 : shared;
        return Distance(word[shared..], known[shared..]) <= (word.Length - shared) / 3;
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
