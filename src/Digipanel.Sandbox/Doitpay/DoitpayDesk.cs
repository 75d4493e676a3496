using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>What the ways to pay share: the book, statuses, being paid and cancelled, telling the shop.</summary>
internal sealed class DoitpayDesk : IAsyncDisposable
{
    /// <summary>How much more is paid by who pays another amount.</summary>
    public const long OtherBy = 1_000;

    private readonly Notifier _notifier;
    private readonly RSA _merchantKey = RSA.Create();

    public DoitpayDesk(DoitpayServerOptions options, DoitpayKeys keys, TimeProvider time)
    {
        (Options, Time) = (options, time);
        Feed = new EventFeed("doitpay", time);
        Work = new BackgroundWork(time);
        Courier = new Courier(time, Work, d => Feed.Publish("notification", $"{d.Kind} {d.About} attempt {d.Attempt} → {d.Status?.ToString() ?? "no answer"}"));
        Book = new PaymentBook(time);
        _merchantKey.ImportFromPem(keys.MerchantPublicPem);
        Gate = new SnapGate(options, time, _merchantKey);
        _notifier = new Notifier(options, keys, time, Courier);
    }

    public DoitpayServerOptions Options { get; }
    public TimeProvider Time { get; }
    public EventFeed Feed { get; }
    public BackgroundWork Work { get; }
    public Courier Courier { get; }
    public PaymentBook Book { get; }
    public SnapGate Gate { get; }

    /// <summary>Where the server listens, for the addresses of its pages.</summary>
    public Func<string> BaseUrl { get; set; } = () => "";

    public string CheckoutUrl(string reference) => $"{BaseUrl()}/checkout/{reference}";

    public SnapAnswers Answers(string service) => new(service, Options);

    public static JsonObject Money(long rupiah) => new() { ["value"] = $"{rupiah}.00", ["currency"] = "IDR" };

    public string StatusOf(DoitpayPayment payment) => payment.ForcedStatus ?? payment.State switch
    {
        DoitpayState.Paid => "00",
        DoitpayState.Refunded => "04",
        DoitpayState.Expired => Options.ExpiredStatus,
        DoitpayState.Cancelled => Options.CancelledStatus,
        _ => Options.PendingStatus,
    };

    public bool Add(DoitpayPayment payment)
    {
        if (!Book.TryAdd(payment))
        {
            return false;
        }

        Feed.Publish("payment", $"{payment.Kind} {payment.PartnerReference} Rp {payment.Amount} made");
        return true;
    }

    public bool Pay(string reference, bool evenIfExpired, long? amount)
    {
        amount ??= Book.FindAny(reference) is { } bill && Options.OtherAmount.Take() ? bill.Amount + OtherBy : null;
        var paid = Book.Change(reference, p => p.State == DoitpayState.Pending || (evenIfExpired && p.State is DoitpayState.Expired or DoitpayState.Cancelled)
            ? p with { State = DoitpayState.Paid, PaidAt = Time.GetUtcNow(), PaidAmount = amount ?? p.Amount }
            : null);
        if (paid is null)
        {
            return false;
        }

        Feed.Publish("payment", $"{paid.Kind} {paid.PartnerReference} Rp {paid.PaidAmount} paid");
        _ = Work.Run(() => TellAsync(paid));
        return true;
    }

    public bool Refund(string reference)
    {
        if (Book.Change(reference, p => p.State == DoitpayState.Paid ? p with { State = DoitpayState.Refunded } : null) is not { } refunded)
        {
            return false;
        }

        Feed.Publish("payment", $"{refunded.Kind} {refunded.PartnerReference} Rp {refunded.PaidAmount} refunded");
        _ = Work.Run(() => TellAsync(refunded));
        return true;
    }

    public bool Cancel(string reference)
    {
        if (Book.Change(reference, p => p.State == DoitpayState.Pending ? p with { State = DoitpayState.Cancelled } : null) is not { } cancelled)
        {
            return false;
        }

        Feed.Publish("payment", $"{cancelled.Kind} {cancelled.PartnerReference} cancelled");
        return true;
    }

    public Task<int?> SendNotificationAsync(string reference, DoitpayForgery? forgery)
    {
        // Of an unknown reference a forger tells as well.
        var payment = Book.FindAny(reference) ?? new DoitpayPayment(reference, reference, DoitpayKind.Qris, 50_000, DoitpayState.Paid, Time.GetUtcNow(), Time.GetUtcNow());
        return _notifier.SendOnceAsync(payment, StatusOf(payment), forgery ?? new DoitpayForgery());
    }

    private async Task TellAsync(DoitpayPayment payment)
    {
        var switches = Options.Notifications;
        if (Options.NotifyBaseUrl is null)
        {
            return;
        }

        if (switches.Lost.Take())
        {
            Feed.Publish("notification", $"notification {payment.PartnerReference} lost");
            return;
        }

        var oddities = new DoitpayForgery
        {
            WrongKey = switches.Forged.Take(),
            Amount = switches.WrongAmount.Take() ? payment.Amount * 10 : null,
            PartnerReference = switches.WrongReference.Take() ? "TU-UNKNOWN" : null,
            Age = switches.OldTimestamp.Take() ? TimeSpan.FromHours(1) : TimeSpan.Zero,
        };
        await Work.SleepAsync(switches.Delay);
        if (switches.KeepExternalId)
        {
            oddities = oddities with { ExternalId = Notifier.NewExternalId() };
        }

        for (var sent = 0; sent <= switches.Duplicates; sent++)
        {
            await Courier.SendAsync("notification", payment.PartnerReference, switches.AttemptsMax, switches.RetryPause,
                () => _notifier.ComposeAsync(payment, StatusOf(payment), oddities));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Work.DisposeAsync();
        Courier.Dispose();
        _notifier.Dispose();
        _merchantKey.Dispose();
    }
}
