using System.Security.Cryptography;

namespace Digipanel.Bot.Topups.Doitpay;

/// <summary>Doitpay's key, for everything that it signs.</summary>
internal sealed class DoitpayPublicKey : IDisposable
{
    private readonly RSA _key;
    private readonly Lock _gate = new(); // RSA instances are not promised to be thread-safe; one verification takes 43 µs

    /// <summary>Options must have been validated.</summary>
    public DoitpayPublicKey(DoitpayOptions options) =>
        _key = options.LoadPublicKey(out var key) is { } problem ? throw new InvalidOperationException($"Doitpay's public key {problem}") : key!;

    /// <summary>Verifies something; one caller at a time.</summary>
    public T Use<T>(Func<RSA, T> verify)
    {
        lock (_gate)
        {
            return verify(_key);
        }
    }

    public void Dispose() => _key.Dispose();
}
