using Digipanel.Bot.CrashTests.World;

namespace Digipanel.Bot.CrashTests.Points;

/// <summary>Stories in which an admin moves money from chat, and presses every yes twice.</summary>
internal static class AdminStories
{
    private const long Customer = Scenario.Customer;
    private const long Boss = SimShop.AdminChat;
    private const string Link = "https://elements.envato.com/alpha-one-ABCDE11";

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("money that an admin adds and takes again, and an order with the rest", shop =>
        {
            shop.Fund(Customer, 1_000);
            When(
                shop,
                (Customer, "Rp 151.000", () => shop.Telegram.Say(Boss, $"/debit {Customer} 120rb kelebihan")),
                (Customer, "Rp 31.000", () => shop.Telegram.Say(Customer, Link)));
            shop.Telegram.Say(Boss, $"/kredit {Customer} 150rb transfer manual");
        })
        {
            Orders = 1,
            Holds = """
                SELECT (SELECT count(*) FROM transfers WHERE key LIKE 'adjust:%') = 2
                  AND (SELECT group_concat(action, ' ') FROM (SELECT action FROM admin_log ORDER BY id)) = 'credit debit'
                """,
        },
        new("a delivered order that an admin refunds, and the same link bought again", shop =>
        {
            shop.Fund(Customer, 2_000);
            When(
                shop,
                (Customer, "🎉", () => shop.Telegram.Say(Boss, "/refund #1 filenya rusak")),
                (Customer, "💸", () => shop.Telegram.Say(Customer, Link)));
            shop.Telegram.Say(Customer, Link);
        })
        {
            Orders = 2,
            Holds = "SELECT (SELECT count(*) FROM transfers WHERE kind = 'Refund' AND key = 'order:1:refund') = 1 AND (SELECT count(*) FROM orders WHERE state = 'delivered') = 2",
        },
        new("a voucher for one, entered twice by two", shop =>
        {
            shop.Fund(Customer, 500);
            shop.Fund(Scenario.Neighbour, 500);
            shop.Vouchers = 150_000;
            shop.Auditor.Given(Customer, 150_500);
            When(shop, (Boss, "sudah bisa dipakai", () =>
            {
                shop.Telegram.Say(Customer, "/voucher LEBARAN");
                shop.Telegram.Say(Customer, "/voucher lebaran");
                shop.Telegram.Say(Scenario.Neighbour, "/voucher LEBARAN");
                shop.Telegram.Say(Customer, Link);
            }));
            shop.Telegram.Say(Boss, "/voucher buat 150rb x1 LEBARAN");
        })
        {
            Orders = 1,
            Holds = "SELECT (SELECT count(*) FROM transfers WHERE key LIKE 'voucher:%') = 1",
        },
        new("a customer who is blocked while an order runs and an invoice is paid", shop =>
        {
            shop.Fund(Customer, 1_000);
            shop.Digipanel.Plan = _ => DownloadPlan.Usual with { Takes = TimeSpan.FromSeconds(40) };
            When(shop, (Boss, "diblokir", () => shop.Telegram.Say(Customer, Link)));
            var asks = shop.Telegram.Reads;
            shop.Telegram.Reads = message =>
            {
                asks(message);
                if (message.ChatId == Customer && Bill.ReferenceIn(message.Text) is { } reference && shop.Doitpay.Pay(reference))
                {
                    shop.Auditor.Paid(Customer, reference);
                    shop.Telegram.Say(Boss, $"/blokir {Customer} curang");
                }
                else if (message.Buttons.FirstOrDefault(b => b.Data?.EndsWith(":QRIS", StringComparison.Ordinal) == true).Data is { } method && !shop.Telegram.Pressed.Any(p => p.Data == method))
                {
                    shop.Telegram.Press(Customer, message.Id, method);
                }
            };
            shop.Telegram.Say(Customer, Link);
            shop.Telegram.Say(Customer, "/topup 50000");
        })
        {
            Orders = 1,
            Holds = "SELECT blocked FROM customers WHERE chat_id = '100'",
        },
    ];

    /// <summary>Does each thing once, when the person has read the words; every question about money is answered with yes, twice.</summary>
    private static void When(SimShop shop, params (long Reader, string Words, Action Then)[] turns)
    {
        var left = turns.ToList();
        shop.Telegram.Reads = message =>
        {
            foreach (var turn in left.Where(t => t.Reader == message.ChatId && message.Text.Contains(t.Words, StringComparison.Ordinal)).ToList())
            {
                left.Remove(turn);
                turn.Then();
            }

            if (message.Buttons.FirstOrDefault(b => b.Data is { } data && (data.StartsWith("ubah:ya:", StringComparison.Ordinal) || data.StartsWith("vcr:ya:", StringComparison.Ordinal))).Data is { } yes
                && message.ChatId == Boss && !shop.Telegram.Pressed.Any(p => p.Data == yes))
            {
                shop.Telegram.Press(Boss, message.Id, yes);
                shop.Telegram.Press(Boss, message.Id, yes);
            }
        };
    }
}
