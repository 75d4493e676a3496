using System.Globalization;
using Digipanel.Bot.CrashTests.World;

namespace Digipanel.Bot.CrashTests.Simulation;

/// <summary>Somebody who uses the shop without a plan: pastes, tops up, pays early, late or not at all, presses old buttons, blocks the bot.</summary>
internal sealed class Customer
{
    private static readonly string[] Words = ["neon", "city", "opener", "logo", "reveal", "glitch", "title", "clean", "corporate", "slide"];
    private static readonly string[] Sayings =
        ["/saldo", "/riwayat", "/harga", "halo kak", "/topup", "20rb", "/batal", "/batal semua", "/status", "/topup 1", "/start topup_30000", "https://example.com/x"];

    private readonly SimShop _shop;
    private readonly Random _dice;
    private readonly List<string> _pasted = [];
    private readonly List<ChatMessage> _withButtons = [];
    private readonly HashSet<string> _billed = new(StringComparer.Ordinal);
    private bool _blocked;

    public Customer(SimShop shop, Random dice, long chat)
    {
        (_shop, _dice, Chat) = (shop, dice, chat);
    }

    public long Chat { get; }

    /// <summary>Popular items: more than one customer wants them at a time.</summary>
    public static string Popular(int n) => $"https://elements.envato.com/popular-item-{Words[n % Words.Length]}-POPULAR{n:00}";

    /// <summary>Does one thing.</summary>
    public void Act()
    {
        switch (_dice.Next(20))
        {
            case < 9:
                Paste();
                break;
            case < 14:
                _shop.Telegram.Say(Chat, $"/topup {(1 + _dice.Next(5)) * 10_000}");
                break;
            case < 16 when _withButtons.Count > 0:
                Press(_withButtons[_dice.Next(_withButtons.Count)]);
                break;
            case < 17:
                _blocked = !_blocked;
                if (_blocked)
                {
                    _shop.Telegram.Block(Chat);
                }
                else
                {
                    _shop.Telegram.Unblock(Chat);
                }

                break;
            default:
                _shop.Telegram.Say(Chat, Sayings[_dice.Next(Sayings.Length)]);
                break;
        }
    }

    /// <summary>A message arrives: buttons are pressed, bills are paid.</summary>
    public void Read(ChatMessage message)
    {
        var reference = Bill.ReferenceIn(message.Text);
        if (message.Buttons.Any(b => b.Data is not null))
        {
            _withButtons.Add(message);

            // A question is answered; at a bill some look for the status, another way to pay or the way out, and pay all the same.
            if (_dice.Next(10) < (reference is null && !message.IsEdit ? 9 : 3))
            {
                Press(message);
            }
        }

        if (reference is not null && _billed.Add(reference) && _dice.Next(10) < 8)
        {
            // Within a minute, within the hour, or when it is long over.
            var minutes = _dice.Next(10) switch { < 7 => _dice.NextDouble(), < 9 => _dice.Next(60), _ => 60 + _dice.Next(600) };
            _shop.Time.After(TimeSpan.FromMinutes(minutes), () => Pay(reference));
        }
    }

    /// <summary>Everybody comes back in the end.</summary>
    public void ComeBack()
    {
        if (_blocked)
        {
            _blocked = false;
            _shop.Telegram.Unblock(Chat);
        }
    }

    private void Pay(string reference)
    {
        // Somebody finds a way to pay another amount than the bill's.
        if (_shop.Doitpay.Pay(reference, more: _dice.Next(40) == 0 ? _dice.Next(2) == 0 ? -1_000 : 50_000 : 0))
        {
            _shop.Auditor.Paid(Chat, reference);
        }
    }

    private void Press(ChatMessage message)
    {
        // Few change their minds: else hardly an order would go upstream.
        var changesMind = _dice.Next(6) == 0;
        var choices = message.Buttons.Where(b => b.Data is { } data && (changesMind || !data.Contains("batal", StringComparison.Ordinal))).ToList();
        for (var times = _dice.Next(4) == 0 ? 2 : 1; times > 0 && choices.Count > 0; times--)
        {
            _shop.Telegram.Press(Chat, message.Id, choices[_dice.Next(choices.Count)].Data!);
        }
    }

    private void Paste()
    {
        var links = Enumerable.Range(0, 1 + _dice.Next(_dice.Next(4) == 0 ? 6 : 2) + (_dice.Next(25) == 0 ? 10 : 0)).Select(_ => Link()).ToList();
        _pasted.AddRange(links);
        _shop.Telegram.Say(Chat, string.Join(_dice.Next(2) == 0 ? "\n" : " dan ", links));
    }

    private string Link() => _dice.Next(12) switch
    {
        0 => Popular(_dice.Next(5)),
        1 when _pasted.Count > 0 => _pasted[_dice.Next(_pasted.Count)],
        2 => $"https://app.envato.com/search/stock-video/{Guid(_dice)}",
        _ => $"https://elements.envato.com/{Word()}-{Word()}-{Word()}-{Code()}",
    };

    private string Word() => Words[_dice.Next(Words.Length)];

    private string Code() => string.Create(CultureInfo.InvariantCulture, $"C{Chat % 1000:000}{_dice.Next(1_000_000):000000}");

    private static string Guid(Random dice)
    {
        Span<byte> bytes = stackalloc byte[16];
        dice.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
