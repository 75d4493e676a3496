using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.WhatsApp;

/// <summary>
/// Switches for Meta's errors by code: the next few messages, or all until cleared, to anybody or to one person. 190, 368, 10 and 200 are
/// about the account and meet every call; any other code meets messages only.
/// </summary>
public sealed class WhatsAppRefusals
{
    private sealed record Due(int Code, string? User, bool Late);

    private readonly Countdowns<Due> _due = new();

    /// <summary>Refuses what comes next.</summary>
    /// <param name="code">131026, 131047, 131048, 131049, 131050, 131056, 130429, 190, 368 or another of Meta's.</param>
    /// <param name="times">How often.</param>
    /// <param name="user">Only messages to this address; null: to anybody.</param>
    /// <param name="late">The message is accepted, and the error comes as its status "failed".</param>
    public void Next(int code, int times = 1, string? user = null, bool late = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        _due.Add(new Due(code, user, late), times);
    }

    /// <summary>From now on, until <see cref="Clear"/>.</summary>
    public void Always(int code, string? user = null, bool late = false) => Next(code, int.MaxValue, user, late);

    /// <summary>Back to normal.</summary>
    public void Clear() => _due.Clear();

    internal int? TakeForAccount() => _due.Take(d => GraphErrors.IsAboutTheAccount(d.Code))?.Code;

    internal (int Code, bool Late)? TakeForMessage(string to, string? businessId) =>
        _due.Take(d => !GraphErrors.IsAboutTheAccount(d.Code) && (d.User is null || d.User == to || d.User == businessId)) is { } due ? (due.Code, due.Late) : null;
}
