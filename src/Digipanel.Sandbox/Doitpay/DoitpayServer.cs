using System.Globalization;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>
/// Doitpay on loopback, for the sandbox and for tests: both signatures are really verified (with code of its own: it is the
/// second opinion on the bot's), payments are paid on a checkout page or by <see cref="Pay"/>, and the shop is notified.
/// </summary>
public sealed class DoitpayServer : IAsyncDisposable
{
    private readonly DoitpayDesk _desk;
    private readonly LoopbackEndpoint _endpoint;
    private readonly SkewedTime _time;
    private LoopbackHost _host = null!;

    private DoitpayServer(DoitpayServerOptions options, TimeProvider time)
    {
        Options = options;
        Keys = options.Keys ?? DoitpayKeys.Shared;
        _time = new SkewedTime(time, options);
        _desk = new DoitpayDesk(options, Keys, _time) { BaseUrl = () => BaseUrl };
        _endpoint = new LoopbackEndpoint(time, Faults, Calls, call => _desk.Feed.Publish("call", $"{call.Method} {call.Path} → {(call.Status == 0 ? "cut" : call.Status)}"));
    }

    /// <summary>Starts on loopback; port 0 takes a free one.</summary>
    public static async Task<DoitpayServer> StartAsync(DoitpayServerOptions? options = null, TimeProvider? time = null, int port = 0, CancellationToken ct = default)
    {
        var server = new DoitpayServer(options ?? new DoitpayServerOptions(), time ?? TimeProvider.System);
        server._host = await LoopbackHost.StartAsync(server.Map, port, ct);
        return server;
    }

    /// <summary>What the bot takes for Doitpay:BaseUrl.</summary>
    public string BaseUrl => _host.BaseUrl;

    /// <summary>The switches.</summary>
    public DoitpayServerOptions Options { get; }

    /// <summary>The RSA pairs in use.</summary>
    public DoitpayKeys Keys { get; }

    /// <summary>What the next calls suffer.</summary>
    public FaultQueue Faults { get; } = new();

    /// <summary>Every call waits this long first.</summary>
    public (TimeSpan Min, TimeSpan Max) Latency { get => _endpoint.Latency; set => _endpoint.Latency = value; }

    /// <summary>What was answered.</summary>
    public CallLog Calls { get; } = new();

    /// <summary>The payments in the order they were made.</summary>
    public IReadOnlyList<DoitpayPayment> Payments => _desk.Book.All;

    /// <summary>Attempts to deliver notifications, and token requests to the shop.</summary>
    public IReadOnlyList<Delivery> Deliveries => _desk.Courier.Deliveries;

    /// <summary>What went wrong inside the sandbox itself; anything here is a bug of its own.</summary>
    public IReadOnlyList<Exception> Failures => _desk.Work.Failures;

    /// <summary>Told of every event.</summary>
    public event Action<SandboxEvent>? Happened { add => _desk.Feed.Happened += value; remove => _desk.Feed.Happened -= value; }

    /// <summary>A payment by Doitpay's or the shop's reference.</summary>
    public DoitpayPayment? Find(string reference) => _desk.Book.FindAny(reference);

    /// <summary>The payment of a scanned QR.</summary>
    public DoitpayPayment? FindByQr(string qrContent) => Payments.FirstOrDefault(p => p.QrContent == qrContent);

    /// <summary>The payment of a virtual account's number, with its spaces or without them.</summary>
    public DoitpayPayment? FindByAccount(string number) => _desk.Book.FindByAccount(number);

    /// <summary>Pays, by either reference, and notifies the shop. False: unknown, paid, or ended and not <paramref name="evenIfExpired"/>.</summary>
    public bool Pay(string reference, bool evenIfExpired = false, long? amount = null) => _desk.Pay(reference, evenIfExpired, amount);

    /// <summary>Gives the money of a paid payment back to its payer, and notifies the shop: status 04. False: unknown, or not paid.</summary>
    public bool Refund(string reference) => _desk.Refund(reference);

    /// <summary>Cancels an unpaid payment, by either reference. Nobody is notified.</summary>
    public bool Cancel(string reference) => _desk.Cancel(reference);

    /// <summary>From now on the status call tells this of a payment; null: the truth again.</summary>
    public bool SetStatus(string reference, string? status) => _desk.Book.Change(reference, p => p with { ForcedStatus = status }) is not null;

    /// <summary>Sends one notification about a payment now, whatever the switches say; the shop's status, null: no answer.</summary>
    public Task<int?> SendNotificationAsync(string reference, DoitpayForgery? forgery = null) => _desk.SendNotificationAsync(reference, forgery);

    /// <summary>Makes every issued token invalid.</summary>
    public void RevokeTokens() => _desk.Gate.RevokeTokens();

    /// <summary>Stops listening: connections are refused.</summary>
    public Task PauseAsync() => _host.PauseAsync();

    /// <summary>Listens again, same address.</summary>
    public Task ResumeAsync() => _host.ResumeAsync();

    /// <summary>Completes when all notifications that were due are delivered (or given up).</summary>
    public Task SettleAsync() => _desk.Work.SettleAsync();

    /// <summary>Completes when a condition holds, looking after each event.</summary>
    public Task WhenAsync(Func<bool> condition, string? what = null) => _desk.Feed.WhenAsync(condition, what);

    // One line a call; a further way to pay adds its class and its lines.
    private void Map(WebApplication app)
    {
        var (links, qris, accounts, page) = (new LinkCalls(_desk), new QrisCalls(_desk), new VirtualAccountCalls(_desk), new CheckoutPage(_desk));
        app.MapPost("/auth/v1.0/access-token/b2b", Open(DoitpayOperations.Token, "73", _desk.Gate.Token));
        app.MapPost("/api/v1.0/debit/payment-host-to-host", Signed(DoitpayOperations.LinkCreate, "54", links.Create));
        app.MapPost("/api/v1.0/debit/status", Signed(DoitpayOperations.LinkStatus, "55", Asked("55", links.Status)));
        app.MapPost("/api/v1.0/debit/cancel", Signed(DoitpayOperations.LinkCancel, "57", links.Cancel));
        app.MapPost("/qris/v1.0/qr/qr-mpm-generate", Signed(DoitpayOperations.QrisCreate, "47", qris.Generate));
        app.MapPost("/qris/v1.0/qr/qr-mpm-query", Signed(DoitpayOperations.QrisStatus, "51", Asked("51", qris.Query)));
        app.MapPost("/va/v1.0/transfer-va/create-va", Signed(DoitpayOperations.AccountCreate, "27", accounts.Create));
        app.MapPost("/va/v1.0/transfer-va/status", Signed(DoitpayOperations.AccountStatus, "26", Asked("26", accounts.Status)));
        app.MapMethods("/va/v1.0/transfer-va/delete-va", [HttpMethods.Delete], Signed(DoitpayOperations.AccountDelete, "31", accounts.Delete));
        app.MapPost("/qris/v1.0/simulate-payment", Open(DoitpayOperations.Simulate, "00", qris.Simulate));
        app.MapGet("/checkout/{reference}", Open(DoitpayOperations.Checkout, "00", request => page.Show(Reference(request))));
        app.MapPost("/checkout/{reference}/pay", Open(DoitpayOperations.Checkout, "00", request => page.Pay(Reference(request))));
        app.MapPost("/checkout/{reference}/pay-other", Open(DoitpayOperations.Checkout, "00", request => page.PayOther(Reference(request))));
        app.MapPost("/checkout/{reference}/pay-late", Open(DoitpayOperations.Checkout, "00", request => page.PayLate(Reference(request))));
        app.MapPost("/checkout/{reference}/cancel", Open(DoitpayOperations.Checkout, "00", request => page.Cancel(Reference(request))));
        app.MapFallback(Open("unknown", "00", _ => _desk.Answers("00").Say(404, "00", "Not Found")));

        RequestDelegate Open(string operation, string service, Func<Request, Answer> act) => Handle(operation, service, _ => null, act);

        RequestDelegate Signed(string operation, string service, Func<Request, Answer> act) =>
            Handle(operation, service, request => _desk.Gate.Check(request, service), act);

        RequestDelegate Handle(string operation, string service, Func<Request, Answer?> gate, Func<Request, Answer> act)
        {
            Func<Request, Task<Answer>> acts = request => Task.FromResult(act(request));
            return http =>
            {
                http.Response.Headers.Date = _time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
                return _endpoint.HandleAsync(http, operation, gate, acts, status => _desk.Answers(service).Fault(status));
            };
        }

        Func<Request, Answer> Asked(string service, Func<Request, Answer> act) =>
            request => Options.StatusDown.Take() ? _desk.Answers(service).Fault(504) : act(request);

        static string Reference(Request request) => (string)request.Http.Request.RouteValues["reference"]!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _desk.DisposeAsync();
    }
}
