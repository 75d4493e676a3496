using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;

namespace Digipanel.Sandbox.Money;

/// <summary>One look at everybody's money: the bot's rows, and what the outside knows of them.</summary>
internal sealed class MoneyLook
{
    private const int JourneysMax = 12;
    private const int TransfersMax = 30;

    private readonly Dictionary<long, WalletRow> _wallets;
    private readonly ILookup<long, JourneyView> _journeys;
    private readonly ILookup<long, TransferView> _transfers;

    private MoneyLook(IEnumerable<WalletRow> wallets, IEnumerable<(long Customer, JourneyView Journey)> journeys, IEnumerable<TransferView> transfers, ShopView shop)
    {
        _wallets = wallets.GroupBy(w => w.Customer).ToDictionary(g => g.Key, g => g.First());
        _journeys = journeys.ToLookup(j => j.Customer, j => j.Journey);
        _transfers = transfers.ToLookup(t => t.CustomerId);
        Shop = shop;
    }

    /// <summary>The shop as a whole.</summary>
    public ShopView Shop { get; }

    /// <summary>Looks.</summary>
    public static MoneyLook Take(BotDatabase? database, DigipanelServer digipanel, DoitpayServer doitpay)
    {
        var stock = digipanel.Accounts.Sum(account => account.Balance);
        if (database is null)
        {
            return new MoneyLook([], [], [], new ShopView(0, 0, 0, 0, stock, 0, 0, 0, 0, 0, 0));
        }

        var told = digipanel.Deliveries.Concat(doitpay.Deliveries).Where(d => d.Status is >= 200 and < 300).Select(d => d.About).ToHashSet(StringComparer.Ordinal);
        var payments = doitpay.Payments.GroupBy(p => p.PartnerReference, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var orders = database.Orders().Select(o => (o.CustomerId, OrderJourney.Draw(o, o.DownloadId is { } id && told.Contains(id))));
        var topups = database.Topups().Select(t => (t.CustomerId, Draw(t)));
        return new MoneyLook(database.Wallets(), orders.Concat(topups), database.Ledger(), database.Shop(stock));

        JourneyView Draw(TopupRow topup)
        {
            var known = payments.GetValueOrDefault(topup.Reference);
            return TopupJourney.Draw(topup, known?.State == DoitpayState.Paid, known?.State == DoitpayState.Pending ? known.Amount : null, told.Contains(topup.Reference));
        }
    }

    /// <summary>One customer's part of it, the newest first.</summary>
    public MoneyView Of(long customer)
    {
        // A wallet is made when its first rupiah comes; the way there begins before.
        var wallet = _wallets.GetValueOrDefault(customer) ?? new WalletRow(customer, 0, 0);
        return View(wallet, _journeys[customer], _transfers[customer]);
    }

    /// <summary>Everybody's, for the one who owns the shop.</summary>
    public MoneyView All(long admin) =>
        View(new WalletRow(admin, Shop.Wallets, Shop.Held), _journeys.SelectMany(j => j), _transfers.SelectMany(t => t).OrderByDescending(t => t.Key));

    private static MoneyView View(WalletRow wallet, IEnumerable<JourneyView> journeys, IEnumerable<TransferView> transfers) => new(
        wallet.Customer, wallet.Balance, wallet.Held,
        [.. journeys.OrderByDescending(j => j.StartedAt).Take(JourneysMax)],
        [.. transfers.Take(TransfersMax)]);
}
