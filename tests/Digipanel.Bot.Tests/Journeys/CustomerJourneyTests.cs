using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Journeys;

/// <summary>What a reseller's customer lives through, over real HTTP from the chat to the Drive link.</summary>
public sealed class CustomerJourneyTests
{
    private const string Link = "https://elements.envato.com/modern-logo-reveal-ABC1234";

    [Fact]
    public async Task A_newcomer_is_greeted_tops_up_by_qris_pastes_a_link_and_gets_the_drive_link()
    {
        await using var world = await ShopWorld.StartAsync();
        world.Telegram.AddUser(new TelegramUser(100, "Ayu"));

        var greeting = await world.Telegram.AskAsync(100, "/start");
        Assert.Contains("Ayu", greeting.Text, StringComparison.Ordinal);
        Assert.Contains("Rp 500", greeting.Text, StringComparison.Ordinal);
        Assert.NotNull(greeting.Button("Topup"));

        await world.TopUpAsync(100, 50_000);
        var receipt = await world.Telegram.WaitForMessageAsync(100, m => m.Text.Contains("TU-", StringComparison.Ordinal) && m.Photo is null && m.Text.Contains("Rp 50.000", StringComparison.Ordinal));
        Assert.Contains(world.Doitpay.Payments[^1].PartnerReference, receipt.Text, StringComparison.Ordinal);

        await world.Telegram.SendTextAsync(100, $"min tolong ini ya {Link}, makasih");
        var acknowledgement = await world.Telegram.WaitForTextAsync(100, "Rp 49.500");
        Assert.Contains("#1", acknowledgement.Text, StringComparison.Ordinal);
        var delivery = await world.Telegram.WaitForTextAsync(100, "drive.google.com");
        Assert.Contains("#1", delivery.Text, StringComparison.Ordinal);
        Assert.Contains(delivery.AllButtons, b => b.Url?.StartsWith("https://drive.google.com/", StringComparison.Ordinal) == true);
        Assert.Contains(delivery.AllButtons, b => b.Url?.Contains("/license/", StringComparison.Ordinal) == true);
        Assert.Equal(49_500, world.Wallet(100));
        Assert.Equal(49_800, world.Digipanel.BalanceOf("main"));
        world.AuditBooks();
    }

    [Fact]
    public async Task A_payment_link_is_paid_on_its_own_page_and_credited_once()
    {
        await using var world = await ShopWorld.StartAsync();
        world.Doitpay.Options.Notifications.Duplicates = 2;
        world.Telegram.AddUser(new TelegramUser(100, "Ayu"));
        await world.Telegram.SendTextAsync(100, "/topup 25rb");
        var choice = await world.Telegram.WaitForMessageAsync(100, m => m.Button("DANA") is not null);
        await world.Telegram.PressAsync(100, choice.Id, choice.Button("DANA")!.CallbackData!);
        var invoice = await world.Telegram.WaitForMessageAsync(100, m => m.AllButtons.Any(b => b.Url is not null));
        var page = invoice.AllButtons.First(b => b.Url is not null).Url!;
        using var browser = new HttpClient();
        Assert.Contains("25.000", await browser.GetStringAsync(page), StringComparison.Ordinal);

        world.Doitpay.Pay(world.Doitpay.Payments[^1].Reference);
        await ShopWorld.UntilAsync(() => world.Wallet(100) == 25_000, "what was asked for comes");
        await world.Doitpay.SettleAsync();
        Assert.Equal(25_000, world.Wallet(100));
        Assert.Equal(1, world.Scalar<int>("SELECT count(*) FROM transfers WHERE kind = 'TopUp'"));
        world.AuditBooks();
    }

    [Fact]
    public async Task One_message_with_many_links_becomes_one_acknowledgement_and_every_good_link_is_delivered_once()
    {
        await using var world = await ShopWorld.StartAsync();
        var ayu = await world.CustomerWithAsync(50_000);
        await world.Telegram.SendTextAsync(ayu, $"""
            {Link} lalu {Link}?utm=1 (dobel)
            "https://elements.envato.com/es/vintage-poster-XYZ7890", https://videohive.net/item/foo/123
            elements.envato.com/cool-font-QWE4567. dan https://elements.envato.com/learn/tutorial
            """);
        await ShopWorld.UntilAsync(() => world.Telegram.Replies(ayu).Count(m => m.Text.Contains("drive.google.com", StringComparison.Ordinal)) == 3, "what was asked for comes");
        Assert.Equal(50_000 - (3 * 500), world.Wallet(ayu));
        Assert.Equal(3, world.Digipanel.Downloads.Count);
        var acknowledgement = Assert.Single(world.Telegram.Replies(ayu), m => m.Text.Contains("#3", StringComparison.Ordinal) && m.Text.Contains("#1", StringComparison.Ordinal));
        Assert.Contains("videohive", acknowledgement.Text, StringComparison.OrdinalIgnoreCase);
        world.AuditBooks();
    }

    [Fact]
    public async Task A_failed_download_gives_the_money_back_at_once_and_says_why()
    {
        await using var world = await ShopWorld.StartAsync();
        var ayu = await world.CustomerWithAsync(10_000);
        world.Digipanel.Options.FailsFor = _ => true;
        await world.Telegram.SendTextAsync(ayu, Link);
        var words = await world.Telegram.WaitForMessageAsync(ayu, m => m.Text.StartsWith("😔", StringComparison.Ordinal));
        Assert.Contains("Rp 10.000", words.Text, StringComparison.Ordinal);
        Assert.Equal(10_000, world.Wallet(ayu));
        world.AuditBooks();
    }

    [Fact]
    public async Task An_empty_wallet_is_told_what_is_missing_and_charged_nothing()
    {
        await using var world = await ShopWorld.StartAsync();
        world.Telegram.AddUser(new TelegramUser(100, "Ayu"));
        var answer = await world.Telegram.AskAsync(100, Link);
        Assert.Contains("Rp 500", answer.Text, StringComparison.Ordinal);
        Assert.Contains(answer.AllButtons, b => b.CallbackData?.StartsWith("topup", StringComparison.Ordinal) == true);
        Assert.Equal(0, world.Scalar<int>("SELECT count(*) FROM orders"));
        Assert.Empty(world.Digipanel.Downloads);
    }

    [Fact]
    public async Task A_link_hidden_behind_words_is_bought_and_one_in_progress_is_not_bought_again()
    {
        await using var world = await ShopWorld.StartAsync();
        var ayu = await world.CustomerWithAsync(10_000);
        world.Digipanel.Options.ProcessingTime = TimeSpan.FromHours(1);
        await world.Telegram.SendTextAsync(ayu, "yang ini dong", [TelegramEntity.Link(5, 3, Link)]);
        await ShopWorld.UntilAsync(() => world.Digipanel.Downloads.Count == 1, "what was asked for comes");
        await world.Telegram.WaitForTextAsync(ayu, "#1"); // the next message answers the next question
        var again = await world.Telegram.AskAsync(ayu, Link);
        Assert.Contains("#1", again.Text, StringComparison.Ordinal);
        Assert.Equal(9_500, world.Wallet(ayu));
        Assert.Equal(1, world.Scalar<int>("SELECT count(*) FROM orders"));
        world.AuditBooks();
    }

    [Fact]
    public async Task History_shows_orders_and_wallet_movements_ten_a_page()
    {
        await using var world = await ShopWorld.StartAsync();
        var ayu = await world.CustomerWithAsync(50_000);
        await world.Telegram.SendTextAsync(ayu, string.Join('\n', Enumerable.Range(10, 12).Select(i => $"https://elements.envato.com/item-number-ABCDE{i}")));
        var question = await world.Telegram.WaitForMessageAsync(ayu, m => m.Button("Ya, proses 12") is not null);
        await world.Telegram.PressAsync(ayu, question.Id, question.Button("Ya, proses 12")!.CallbackData!);
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'") == 12, "what was asked for comes");

        await world.Telegram.SendTextAsync(ayu, "/riwayat");
        var orders = await world.Telegram.WaitForTextAsync(ayu, "halaman 1");
        Assert.Contains("#12", orders.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("#2 ", orders.Text, StringComparison.Ordinal);
        await world.Telegram.PressAsync(ayu, orders.Id, orders.Button("Lebih lama")!.CallbackData!);
        var older = await world.Telegram.WaitForMessageAsync(ayu, m => m.Id == orders.Id && m.Text.Contains("#2 ", StringComparison.Ordinal));
        Assert.Contains("#1 ", older.Text, StringComparison.Ordinal);
        await world.Telegram.PressAsync(ayu, older.Id, older.Button("Mutasi")!.CallbackData!);
        var movements = await world.Telegram.WaitForMessageAsync(ayu, m => m.Id == older.Id && m.Text.Contains("-Rp 500", StringComparison.Ordinal));
        Assert.Contains("Rp 44.000", movements.Text, StringComparison.Ordinal);
        await world.UntilEveryPressIsAnsweredAsync();
    }

    [Fact]
    public async Task English_is_spoken_to_an_english_app_and_to_whoever_chooses_it()
    {
        await using var world = await ShopWorld.StartAsync();
        world.Telegram.AddUser(new TelegramUser(100, "Ann", LanguageCode: "en"));
        world.Telegram.AddUser(new TelegramUser(101, "Budi"));
        Assert.Contains("Your balance", (await world.Telegram.AskAsync(100, "/saldo")).Text, StringComparison.Ordinal);
        Assert.Contains("Saldo kamu", (await world.Telegram.AskAsync(101, "/saldo")).Text, StringComparison.Ordinal);
        var choice = await world.Telegram.AskAsync(101, "/bahasa");
        await world.Telegram.PressAsync(101, choice.Id, choice.Button("English")!.CallbackData!);
        await world.Telegram.WaitForTextAsync(101, "English it is");
        Assert.Contains("Your balance", (await world.Telegram.AskAsync(101, "/saldo")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apa kabar")]
    [InlineData("/tidakada")]
    [InlineData("🙏")]
    public async Task Anything_else_gets_a_short_helpful_answer(string words)
    {
        await using var world = await ShopWorld.StartAsync();
        world.Telegram.AddUser(new TelegramUser(100, "Ayu"));
        var answer = await world.Telegram.AskAsync(100, words);
        Assert.Contains("elements.envato.com", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Button("Bantuan"));
    }

    [Fact]
    public async Task The_same_journey_runs_over_telegrams_webhook()
    {
        await using var world = await ShopWorld.StartAsync(("Telegram:Mode", "Webhook"), ("Telegram:WebhookSecret", ShopWorld.TelegramWebhookSecret));
        var ayu = await world.CustomerWithAsync(10_000);
        var paste = await world.Telegram.SendTextAsync(ayu, Link);
        await world.Telegram.WaitForTextAsync(ayu, "drive.google.com");
        world.Telegram.RepeatUpdate(paste.UpdateId!.Value);
        await world.Telegram.AskAsync(ayu, "/saldo");
        Assert.Equal(9_500, world.Wallet(ayu));
        Assert.Single(world.Digipanel.Downloads);
        world.AuditBooks();
    }
}
