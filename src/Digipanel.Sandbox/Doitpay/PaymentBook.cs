using System.Security.Cryptography;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>All payments; every change under one lock. Expiry is a matter of the clock, not of a timer.</summary>
internal sealed class PaymentBook(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<DoitpayPayment> _payments = [];

    public IReadOnlyList<DoitpayPayment> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _payments.Select(Now)];
            }
        }
    }

    public static string NewReference(DateTimeOffset now) => $"{now:yyyyMMdd}{RandomNumberGenerator.GetString("0123456789", 12)}";

    /// <summary>Adds one; false: the shop's reference is known.</summary>
    public bool TryAdd(DoitpayPayment payment)
    {
        lock (_gate)
        {
            if (_payments.Any(p => p.PartnerReference == payment.PartnerReference))
            {
                return false;
            }

            _payments.Add(payment);
            return true;
        }
    }

    /// <summary>By either reference, or by both where both are given.</summary>
    public DoitpayPayment? Find(string? reference, string? partnerReference)
    {
        lock (_gate)
        {
            return reference is null && partnerReference is null ? null : _payments
                .Where(p => (reference is null || p.Reference == reference) && (partnerReference is null || p.PartnerReference == partnerReference))
                .Select(Now).FirstOrDefault();
        }
    }

    /// <summary>By whichever reference it is.</summary>
    public DoitpayPayment? FindAny(string reference) => Find(reference, null) ?? Find(null, reference);

    /// <summary>By a virtual account's number, with its spaces or without them.</summary>
    public DoitpayPayment? FindByAccount(string number)
    {
        lock (_gate)
        {
            return _payments.Where(p => p.VirtualAccountNo?.Trim() == number.Trim()).Select(Now).FirstOrDefault();
        }
    }

    /// <summary>Changes one, if <paramref name="change"/> returns something else than null.</summary>
    public DoitpayPayment? Change(string reference, Func<DoitpayPayment, DoitpayPayment?> change)
    {
        lock (_gate)
        {
            var at = _payments.FindIndex(p => p.Reference == reference || p.PartnerReference == reference);
            if (at < 0 || change(Now(_payments[at])) is not { } changed)
            {
                return null;
            }

            return _payments[at] = changed;
        }
    }

    private DoitpayPayment Now(DoitpayPayment p) =>
        p.State == DoitpayState.Pending && time.GetUtcNow() > p.ExpiresAt ? p with { State = DoitpayState.Expired } : p;
}
