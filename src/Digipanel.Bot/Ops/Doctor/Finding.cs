namespace Digipanel.Bot.Ops.Doctor;

/// <summary>How one look turned out.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Works, but an operator should know.</summary>
    Notable,

    /// <summary>The shop cannot do its work like this.</summary>
    Wrong,
}

/// <summary>One line of the doctor.</summary>
/// <param name="Verdict">How it turned out.</param>
/// <param name="What">What was looked at, in one or two words.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Todo">What to do about it; null where there is nothing to do.</param>
internal sealed record Finding(Verdict Verdict, string What, string Seen, string? Todo = null)
{
    public static Finding Fine(string what, string seen) => new(Verdict.Fine, what, seen);

    public static Finding Notable(string what, string seen, string? todo) => new(Verdict.Notable, what, seen, todo);

    public static Finding Wrong(string what, string seen, string todo) => new(Verdict.Wrong, what, seen, todo);

    /// <summary>As it is printed: a mark, and what to do on a line of its own.</summary>
    public override string ToString()
    {
        var mark = Verdict switch { Verdict.Fine => "✓", Verdict.Notable => "!", _ => "✗" };
        return Todo is null ? $"{mark} {What}: {Seen}" : $"{mark} {What}: {Seen}{Environment.NewLine}    → {Todo}";
    }
}
