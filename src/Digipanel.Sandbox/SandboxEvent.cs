namespace Digipanel.Sandbox;

/// <summary>One thing that happened in the outside world, for the live page and for tests.</summary>
/// <param name="Source">Who saw it: telegram, whatsapp, digipanel, doitpay or bot.</param>
/// <param name="Kind">A short machine word: call, webhook, notification, message, payment.</param>
/// <param name="Text">One line for people. Never a secret.</param>
/// <param name="At">When, by the sandbox's clock.</param>
public sealed record SandboxEvent(string Source, string Kind, string Text, DateTimeOffset At);
