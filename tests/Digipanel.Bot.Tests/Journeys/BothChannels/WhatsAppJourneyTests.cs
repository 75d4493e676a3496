using System.Text.RegularExpressions;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

/// <summary>What only WhatsApp has: the window, statuses, numbers, people without one; and one wallet with Telegram.</summary>
public sealed partial class WhatsAppJourneyTests : ChannelSuite
{
    private const string Statuses = "SELECT count(*) FROM outbox WHERE channel = 'whatsapp' AND state = 'sent' AND message_id IS NOT NULL AND coalesce(status, '') <> 'read'";

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnWhatsApp(world, name);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_ready_while_the_window_is_closed_comes_after_the_next_message(bool isToldLate)
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = await ArriveWithOrderAsync(world);

        // Meta's clock decides: the bot believes that the window is open.
        world.WhatsApp.CloseWindow(Phone);
        world.WhatsApp.Behaviour.LateRefusals = isToldLate;
        Assert.True(world.Digipanel.Complete(world.Digipanel.Downloads[0].Id));
        // And the bot knows: a word that comes before that wakes nothing, and the delivery is tried again a minute later.
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM outbox WHERE parked = 1 AND state = 'pending'") == 1, "Meta has refused the delivery");
        Assert.Equal(!isToldLate, world.WhatsApp.Calls.Answered(400) > 0);
        Assert.DoesNotContain(chat.Screen, m => m.Link("https://drive.google.com/") is not null);

        await chat.SayAsync("sudah jadi belum?");
        await chat.WaitAsync(m => m.Link("https://drive.google.com/") is not null);
        await SaidAsync(world, chat);
        Assert.Single(chat.Screen, m => m.Link("https://drive.google.com/") is not null);
        Assert.Equal(9_500, world.Wallet(Phone));
        AssertSound(world);
    }

    [Fact]
    public async Task A_delivery_passes_the_closed_window_as_a_template_where_there_is_one()
    {
        await using var world = await ShopWorld.StartAsync(("WhatsApp:DeliveryTemplate:Name", "file_siap"), ("WhatsApp:DeliveryTemplate:Language", "id"));
        world.WhatsApp.AddTemplate(new WhatsAppTemplate("file_siap", "id", "File kamu sudah siap: {{1}}"));
        var chat = await ArriveWithOrderAsync(world);
        world.WhatsApp.CloseWindow(Phone);
        Assert.True(world.Digipanel.Complete(world.Digipanel.Downloads[0].Id));
        var template = await world.WhatsApp.WaitForMessageAsync(Phone, m => m.Template == "file_siap");
        Assert.Contains("https://drive.google.com/", template.Text, StringComparison.Ordinal);
        await SaidAsync(world, chat);
        AssertSound(world);
    }

    [Fact]
    public async Task Webhooks_twice_in_any_order_and_before_the_answers_change_nothing_and_every_status_ends_at_read()
    {
        await using var world = await ShopWorld.StartAsync();
        world.WhatsApp.Webhooks.Duplicates.Always = true;
        world.WhatsApp.Webhooks.OutOfOrder = true;
        world.WhatsApp.Behaviour.StatusesBeforeAnswers = true;
        world.WhatsApp.Limits.Enforced = true;
        var chat = await ArriveWithAsync(world, 50_000);
        await chat.SayAsync(Links(11));
        await chat.PressAsync("Ya, proses 11");
        await ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM orders WHERE state = 'delivered'") == 11, "everything is delivered");
        await SaidAsync(world, chat);
        await ShopWorld.UntilAsync(() => world.WhatsApp.Webhooks.Pending == 0 && world.Scalar<int>(Statuses) == 0, "every status is read");
        Assert.Equal(44_500, world.Wallet(Phone));
        Assert.Equal(11, world.Digipanel.Downloads.Count);
        Assert.Equal(0, world.WhatsApp.Calls.Answered(400));
        Assert.NotEmpty(world.WhatsApp.Receipts);
        AssertSound(world);
    }

    [Fact]
    public async Task The_number_of_a_shown_option_chooses_it()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = Arrive(world, "Rina");
        var menu = await chat.AskAsync("menu");
        await chat.AnsweredAsync(); // a number means what the bot has recorded to have shown
        var balance = menu.Choices.Index().First(c => c.Item.Label.Contains("Saldo", StringComparison.OrdinalIgnoreCase));
        Assert.True((await chat.TellAsync($"{balance.Index + 1}")).Says("Saldo kamu"));
        AssertSound(world);
    }

    [Fact]
    public async Task A_customer_without_a_number_buys_like_anybody()
    {
        await using var world = await ShopWorld.StartAsync();
        var chat = new WhatsAppDriver(world, new WhatsAppUser("Siti") { Username = "siti_art" });
        Assert.Contains('.', chat.UserId);
        await TopUpAsync(world, chat, 10_000);
        await chat.SayAsync(Link);
        await chat.WaitAsync(m => m.Link("https://drive.google.com/") is not null);
        await SaidAsync(world, chat);
        Assert.Equal(9_500, world.Wallet(chat.UserId));
        AssertSound(world);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_number_keeps_wallet_and_orders_and_the_old_one_is_a_strangers(bool isAnnounced)
    {
        const string NewPhone = "6285555555555";
        await using var world = await ShopWorld.StartAsync();
        var chat = await ArriveWithOrderAsync(world);
        await SaidSoFarAsync(world);
        world.WhatsApp.ChangeNumber(Phone, NewPhone, isAnnounced);
        await world.WhatsApp.SendTextAsync(NewPhone, "saldo");
        await world.WhatsApp.WaitForMessageAsync(NewPhone, m => m.Text.Contains("Saldo kamu", StringComparison.Ordinal) && m.Text.Contains("9.500", StringComparison.Ordinal));

        var stranger = Arrive(world, "Orang lain");
        Assert.True((await stranger.AskAsync("saldo")).Says("Rp 0"));
        Assert.True(world.Digipanel.Complete(world.Digipanel.Downloads[0].Id));
        await world.WhatsApp.WaitForMessageAsync(NewPhone, m => m.Text.Contains("https://drive.google.com/", StringComparison.Ordinal));
        await SaidAsync(world, stranger);
        Assert.DoesNotContain(stranger.Screen, m => m.Link("https://drive.google.com/") is not null);
        Assert.Equal((9_500, 0), (world.Wallet(NewPhone), world.Wallet(Phone)));
        AssertSound(world);
    }

    [Fact]
    public async Task One_wallet_serves_both_channels_and_files_go_where_they_were_ordered()
    {
        await using var world = await ShopWorld.StartAsync();
        var telegram = OnTelegram(world, "Rina");
        await TopUpAsync(world, telegram, 50_000);
        var code = TypedCode().Match((await telegram.AskAsync("hubungkan")).Text).Groups["typed"].Value;
        var whatsapp = Arrive(world, "Rina");
        var question = await whatsapp.TellAsync(code);
        await whatsapp.PressAsync(question, question.Choices[0]);
        await whatsapp.WaitAsync("Rp 50.000");
        Assert.True((await whatsapp.AskAsync("saldo")).Says("Rp 50.000"));
        await whatsapp.SayAsync(Link);
        await whatsapp.WaitAsync(m => m.Link("https://drive.google.com/") is not null);
        await SaidAsync(world, whatsapp);
        Assert.True((await telegram.AskAsync("saldo")).Says("Rp 49.500"));
        Assert.DoesNotContain(telegram.Screen, m => m.Link("https://drive.google.com/") is not null);
        AssertSound(world);
    }

    [Fact]
    public async Task Forty_customers_at_once_are_all_served_within_Metas_pace()
    {
        await using var world = await ShopWorld.StartAsync();
        world.WhatsApp.Limits.Enforced = true;
        List<WhatsAppDriver> crowd = [.. Enumerable.Range(0, 40).Select(i => new WhatsAppDriver(world, new WhatsAppUser($"Tamu {i}", $"62812000000{i:D2}")))];
        world.WhatsApp.Webhooks.Hold();
        foreach (var word in new[] { "menu", "saldo", "harga" })
        {
            foreach (var guest in crowd)
            {
                await guest.SayAsync(word);
            }
        }

        world.WhatsApp.Webhooks.Release();
        foreach (var guest in crowd)
        {
            await guest.UntilAsync(() => guest.Screen.Count == 3);
        }

        await SaidAsync(world, crowd[0]);
        // The bot sends as fast as it may: what crowds on the way is refused for a moment (130429), and comes all the same, once.
        Assert.All(crowd, guest => Assert.Equal(3, guest.Screen.Count));
        AssertSound(world);
    }

    /// <summary>Somebody whose link is at Digipanel, and stays there until it is completed.</summary>
    private async Task<IChatDriver> ArriveWithOrderAsync(ShopWorld world)
    {
        var chat = await ArriveWithAsync(world, 10_000);
        world.Digipanel.Options.ProcessingTime = TimeSpan.FromHours(1);
        await chat.SayAsync(Link);
        await chat.WaitAsync("#1");
        await ShopWorld.UntilAsync(() => world.Digipanel.Downloads.Count == 1, "it is at Digipanel");
        return chat;
    }

    private static Task SaidSoFarAsync(ShopWorld world) => ShopWorld.UntilAsync(() => world.Scalar<int>("SELECT count(*) FROM outbox WHERE state = 'pending'") == 0, "all is said so far");

    [GeneratedRegex(@"(?<typed>/hubungkan [A-Za-z0-9-]+( [A-Za-z0-9-]+)?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypedCode();
}
