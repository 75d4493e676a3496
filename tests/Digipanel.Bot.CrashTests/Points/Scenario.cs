using System.Text.RegularExpressions;
using Dapper;
using Digipanel.Bot.CrashTests.World;

namespace Digipanel.Bot.CrashTests.Points;

/// <summary>A short story with money in it, told in a world where everything is answered; whoever plays it kills the bot somewhere on the way.</summary>
internal sealed partial class Scenario(string name, Action<SimShop> tell)
{
    public const long Customer = 100;
    public const long Neighbour = 200;

    /// <summary>Somebody who has blocked the bot without its knowing.</summary>
    public const long Blocker = 300;

    private const string Words = "Promo akhir tahun";

    /// <summary>Somebody on WhatsApp.</summary>
    public const long Mobile = 6281234567890;

    private const string Alpha = "https://elements.envato.com/alpha-one-ABCDE11";
    private const string Beta = "https://elements.envato.com/beta-two-ABCDE22";
    private const string Gamma = "https://elements.envato.com/gamma-three-ABCDE33";

    /// <summary>All of them, by name.</summary>
    public static readonly IReadOnlyList<Scenario> All =
    [
        new("top-up by QRIS", shop => TopUp(shop, "QRIS")),
        new("top-up by payment link", shop => TopUp(shop, "DANA")),
        new("top-up by virtual account", shop =>
        {
            SellAccounts(shop);
            TopUp(shop, "VA_BCA");
        }),
        new("top-up with a fee and a bonus", shop =>
        {
            SellAccounts(shop);
            shop.Settings["Doitpay:Fees:VA_BCA:Flat"] = "4000";
            shop.Settings["Doitpay:Fees:VA_BCA:PaidBy"] = "Customer";
            shop.Settings["Shop:TopupBonuses:0:From"] = "50000";
            shop.Settings["Shop:TopupBonuses:0:Percent"] = "5";
            shop.Worth = p => (p.Amount - 4_000, 2_500);
            TopUp(shop, "VA_BCA");
        }),
        new("top-up whose notification is lost", shop =>
        {
            shop.Doitpay.Notifications = _ => [];
            TopUp(shop, "QRIS");
        }),
        new("an invoice that is cancelled and paid all the same", shop => TopUp(shop, "QRIS", bill =>
        {
            bill.PressOnce("bayar:batal");
            shop.Time.After(TimeSpan.FromSeconds(30), () => Pay(shop, bill.Reference));
        })),
        new("another way to pay, and both are paid", shop => TopUp(shop, "QRIS", bill =>
        {
            if (bill.Reference == bill.First)
            {
                bill.PressOnce(bill.Has("bayar:ke") ? "bayar:ke" : "bayar:ganti");
                return;
            }

            Pay(shop, bill.First);
            shop.Time.After(TimeSpan.FromSeconds(10), () => Pay(shop, bill.Reference));
        })),
        new("a customer who asks after a payment that nobody notified", shop =>
        {
            shop.Doitpay.Notifications = _ => [];
            TopUp(shop, "DANA", bill =>
            {
                Pay(shop, bill.Reference);
                bill.PressOnce("bayar:cek");
            });
        }),
        new("a payment of another amount, credited by an admin who presses twice", shop =>
        {
            TopUp(shop, "QRIS", bill => Pay(shop, bill.Reference, more: 1_000));
            AdminPresses(shop, "kasus:1:ya:51000", "kasus:1:tidak");
            shop.Auditor.Given(Customer, 51_000);
        })
        {
            PaysOtherAmounts = true,
        },
        new("a payment that was given back, taken by an admin who presses twice", shop =>
        {
            TopUp(shop, "QRIS", bill =>
            {
                Pay(shop, bill.Reference);
                shop.Time.After(TimeSpan.FromSeconds(95), () => shop.Doitpay.Refund(bill.Reference));
            });
            AdminPresses(shop, "kasus:1:ya:50000", "kasus:1:tidak");
            shop.Auditor.Given(Customer, -50_000);
        }),
        new("two chats joined to one wallet and parted again, with an order and a top-up under way", JoinAndPart)
        {
            Orders = 3,
            Holds = """
                SELECT (SELECT count(*) FROM transfers WHERE key LIKE 'join:%') = 1 AND (SELECT count(*) FROM transfers WHERE key LIKE 'pass:topup:%') = 1
                  AND (SELECT count(*) FROM customers WHERE joined_to IS NOT NULL OR joined_id IS NOT NULL) = 0
                """,
        },
        new("one link", shop => Paste(shop, Alpha)),
        new("one link, pasted again", shop =>
        {
            Paste(shop, Alpha);
            shop.Time.After(TimeSpan.FromSeconds(5), () => shop.Telegram.Say(Customer, Alpha));
        }),
        new("many links of two customers", shop =>
        {
            Paste(shop, $"{Alpha} {Beta} {Gamma}");
            shop.Fund(Neighbour, 1_000);
            shop.Telegram.Say(Neighbour, Alpha);
        }),
        new("a download that fails", shop =>
        {
            shop.Digipanel.Plan = d => DownloadPlan.Usual with { Status = d.Url == Beta ? "gagal" : "berhasil" };
            Paste(shop, $"{Alpha} {Beta}");
        }),
        new("a link that is refused", shop => Paste(shop, $"{Alpha} https://elements.envato.com/no-item")),
        new("a webhook that is lost", shop =>
        {
            shop.Digipanel.Plan = _ => DownloadPlan.Usual with { Webhooks = [] };
            Paste(shop, Alpha);
        }),
        new("a webhook before its own answer, twice", shop =>
        {
            shop.FateOf = call => Fate.Fine with { Latency = call.Path.EndsWith("/download", StringComparison.Ordinal) ? TimeSpan.FromSeconds(20) : Latency };
            shop.Digipanel.Plan = _ => new DownloadPlan(TimeSpan.FromSeconds(2), "berhasil") { Webhooks = [TimeSpan.Zero, TimeSpan.FromSeconds(3)] };
            Paste(shop, $"{Alpha} {Beta}");
        }),
        new("a file, then a failure", shop =>
        {
            shop.Digipanel.Plan = _ => DownloadPlan.Usual with { ThenFailsAfter = TimeSpan.FromSeconds(30) };
            Paste(shop, Alpha);
        }),
        new("an order in doubt that an admin gives back, pressing twice, before its file comes", shop =>
        {
            shop.FateOf = call => call.Path.EndsWith("/download", StringComparison.Ordinal) ? new Fate(FateKind.AnswerLost) { Latency = Latency } : Fate.Fine with { Latency = Latency };
            shop.Digipanel.Plan = _ => new DownloadPlan(TimeSpan.FromMinutes(1), "berhasil");
            Paste(shop, Alpha);
            AdminGivesBack(shop);
        })
        {
            Orders = 1,
            // What it may have cost is a loss either way; and nobody pays for it.
            Holds = """
                SELECT (SELECT count(*) FROM admin_log WHERE action = 'order.return') = 1
                  AND (SELECT count(*) FROM upstream_losses WHERE why = (SELECT iif(gift, 'gift', 'given_up') FROM orders) AND certain = (SELECT gift FROM orders)) = 1
                  AND (SELECT count(*) FROM upstream_losses) = 1
                """,
            Judge = IsGivenWhatCame,
        },
        new("links that are cancelled", shop =>
        {
            Paste(shop, $"{Alpha} {Beta} {Gamma}");
            shop.Telegram.Say(Customer, "/batal semua");
        }),
        new("many links, asked first, yes pressed twice", shop =>
        {
            Presses(shop, "beli:ya");
            shop.Fund(Customer, 1_000);
            shop.Telegram.Say(Customer, string.Join('\n', Enumerable.Range(10, 11).Select(i => $"https://elements.envato.com/many-ABCDE{i}")));
        })
        {
            Orders = 2,
        },
        new("too little saldo, top-up, go on", shop =>
        {
            Presses(shop, "topup:10000", "isi:10000:QRIS", "lanjut:");
            shop.Telegram.Say(Customer, Alpha);
        })
        {
            Orders = 1,
        },
        new("a broadcast, sent once more to none of those in doubt", shop => Broadcast(shop, again: false)) { Judge = GotItOnceOrInDoubt },
        new("a broadcast, sent once more to those in doubt", shop => Broadcast(shop, again: true)) { Judge = AllGotIt },
        new("a link that was received, bought anew", shop =>
        {
            Presses(shop, "lagi:");
            Paste(shop, Alpha);
            shop.Time.After(TimeSpan.FromMinutes(1), () => shop.Telegram.Say(Customer, Alpha));
        }),
        .. AdminStories.All,
    ];

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    public string Name { get; } = name;

    /// <summary>The bot calls a payment of another amount an error, and here there is one.</summary>
    public bool PaysOtherAmounts { get; init; }

    /// <summary>How many orders it comes to, wherever it dies; null where that may differ.</summary>
    public long? Orders { get; init; }

    /// <summary>What must be true in the end, wherever it dies: a condition of SQL.</summary>
    public string? Holds { get; init; }

    /// <summary>What else must be true in the end, wherever it dies: what is not, in words.</summary>
    public Func<SimShop, IEnumerable<string>> Judge { get; init; } = _ => [];

    /// <summary>Plays it, dying where told, until all is quiet.</summary>
    /// <returns>What the auditor has against it, and the lives that were led.</returns>
    public Played Play(params CrashPoint?[] deaths) => OnOneThread.Run(() =>
    {
        using var shop = new SimShop { FateOf = _ => Fate.Fine with { Latency = Latency } };
        foreach (var death in deaths)
        {
            shop.Deaths.Enqueue(death);
        }

        tell(shop);
        shop.Start();
        shop.Run(TimeSpan.FromMinutes(2));
        var quiet = shop.Settle(TimeSpan.FromDays(3), () => shop.Auditor.Unheard.Count == 0);
        List<string> problems = [.. shop.Auditor.Judge(), .. shop.Faults.Where(f => !(PaysOtherAmounts && f.Contains("does not match", StringComparison.Ordinal)))];
        if (!quiet)
        {
            problems.Add("after three days something was still under way");
        }

        // With several in doubt at once the balance may not tell which; with one it always does, because here nothing acts late.
        if (shop.Look<long>("SELECT count(*) FROM orders") == 1 && shop.Digipanel.Downloads.Count > 1)
        {
            problems.Add($"Digipanel was asked {shop.Digipanel.Downloads.Count} times for one order although its balance told");
        }

        if (Orders is { } orders && shop.Look<long>("SELECT count(*) FROM orders") is var made && made != orders)
        {
            problems.Add($"{made} orders came of it, not {orders}");
        }

        if (Holds is not null && shop.Look<long>(Holds) != 1)
        {
            problems.Add("it did not come to what the story tells");
        }

        problems.AddRange(Judge(shop));
        return new Played(shop.Lives, problems);
    });

    public override string ToString() => Name;

    private static void SellAccounts(SimShop shop)
    {
        shop.Settings["Doitpay:Methods:2"] = "VA_BCA";
        shop.Settings["Doitpay:VirtualAccounts:BCA:PartnerServiceId"] = "70012";
    }

    private static void Paste(SimShop shop, string links)
    {
        shop.Fund(Customer, 10_000);
        shop.Telegram.Say(Customer, links);
    }

    /// <summary>A customer who presses such buttons twice wherever they see them, tops up by QRIS and pays.</summary>
    private static void Presses(SimShop shop, params string[] buttons)
    {
        shop.Telegram.Reads = message =>
        {
            foreach (var data in message.Buttons.Select(b => b.Data).Where(d => buttons.Any(b => d?.StartsWith(b, StringComparison.Ordinal) == true)))
            {
                if (!shop.Telegram.Pressed.Any(p => p.Data == data))
                {
                    shop.Telegram.Press(Customer, message.Id, data!);
                    shop.Telegram.Press(Customer, message.Id, data!);
                }
            }

            if (Bill.ReferenceIn(message.Text) is { } reference && shop.Doitpay.Pay(reference))
            {
                shop.Auditor.Paid(Customer, reference);
            }
        };
    }

    /// <summary>
    /// A link is bought and an invoice made on WhatsApp; Telegram's code joins the two; each chat buys another link while the invoice is paid; then Telegram parts
    /// them. The first link's download fails, before or after the parting, as it comes.
    /// </summary>
    private static void JoinAndPart(SimShop shop)
    {
        foreach (var (key, value) in SimWhatsApp.Settings)
        {
            shop.Settings[key] = value;
        }

        shop.Digipanel.Plan = d => d.Url == Alpha ? DownloadPlan.Usual with { Status = "gagal", Takes = TimeSpan.FromSeconds(25) } : DownloadPlan.Usual;
        shop.Fund(Customer, 5_000);
        shop.Fund(Mobile, 3_000, "whatsapp");
        shop.Auditor.Joined(Mobile, Customer);
        var done = new HashSet<string>(StringComparer.Ordinal);
        string? bill = null;
        shop.Telegram.Reads = message =>
        {
            if (message.Buttons.Any(b => b.Data?.StartsWith("putus:ya:", StringComparison.Ordinal) == true) && done.Add("part"))
            {
                shop.Telegram.Press(Customer, message.Id, message.Buttons[0].Data!);
                shop.Telegram.Press(Customer, message.Id, message.Buttons[0].Data!);
            }
            else if (JoinCommand().Match(message.Text) is { Success: true } code && done.Add("enter"))
            {
                shop.WhatsApp.Say(Mobile, code.Value);
            }
            else if (message.Text.Contains("baru saja terhubung", StringComparison.Ordinal) && done.Add("joined"))
            {
                shop.Telegram.Say(Customer, Gamma);
                shop.WhatsApp.Say(Mobile, Beta);
                shop.Time.After(TimeSpan.FromSeconds(5), () => PayFor(shop, Mobile, bill!));
            }
        };
        shop.WhatsApp.Reads = message =>
        {
            if (message.Buttons.FirstOrDefault(b => b.Data?.EndsWith(":QRIS", StringComparison.Ordinal) == true).Data is { } way && done.Add("method"))
            {
                shop.WhatsApp.Press(Mobile, way);
            }
            else if (Bill.ReferenceIn(message.Text) is { } reference && done.Add("bill"))
            {
                bill = reference;
                shop.Telegram.Say(Customer, "/hubungkan");
            }
            else if (message.Buttons.FirstOrDefault(b => b.Data?.StartsWith("hubung:ya:", StringComparison.Ordinal) == true).Data is { } yes && done.Add("yes"))
            {
                shop.WhatsApp.Press(Mobile, yes);
                shop.WhatsApp.Press(Mobile, yes);
            }
            else if (message.Text.Contains("Saldo sekarang", StringComparison.Ordinal) && done.Add("receipt"))
            {
                shop.Telegram.Say(Customer, "/putuskan");
            }
        };
        shop.WhatsApp.Say(Mobile, Alpha);
        shop.WhatsApp.Say(Mobile, "topup 50000");
    }

    [GeneratedRegex("/hubungkan [0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 1_000)]
    private static partial Regex JoinCommand();

    /// <summary>An admin who presses the first button twice as soon as the second one is beside it, and then the second.</summary>
    private static void AdminPresses(SimShop shop, string yes, string no)
    {
        var customer = shop.Telegram.Reads;
        shop.Telegram.Reads = message =>
        {
            if (message.ChatId != SimShop.AdminChat)
            {
                customer(message);
            }
            else if (message.Buttons.Any(b => b.Data == yes) && !shop.Telegram.Pressed.Any(p => p.Data == yes))
            {
                shop.Telegram.Press(SimShop.AdminChat, message.Id, yes);
                shop.Telegram.Press(SimShop.AdminChat, message.Id, yes);
                shop.Telegram.Press(SimShop.AdminChat, message.Id, no);
            }
        };
    }

    /// <summary>An admin who sends a broadcast to two customers, one who has blocked the bot, and themselves; pressing twice.</summary>
    private static void Broadcast(SimShop shop, bool again)
    {
        foreach (var person in new[] { Customer, Neighbour, Blocker })
        {
            shop.Fund(person, 1_000);
        }

        shop.FateOf = call => call.Path.EndsWith("/sendMessage", StringComparison.Ordinal) && call.Text("chat_id") == $"{Blocker}"
            ? new Fate(FateKind.Refused) { Status = 403, Latency = Latency }
            : Fate.Fine with { Latency = Latency };
        shop.Telegram.Reads = message =>
        {
            foreach (var data in message.Buttons.Select(b => b.Data).Where(d => d?.Contains(":kirim:", StringComparison.Ordinal) == true || (again && d?.Contains(":ulang:", StringComparison.Ordinal) == true)))
            {
                if (!shop.Telegram.Pressed.Any(p => p.Data == data))
                {
                    shop.Telegram.Press(SimShop.AdminChat, message.Id, data!);
                    shop.Telegram.Press(SimShop.AdminChat, message.Id, data!);
                }
            }
        };
        shop.Telegram.Say(SimShop.AdminChat, "/broadcast " + Words);
    }

    private static IEnumerable<string> GotItOnceOrInDoubt(SimShop shop)
    {
        var people = Recipients(shop);
        if (people.Count != 4)
        {
            yield return $"{people.Count} are on the list";
        }

        foreach (var (chat, state) in people)
        {
            // The admin's own preview comes at least once.
            var got = shop.To(chat).Count(m => m.Text == Words);
            if (chat == SimShop.AdminChat ? got < 1 : got > 1)
            {
                yield return $"{chat} got the broadcast {got} times";
            }

            if (state != (chat == Blocker ? "blocked" : "sent") && state != "uncertain")
            {
                yield return $"{chat} is {state}";
            }

            if (chat is Customer or Neighbour && got == 0 && state != "uncertain")
            {
                yield return $"{chat} is {state} and did not get the broadcast";
            }
        }
    }

    private static IEnumerable<string> AllGotIt(SimShop shop)
    {
        var people = Recipients(shop);
        if (!people.Select(p => p.State).Order(StringComparer.Ordinal).SequenceEqual(["blocked", "sent", "sent", "sent"], StringComparer.Ordinal))
        {
            yield return $"the list ends as {string.Join(", ", people)}";
        }

        foreach (var chat in new[] { Customer, Neighbour }.Where(c => !shop.To(c).Any(m => m.Text == Words)))
        {
            yield return $"{chat} did not get the broadcast";
        }
    }

    private static IReadOnlyList<(long Chat, string State)> Recipients(SimShop shop) =>
        shop.Outside.Query<(long, string)>("SELECT cast(c.chat_id AS INTEGER), r.state FROM broadcast_recipients r JOIN customers c ON c.id = r.account_id").AsList();

    /// <summary>An admin who looks at the queue now and then, and gives back what is in doubt: each button is pressed twice.</summary>
    private static void AdminGivesBack(SimShop shop)
    {
        string[] buttons = ["atur:lihat:", "atur:uang:", "atur:ya:"];
        var customer = shop.Telegram.Reads;
        shop.Telegram.Reads = message =>
        {
            customer(message);
            foreach (var data in message.Buttons.Select(b => b.Data).Where(d => message.ChatId == SimShop.AdminChat && buttons.Any(b => d?.StartsWith(b, StringComparison.Ordinal) == true)))
            {
                if (!shop.Telegram.Pressed.Any(p => p.Data == data))
                {
                    shop.Telegram.Press(SimShop.AdminChat, message.Id, data!);
                    shop.Telegram.Press(SimShop.AdminChat, message.Id, data!);
                }
            }
        };
        foreach (var seconds in (int[])[10, 40, 100])
        {
            shop.Time.After(TimeSpan.FromSeconds(seconds), () => shop.Telegram.Say(SimShop.AdminChat, "/antrian"));
        }
    }

    /// <summary>
    /// The file is the customer's if word of it was taken. There is none where the bot died between writing down that it would ask and asking; and of one whose only
    /// webhook met a dead bot nobody hears: its id was in the answer that got lost, so that it cannot be asked after.
    /// </summary>
    private static IEnumerable<string> IsGivenWhatCame(SimShop shop)
    {
        var isGiven = shop.Look<long>("SELECT gift FROM orders") == 1;
        var isTaken = shop.Posts.Any(p => p.Path.StartsWith("/webhooks/digipanel", StringComparison.Ordinal) && p.Status == 200);
        if (isTaken && !isGiven)
        {
            yield return "the file came and was not given";
        }

        if (isGiven && !shop.To(Customer).Any(m => m.Text.Contains("drive.google.com", StringComparison.Ordinal)))
        {
            yield return "the file was given, and the customer does not have it";
        }
    }

    /// <summary>A customer who picks a way to pay, and pays, or does what the story says with the bill.</summary>
    private static void TopUp(SimShop shop, string method, Action<BillInHand>? with = null)
    {
        var pressed = new HashSet<string>(StringComparer.Ordinal);
        string? first = null;
        shop.Telegram.Reads = message =>
        {
            if (Bill.ReferenceIn(message.Text) is { } reference)
            {
                first ??= reference;
                (with ?? (bill => Pay(shop, bill.Reference)))(new BillInHand(shop, message, reference, first, pressed));
            }
            else if (message.Buttons.FirstOrDefault(b => b.Data?.EndsWith(":" + method, StringComparison.Ordinal) == true).Data is { } data && pressed.Add(data))
            {
                shop.Telegram.Press(Customer, message.Id, data);
            }
        };
        shop.Telegram.Say(Customer, "/topup 50000");
    }

    private static void Pay(SimShop shop, string reference, long more = 0) => PayFor(shop, Customer, reference, more);

    private static void PayFor(SimShop shop, long chatId, string reference, long more = 0)
    {
        if (shop.Doitpay.Pay(reference, more))
        {
            shop.Auditor.Paid(chatId, reference);
        }
    }

    /// <summary>An invoice that can be paid, as the customer sees it.</summary>
    private sealed record BillInHand(SimShop Shop, ChatMessage Message, string Reference, string First, HashSet<string> Pressed)
    {
        public bool Has(string button) => DataOf(button) is not null;

        /// <summary>Presses a button, however often the message comes.</summary>
        public void PressOnce(string button)
        {
            if (DataOf(button) is { } data && Pressed.Add(button))
            {
                Shop.Telegram.Press(Customer, Message.Id, data);
            }
        }

        private string? DataOf(string button) => Message.Buttons.FirstOrDefault(b => b.Data?.StartsWith(button, StringComparison.Ordinal) == true).Data;
    }
}

/// <summary>What came of a story.</summary>
/// <param name="Lives">The lives that were led, with their durable steps.</param>
/// <param name="Problems">Broken laws.</param>
internal sealed record Played(IReadOnlyList<Seam> Lives, IReadOnlyList<string> Problems);
