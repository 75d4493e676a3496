using System.Text.Json.Nodes;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Ops.Doctor;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

/// <summary>The whole bot, and the sandbox's Meta over loopback.</summary>
public sealed class WhatsAppLoopbackTests : IAsyncLifetime
{
    private const string Ayu = "6281200000001";
    private const string Budi = "6281200000002";

    private ShopWorld _world = null!;

    private WhatsAppServer Meta => _world.WhatsApp;

    public async Task InitializeAsync()
    {
        _world = await ShopWorld.StartAsync();
        Meta.AddUser(new WhatsAppUser("Ayu", Ayu));
        Meta.AddUser(new WhatsAppUser("Budi", Budi));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Words_presses_and_numbers_lead_where_they_should()
    {
        var menu = await Meta.AskAsync(Ayu, "menu");
        Assert.True(menu.Options.Count > 1, Meta.Transcript(Ayu));
        await WhenSettledAsync(Ayu, 1);
        var at = menu.Options.ToList().FindIndex(o => o.Id == "saldo") + 1;
        Assert.Contains("Saldo", (await Meta.AskAsync(Ayu, $"{at}")).Text, StringComparison.Ordinal);
        await Meta.PressAsync(Ayu, menu.Options[at - 1]);
        await Meta.UntilAsync(() => Meta.Replies(Ayu).Count(m => m.Text.Contains("Saldo kamu", StringComparison.OrdinalIgnoreCase)) >= 2);
    }

    [Fact]
    public async Task A_burst_in_batches_with_every_event_twice_is_answered_once_each()
    {
        Meta.Webhooks.Duplicates.Always = true;
        Meta.Webhooks.Hold();
        for (var i = 0; i < 20; i++)
        {
            await Meta.SendTextAsync(i % 2 == 0 ? Ayu : Budi, "saldo");
        }

        Meta.WriteToAnotherNumber(Ayu, "saldo");
        Meta.Webhooks.Release();
        await Meta.UntilAsync(() => Meta.Replies(Ayu).Count == 10 && Meta.Replies(Budi).Count == 10 && Meta.Webhooks.Pending == 0);
        Assert.Equal(20, _world.Scalar<int>("SELECT count(*) FROM inbox WHERE source = 'whatsapp'"));
        Assert.Equal(20, _world.Scalar<int>("SELECT count(*) FROM outbox WHERE channel = 'whatsapp'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task How_far_each_message_got_stands_on_its_row_even_when_that_is_told_first(bool early)
    {
        Meta.Behaviour.StatusesBeforeAnswers = early;
        Meta.Webhooks.OutOfOrder = true;
        for (var i = 0; i < 5; i++)
        {
            await Meta.AskAsync(Ayu, "saldo");
        }

        await ShopWorld.UntilAsync(() => _world.Scalar<int>("SELECT count(*) FROM outbox WHERE channel = 'whatsapp' AND state = 'sent' AND status = 'read'") == 5, "five messages are read");
        Assert.Equal(0, _world.Scalar<int>("SELECT count(*) FROM whatsapp_early_statuses"));
    }

    [Theory]
    [InlineData(131047)]
    [InlineData(131026)]
    public async Task What_meta_could_not_deliver_after_all_comes_when_its_reader_is_back(int code)
    {
        Meta.Refusals.Next(code, user: Ayu, late: true);
        await Meta.SendTextAsync(Ayu, "saldo");
        await ShopWorld.UntilAsync(() => _world.Scalar<int>("SELECT count(*) FROM outbox WHERE channel = 'whatsapp' AND resent = 1 AND state = 'pending'") == 1, "it is owed again");
        Assert.Empty(Meta.Replies(Ayu));
        await Meta.SendTextAsync(Ayu, "harga");
        await Meta.UntilAsync(() => Meta.Replies(Ayu).Count == 2);
        Assert.Contains(Meta.Replies(Ayu), m => m.Text.Contains("Saldo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_customer_stays_who_they_are_over_hidden_and_changed_numbers_and_nobody_else_becomes_them()
    {
        const string New = "6281299999999";
        await Meta.AskAsync(Ayu, "menu");
        Meta.HidePhone(Ayu);
        await Meta.AskAsync(Ayu, "saldo");
        Assert.Equal(1, _world.Scalar<int>("SELECT count(*) FROM customers WHERE channel = 'whatsapp'"));
        Meta.HidePhone(Ayu, hides: false);
        Meta.ChangeNumber(Ayu, New);
        await ShopWorld.UntilAsync(() => _world.Scalar<string>("SELECT user_id FROM customers WHERE channel = 'whatsapp'") == New, "the customer has moved");
        await Meta.AskAsync(New, "saldo");

        // The old number is handed out again.
        Meta.AddUser(new WhatsAppUser("Citra", Ayu));
        await Meta.AskAsync(Ayu, "saldo");
        Assert.Equal([New, Ayu], _world.Query<string>("SELECT user_id FROM customers WHERE channel = 'whatsapp' ORDER BY id"));
    }

    [Fact]
    public async Task What_cannot_be_understood_gets_an_answer_and_a_reaction_none()
    {
        await Meta.SendAsync(Ayu, "reaction", new JsonObject { ["message_id"] = "wamid.x", ["emoji"] = "👍" });
        await Meta.SendAsync(Ayu, "sticker", new JsonObject { ["id"] = "1", ["mime_type"] = "image/webp" });
        await Meta.UntilAsync(() => Meta.Replies(Ayu).Count == 1 && Meta.Webhooks.Pending == 0);
        Assert.Equal(1, _world.Scalar<int>("SELECT count(*) FROM inbox WHERE source = 'whatsapp'"));
    }

    [Fact]
    public async Task The_doctor_knows_the_number_and_tells_a_wrong_token_and_a_wrong_number_apart()
    {
        Assert.Contains("✓ WhatsApp number: +6281100001234 (Digipanel), quality GREEN", await DoctorAsync(), StringComparison.Ordinal);
        var wrong = await DoctorAsync(("WhatsApp:AccessToken", "EAAanother0token0of0no0value"));
        Assert.Contains("✗ WhatsApp number: refused: 190", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("EAAanother0token0of0no0value", wrong, StringComparison.Ordinal);
        Assert.Contains("✗ WhatsApp number: refused: 100", await DoctorAsync(("WhatsApp:PhoneNumberId", "99999")), StringComparison.Ordinal);
        Assert.Contains("✗ WhatsApp number: no usable answer from http://127.0.0.1:9", await DoctorAsync(("WhatsApp:BaseUrl", "http://127.0.0.1:9")), StringComparison.Ordinal);
    }

    private async Task<string> DoctorAsync(params (string Key, string Value)[] others)
    {
        var settings = new Dictionary<string, string?>(_world.Settings, StringComparer.Ordinal);
        foreach (var (key, value) in others)
        {
            settings[key] = value;
        }

        await using var output = new StringWriter();
        await DoctorVerb.RunAsync([], output, output, new BotOverrides { Settings = settings, ConsoleLogs = false });
        return output.ToString();
    }

    // The options are remembered when the sending is recorded.
    private Task WhenSettledAsync(string chat, int count) => ShopWorld.UntilAsync(
        () => _world.Scalar<int>("SELECT count(*) FROM outbox WHERE chat_id = @chat AND state = 'sent'", new { chat }) >= count, "the messages are recorded");
}
