using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class WhatsAppWebhookTests
{
    private const string Ayu = WhatsAppTestBot.Ayu;

    [Fact]
    public async Task A_webhook_is_signed_over_its_escaped_bytes()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        await bot.Server.SendTextAsync(Ayu, "é 🎬 https://elements.envato.com/a");
        await bot.Server.SettleAsync();
        var call = bot.Shop.Received[^1];
        Assert.All(call.Body, b => Assert.InRange(b, 0x20, 0x7e));
        Assert.Contains(@"\u00e9 \ud83c\udfac https:\/\/elements", call.Text, StringComparison.Ordinal);
        Assert.Equal("é 🎬 https://elements.envato.com/a", (string)bot.Messages[^1]["text"]!["body"]!);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(bot.Server.Options.AppSecret), call.Body));
        Assert.Equal("sha256=" + expected, call.Headers["X-Hub-Signature-256"]);
    }

    [Fact]
    public async Task A_message_is_delivered_again_until_it_is_answered_200()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        var answers = new Queue<int>([500, 404, 302, 200]);
        bot.Shop.Answers = _ => (answers.Dequeue(), "");
        var sent = await bot.Server.SendTextAsync(Ayu, "saldo");
        await bot.Server.SettleAsync();
        foreach (var pause in new[] { 1, 2, 4 })
        {
            Assert.Equal(WhatsAppTicks.Sent, bot.Server.Messages(Ayu)[^1].Ticks);
            bot.Time.Advance(TimeSpan.FromSeconds(pause));
            await bot.Server.SettleAsync();
        }

        Assert.Equal(4, bot.Messages.Count(m => (string)m["id"]! == sent.Id));
        Assert.Equal(WhatsAppTicks.Delivered, bot.Server.Messages(Ayu)[^1].Ticks);
        Assert.Equal(0, bot.Server.Webhooks.Pending);
    }

    [Fact]
    public async Task What_waits_goes_in_one_call_with_several_entries_changes_and_messages()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        var before = bot.Shop.Received.Count;
        bot.Server.AddUser(new WhatsAppUser("Budi", "6289876543210"));
        bot.Server.Webhooks.Hold();
        await bot.Server.SendTextAsync(Ayu, "satu");
        await bot.Server.SendTextAsync(Ayu, "dua");
        bot.Server.WriteToAnotherNumber(Ayu, "bukan untukmu");
        await bot.SendAsync(WhatsAppTestBot.Text());
        await bot.Server.SendTextAsync("6289876543210", "tiga");
        bot.Server.Webhooks.Release();
        await bot.Server.SettleAsync();

        var call = Assert.Single(bot.Shop.Received.Skip(before));
        var entries = JsonNode.Parse(call.Body)!["entry"]!.AsArray();
        Assert.Equal(2, entries.Count);
        Assert.True(entries[0]!["changes"]!.AsArray().Count > 1);
        Assert.Equal(2, entries[0]!["changes"]![0]!["value"]!["messages"]!.AsArray().Count);
        Assert.Single(entries[0]!["changes"]![0]!["value"]!["contacts"]!.AsArray());
        Assert.Equal("999999999999999", (string)entries[0]!["changes"]![1]!["value"]!["metadata"]!["phone_number_id"]!);
        Assert.Equal(["sent", "delivered", "read"], bot.Statuses.Select(s => (string)s["status"]!), StringComparer.Ordinal);
    }

    [Fact]
    public async Task One_persons_messages_keep_their_order_unless_switched()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Server.Webhooks.BatchMax = 1;
        for (var i = 0; i < 20; i++)
        {
            await bot.Server.SendTextAsync(Ayu, $"{i}");
        }

        await bot.Server.SettleAsync();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), bot.Messages.Skip(1).Select(m => (string)m["text"]!["body"]!), StringComparer.Ordinal);

        bot.Server.Webhooks.OutOfOrder = true;
        bot.Server.Webhooks.Duplicates.Always = true;
        bot.Server.Webhooks.Hold();
        for (var i = 20; i < 40; i++)
        {
            await bot.Server.SendTextAsync(Ayu, $"{i}");
        }

        bot.Server.Webhooks.Release();
        await bot.Server.SettleAsync();
        var got = bot.Messages.Skip(21).Select(m => int.Parse((string)m["text"]!["body"]!)).ToList();
        Assert.Equal(40, got.Count);
        Assert.Equal(Enumerable.Range(20, 20), got.Distinct().Order());
        Assert.NotEqual(got.Distinct().Order(), got.Distinct());
    }

    [Fact]
    public async Task A_phone_that_is_off_gets_it_later()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Server.Behaviour.ReadsAtOnce = false;
        bot.Server.SetReach(Ayu, WhatsAppReach.Away);
        var id = await bot.SendAsync(WhatsAppTestBot.Text());
        await bot.Server.SettleAsync();
        Assert.Equal(["sent"], bot.Statuses.Select(s => (string)s["status"]!), StringComparer.Ordinal);
        bot.Server.SetReach(Ayu, WhatsAppReach.Open);
        await bot.Server.SettleAsync();
        Assert.Equal(WhatsAppTicks.Delivered, bot.Server.Replies(Ayu)[^1].Ticks);
        bot.Server.Read(Ayu, id);
        await bot.Server.SettleAsync();
        Assert.Equal(["sent", "delivered", "read"], bot.Statuses.Select(s => (string)s["status"]!), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Statuses_may_come_before_the_answer()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        bot.Server.Behaviour.StatusesBeforeAnswers = true;
        var id = await bot.SendAsync(WhatsAppTestBot.Text());
        Assert.Equal(3, bot.Statuses.Count(s => (string)s["id"]! == id));
    }

    [Fact]
    public async Task A_person_without_a_number_is_known_and_reached_by_the_business_scoped_id()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        var siti = bot.Server.AddUser(new WhatsAppUser("Siti") { Username = "siti_art" });
        await bot.Server.SendTextAsync(siti.Address, "halo");
        await bot.Server.SettleAsync();
        var (message, contact) = (bot.Messages[^1], bot.Values[^1]["contacts"]![0]!);
        Assert.Null(message["from"]);
        Assert.Null(contact["wa_id"]);
        Assert.Equal(siti.BusinessId, (string)message["from_user_id"]!);
        Assert.Equal((siti.BusinessId, "siti_art"), ((string)contact["user_id"]!, (string)contact["profile"]!["username"]!));

        var answer = await bot.PostAsync(new JsonObject
        {
            ["messaging_product"] = "whatsapp", ["recipient"] = siti.BusinessId, ["type"] = "text", ["text"] = new JsonObject { ["body"] = "halo" },
        });
        Assert.Equal(siti.BusinessId, (string)answer.Body["contacts"]![0]!["user_id"]!);
        await bot.Server.SettleAsync();
        Assert.Null(bot.Statuses[^1]["recipient_id"]);
        Assert.Equal(siti.BusinessId, (string)bot.Statuses[^1]["recipient_user_id"]!);

        bot.Server.HidePhone(Ayu);
        await bot.Server.SendTextAsync(Ayu, "sekarang pakai nama");
        await bot.Server.SettleAsync();
        Assert.Null(bot.Messages[^1]["from"]);
    }

    [Fact]
    public async Task A_new_number_is_announced_and_the_old_one_may_become_somebody_elses()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        var before = bot.Server.User(Ayu)!;
        bot.Server.ChangeNumber(Ayu, "6285555555555");
        await bot.Server.SettleAsync();
        var system = bot.Messages[^1];
        Assert.Equal((Ayu, "6285555555555", "user_changed_number"), ((string)system["from"]!, (string)system["system"]!["wa_id"]!, (string)system["system"]!["type"]!));
        Assert.Equal(131026, await bot.CodeOfAsync(WhatsAppTestBot.Text()));
        Assert.Null(await bot.CodeOfAsync(WhatsAppTestBot.Text(to: "6285555555555")));

        var stranger = bot.Server.AddUser(new WhatsAppUser("Orang lain", Ayu));
        Assert.NotEqual(before.BusinessId, stranger.BusinessId, StringComparer.Ordinal);
        Assert.Equal(131047, await bot.CodeOfAsync(WhatsAppTestBot.Text()));
    }

    [Fact]
    public async Task A_choice_comes_back_as_what_was_shown()
    {
        await using var bot = await WhatsAppTestBot.StartAsync();
        await bot.SendAsync(WhatsAppTestBot.Buttons(("menu:saldo", "Saldo"), ("menu:isi", "Isi saldo")));
        await bot.SendAsync(WhatsAppTestBot.List(5));
        var (buttons, list) = (bot.Server.Replies(Ayu)[0], bot.Server.Replies(Ayu)[1]);
        await bot.Server.PressAsync(Ayu, buttons.Option("Isi")!);
        await bot.Server.PressAsync(Ayu, list.Options[2]);
        await bot.Server.SettleAsync();
        var (pressed, chosen) = (bot.Messages[^2], bot.Messages[^1]);
        Assert.Equal(("menu:isi", buttons.Id), ((string)pressed["interactive"]!["button_reply"]!["id"]!, (string)pressed["context"]!["id"]!));
        Assert.Equal(("r3", "Keterangan"), ((string)chosen["interactive"]!["list_reply"]!["id"]!, (string)chosen["interactive"]!["list_reply"]!["description"]!));
        await Assert.ThrowsAsync<ArgumentException>(() => bot.Server.PressAsync(Ayu, buttons.Id, "menu:tidak-ada"));
        await bot.Server.PressAsync(Ayu, buttons.Id, "menu:tidak-ada", forged: true);
        bot.Server.RepeatMessage(Ayu, (string)chosen["id"]!);
        await bot.Server.SettleAsync();
        Assert.Equal((string)chosen["id"]!, (string)bot.Messages[^1]["id"]!);
    }

    [Theory]
    [InlineData("*tebal* dan _miring_", "<b>tebal</b> dan <i>miring</i>")]
    [InlineData("2*3*4 dan snake_case_x", "2*3*4 dan snake_case_x")]
    [InlineData("```8808123``` <b>", "<pre>8808123</pre> &lt;b&gt;")]
    [InlineData("lihat https://a.example/x_y_z?q=1&r=\"", "lihat <a href=\"https://a.example/x_y_z?q=1&amp;r=\">https://a.example/x_y_z?q=1&amp;r=</a>&quot;")]
    public void Markup_becomes_safe_html(string text, string html) =>
        Assert.Equal(html, new WhatsAppMessage { Id = "", FromBot = true, Type = "text", Text = text }.Html);
}
