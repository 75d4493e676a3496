using System.Globalization;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Tests.Journeys.BothChannels;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Loopback;
using Digipanel.Sandbox.Telegram;
using Digipanel.Sandbox.WhatsApp;
using Microsoft.Extensions.DependencyInjection;

namespace Digipanel.Bot.Tests.Journeys;

/// <summary>Broadcasts over the real servers: the message as its readers have it, the admin's card from draft to report.</summary>
public sealed class BroadcastJourneyTests
{
    private const long Admin = ShopWorld.AdminId;
    private const string WhatsAppAdmin = "6281111111111";
    private const string Siti = "6281234567890";

    [Fact]
    public async Task An_answer_to_a_picture_copies_it_exactly_to_everybody_who_wants_it_and_can_be_reached()
    {
        await using var world = await ShopWorld.StartAsync();
        var (ayu, budi, cici) = (101L, 102L, 103L);
        foreach (var id in new[] { ayu, budi, cici })
        {
            await GreetAsync(world, id);
        }

        await GreetAsync(world, Siti);
        await world.Telegram.SendTextAsync(cici, "/berhenti");
        await world.Telegram.WaitForMessageAsync(cici, m => m.Button("Terima promo lagi") is not null);

        // Budi's block is told by the refusal alone.
        world.Telegram.Deactivate(budi);
        await world.Telegram.SendTextAsync(Admin, "/start");
        var picture = await world.Telegram.SendPhotoAsync(Admin, Bot.Chat.Pictures.StampPictures.Png(Bot.Chat.Stamp.Paid), "Diskon besar hari ini", [new TelegramEntity("bold", 0, 6)]);
        await world.Telegram.SendTextAsync(Admin, "/broadcast", replyTo: picture.Id);
        var draft = await world.Telegram.WaitForMessageAsync(Admin, m => m.Text.Contains("4 orang", StringComparison.Ordinal));
        Assert.Contains("hanya teksnya", draft.Text, StringComparison.Ordinal);
        AssertCopy(picture, world.Telegram.Replies(Admin).Single(m => m.Photo is not null));

        await PressAsync(world, draft, ":kirim:");
        var report = await world.Telegram.WaitForMessageAsync(Admin, m => m.Id != draft.Id && m.Text.Contains("selesai", StringComparison.Ordinal));
        Assert.Contains("Terkirim: 3", report.Text, StringComparison.Ordinal);
        Assert.Contains("Memblokir bot: 1", report.Text, StringComparison.Ordinal);
        AssertCopy(picture, world.Telegram.Replies(ayu).Single(m => m.Photo is not null));
        Assert.DoesNotContain(world.Telegram.Replies(cici), m => m.Photo is not null);
        Assert.Single(world.WhatsApp.Replies(Siti), m => m.Html == "<b>Diskon</b> besar hari ini");
        Assert.Equal(0, world.Scalar<int>("SELECT reachable FROM customers WHERE user_id = '102'"));
        Assert.Equal(["broadcast.start"], world.Query<string>("SELECT action FROM admin_log"));
        await ShopWorld.UntilAsync(() => Now(world, draft).Text.Contains("selesai", StringComparison.Ordinal), "the live card shows the report");
        world.AuditBooks();
    }

    [Fact]
    public async Task A_film_whose_caption_is_the_command_goes_out_with_the_words_behind_it()
    {
        await using var world = await ShopWorld.StartAsync();
        await world.Telegram.SendTextAsync(Admin, "/start");
        var film = await world.Telegram.SendVideoAsync(Admin, [1, 2, 3], "/broadcast Cuplikan baru & gratis");
        var draft = await world.Telegram.WaitForMessageAsync(Admin, m => m.Text.Contains("1 orang", StringComparison.Ordinal));
        var copy = world.Telegram.Replies(Admin).Single(m => m.Video is not null);
        Assert.Equal((film.Video, "Cuplikan baru & gratis"), (copy.Video, copy.Text));

        await world.Telegram.SendVideoAsync(Admin, [4, 5, 6], "/broadcast");
        await world.Telegram.WaitForMessageAsync(Admin, m => m.Text.Contains("Siaran 2", StringComparison.Ordinal));
        Assert.Equal("", world.Telegram.Replies(Admin).Last(m => m.Video is not null).Text);

        // Without its original there is nothing to copy: it pauses and says so, instead of failing a person after the other.
        world.Telegram.Delete(Admin, film.Id);
        await PressAsync(world, draft, ":kirim:");
        await ShopWorld.UntilAsync(() => Now(world, draft).Text.Contains("message to copy not found", StringComparison.Ordinal), () => Now(world, draft).Text);
        Assert.Equal("paused", world.Scalar<string>("SELECT state FROM broadcasts"));
    }

    [Fact]
    public async Task The_draft_narrows_down_and_tells_how_many_it_would_reach()
    {
        await using var world = await ShopWorld.StartAsync();
        await world.CustomerWithAsync(10_000, 101);
        await GreetAsync(world, 102);
        await GreetAsync(world, Siti);

        // The clock is the real one: a month from now, whenever that is.
        var due = DateTimeOffset.UtcNow.AddDays(30);
        var day = WesternIndonesia.FormatDay(due, "id");
        await world.Telegram.SendTextAsync(Admin, string.Create(CultureInfo.InvariantCulture, $"/broadcast {due.ToOffset(WesternIndonesia.Offset):yyyy-MM-dd} 09:00 Halo <semua> & selamat pagi"));
        var draft = await world.Telegram.WaitForMessageAsync(Admin, m => m.Text.Contains("4 orang", StringComparison.Ordinal));
        Assert.Contains($"{day} 09:00 WIB", draft.Text, StringComparison.Ordinal);
        Assert.Single(world.Telegram.Replies(Admin), m => m.Text == "Halo <semua> & selamat pagi");

        await ChooseAsync("Telegram", "3 orang");
        await ChooseAsync("Saldo > 0", "1 orang");
        await ChooseAsync("Belum pernah topup", "2 orang");
        await ChooseAsync("Semua aplikasi", "3 orang");

        // The button of before names another crowd.
        await world.Telegram.PressAsync(Admin, draft.Id, "siaran:1:kirim:1", forged: true);
        await ShopWorld.UntilAsync(() => world.Telegram.Presses.Any(p => p.AnswerText?.Contains("sudah berubah", StringComparison.Ordinal) == true), "the old button says so");
        await PressAsync(world, Now(world, draft), ":kirim:");
        await WaitForCardAsync($"Dijadwalkan {day} 09:00 WIB");
        await world.Telegram.SendTextAsync(Admin, "/broadcast daftar");
        await world.Telegram.WaitForMessageAsync(Admin, m => m.Text.Contains($"🕘 {day}", StringComparison.Ordinal) && m.Button("Siaran 1") is not null);
        await PressAsync(world, Now(world, draft), ":batal:");
        await WaitForCardAsync("dibatalkan");
        Assert.Equal(0, world.Scalar<int>("SELECT count(*) FROM broadcast_recipients"));

        async Task ChooseAsync(string label, string people)
        {
            var shown = Now(world, draft);
            await PressAsync(world, shown, shown.Button(label)!.CallbackData!);
            await WaitForCardAsync($"👥 {people}");
        }

        Task WaitForCardAsync(string words) => ShopWorld.UntilAsync(
            () => Now(world, draft).Text.Contains(words, StringComparison.Ordinal), () => $"\"{words}\" in\n{Now(world, draft).Text}");
    }

    [Fact]
    public async Task An_admin_on_whatsapp_is_asked_for_the_words_and_reaches_the_late_by_template()
    {
        await using var world = await ShopWorld.StartAsync(
            ("Admins:1", $"whatsapp:{WhatsAppAdmin}"), ("WhatsApp:PromotionTemplate:Name", "promo"), ("WhatsApp:PromotionPrice", "600"));
        world.WhatsApp.AddTemplate(new WhatsAppTemplate("promo", "id", "Kabar dari toko: {{1}}") { Marketing = true });
        await GreetAsync(world, 101);
        await GreetAsync(world, Siti);
        await GreetAsync(world, "6282222222222");
        Late(world, Siti, "6282222222222");
        world.WhatsApp.SetReach("6282222222222", WhatsAppReach.OptedOut);

        var admin = new WhatsAppDriver(world, new WhatsAppUser("Bos", WhatsAppAdmin));
        await admin.CommandAsync("broadcast");
        await admin.WaitAsync("kirim pesan siarannya sekarang");
        await admin.SayAsync("Promo *akhir* tahun\nbuat kamu");
        var draft = await admin.WaitAsync("4 orang");
        Assert.Contains("2 orang lewat template, kira-kira Rp 1.200", draft.Text, StringComparison.Ordinal);
        await admin.PressAsync(draft, draft.Choice(":kirim:")!);
        var report = await admin.WaitAsync("selesai");
        Assert.Contains("Terkirim: 3", report.Text, StringComparison.Ordinal);
        Assert.Contains("Dilewati: 1", report.Text, StringComparison.Ordinal);
        Assert.Contains("Template WhatsApp: 1, kira-kira Rp 600", report.Text, StringComparison.Ordinal);
        Assert.Single(world.WhatsApp.Replies(Siti), m => m.Template == "promo" && m.Text == "Kabar dari toko: Promo akhir tahun · buat kamu");
        Assert.Equal(0, world.Scalar<int>("SELECT promotions FROM customers WHERE user_id = '6282222222222'"));
        Assert.Single(world.Telegram.Replies(101), m => m.Html == "Promo <b>akhir</b> tahun\nbuat kamu");

        // An answer to a message of the shop's own sends that on; what the admin wrote themselves is not known by its id.
        var help = await admin.AskAsync("bantuan");
        await admin.AnsweredAsync(); // the bot knows a message of its own by its id once its sending is recorded
        var broadcast = await world.WhatsApp.SendTextAsync(WhatsAppAdmin, "broadcast", replyTo: help.Id);
        var second = await admin.WaitAsync("Siaran 2");
        Assert.Equal(2, admin.Screen.Count(m => m.Text == help.Text));
        await admin.PressAsync(second, second.Choice(":batal:")!);
        await admin.WaitAsync("dibatalkan");
        await world.WhatsApp.SendTextAsync(WhatsAppAdmin, "broadcast", replyTo: broadcast.Id);
        await admin.WaitAsync("tidak bisa aku baca");
        world.AuditBooks();
    }

    [Fact]
    public async Task What_whatsapp_tells_later_settles_who_was_in_doubt_and_takes_back_who_did_not_get_it()
    {
        await using var world = await ShopWorld.StartAsync();
        string[] people = [Siti, "6282222222222", "6283333333333"];
        foreach (var person in people)
        {
            await GreetAsync(world, person);
        }

        world.WhatsApp.Refusals.Next(131026, user: people[1], late: true);
        await world.Telegram.SendTextAsync(Admin, "/start");
        await world.Telegram.SendTextAsync(Admin, "/broadcast Halo");
        var draft = await world.Telegram.WaitForMessageAsync(Admin, m => m.Text.Contains("4 orang", StringComparison.Ordinal));

        // The message is taken, and the answer to it lost.
        world.WhatsApp.Webhooks.Hold();
        world.WhatsApp.Faults.Next(1, Fault.ResetsAfterActing, WhatsAppOperations.Send);
        await PressAsync(world, draft, ":kirim:");
        await ShopWorld.UntilAsync(() => world.Scalar<string>("SELECT state FROM broadcasts") == "done", "it is over");
        Assert.Equal(1, world.Scalar<int>("SELECT count(*) FROM broadcast_recipients WHERE state = 'uncertain'"));
        world.WhatsApp.Webhooks.Release();
        await ShopWorld.UntilAsync(
            () => world.Scalar<string>("SELECT group_concat(state, ' ') FROM (SELECT state FROM broadcast_recipients ORDER BY state)") == "blocked sent sent sent", "the statuses settle it");
        Assert.All([people[0], people[2]], p => Assert.Single(world.WhatsApp.Replies(p), m => m.Text == "Halo"));
        Assert.Equal(0, world.Scalar<int>("SELECT reachable FROM customers WHERE user_id = '6282222222222'"));
        await world.Telegram.WaitForMessageAsync(Admin, m => m.Text.Contains("Terkirim: 3", StringComparison.Ordinal) && !m.Text.Contains("Tidak pasti", StringComparison.Ordinal));
        world.AuditBooks();
    }

    private static TelegramMessage Now(ShopWorld world, TelegramMessage message) => world.Telegram.Replies(message.ChatId).Single(m => m.Id == message.Id);

    private static void AssertCopy(TelegramMessage original, TelegramMessage copy)
    {
        Assert.True(copy.FromBot);
        Assert.Equal((original.Text, original.Html, original.Photo), (copy.Text, copy.Html, copy.Photo));
        Assert.Empty(copy.AllButtons);
    }

    private static async Task GreetAsync(ShopWorld world, long id)
    {
        world.Telegram.AddUser(new TelegramUser(id, "Ayu"));
        await world.Telegram.SendTextAsync(id, "/start");
        await world.Telegram.WaitForMessageAsync(id, m => m.FromBot);
    }

    private static async Task GreetAsync(ShopWorld world, string phone)
    {
        var driver = new WhatsAppDriver(world, new WhatsAppUser("Siti", phone));
        await driver.AskAsync("menu");
    }

    // A day goes by since they wrote: for the platform, and for the shop.
    private static void Late(ShopWorld world, params string[] phones)
    {
        foreach (var phone in phones)
        {
            world.WhatsApp.CloseWindow(phone);
        }

        world.Bot!.Services.GetRequiredService<Bot.Storage.Store>()
            .InTransaction(tx => tx.Execute("UPDATE whatsapp_contacts SET last_message_at = last_message_at - 90000000 WHERE chat_id IN @phones", new { phones })).GetAwaiter().GetResult();
    }

    private static async Task PressAsync(ShopWorld world, TelegramMessage message, string data)
    {
        var button = message.AllButtons.First(b => b.CallbackData?.Contains(data, StringComparison.Ordinal) == true);
        var press = await world.Telegram.PressAsync(Admin, message.Id, button.CallbackData!);
        await world.Telegram.WaitForAnswerAsync(press.QueryId);
    }
}
