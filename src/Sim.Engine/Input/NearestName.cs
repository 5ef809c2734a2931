namespace Sim.Engine;

/// <summary>Finds the name that a mistyped one was meant to be.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the fewest edits, or null if none is near: at most a third of the letters may differ (and at least
    /// one). Case is ignored; of equally near ones the first is taken.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(1, name.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(name, candidate);
            if (distance >= bestDistance) continue;
            bestDistance = distance;
            best = candidate;
        }

        return best;
    }

    /// <summary><c>did you mean "phantasy"?</c>, or the list of candidates if none is near and they are few.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> candidates)
    {
        if (Find(name, candidates) is { } nearest) return $"did you mean \"{nearest}\"?";
        return candidates.Count is > 0 and <= 16 ? $"valid: {string.Join(", ", candidates)}" : "";
    }

    /// <summary>Levenshtein's distance (insert, delete, replace), where a change of case is free and a swap of neighbours counts one.</summary>
    internal static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++) rows[i, 0] = i;
        for (int j = 0; j <= right.Length; j++) rows[0, j] = j;

        for (int i = 1; i <= left.Length; i++)
        {
            for (int j = 1; j <= right.Length; j++)
            {
                char a = char.ToLowerInvariant(left[i - 1]);
                char b = char.ToLowerInvariant(right[j - 1]);
                int edits = Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1);
                edits = Math.Min(edits, rows[i - 1, j - 1] + (a == b ? 0 : 1));
                bool swapped = i > 1 && j > 1 && a == char.ToLowerInvariant(right[j - 2]) && b == char.ToLowerInvariant(left[i - 2]);
                if (swapped) edits = Math.Min(edits, rows[i - 2, j - 2] + 1);
                rows[i, j] = edits;
            }
        }

        return rows[left.Length, right.Length];
    }
}
