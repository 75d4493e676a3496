using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

public sealed class TelegramDeskTests : DeskSuite
{
    private protected override string AdminAddress => "telegram:100";

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnTelegram(world, name);
}

public sealed class WhatsAppDeskTests : DeskSuite
{
    private protected override string AdminAddress => "whatsapp:" + Phone;

    private protected override IChatDriver Arrive(ShopWorld world, string name) => OnWhatsApp(world, name);
}

/// <summary>An admin looks after a customer, from either app.</summary>
public abstract class DeskSuite : ChannelSuite
{
    private const long Ayu = 700;

    /// <summary>Whoever arrives, as the configuration names them.</summary>
    private protected abstract string AdminAddress { get; }

    [Fact]
    public async Task An_admin_finds_a_customer_credits_refunds_writes_and_blocks()
    {
        await using var world = await ShopWorld.StartAsync(("Admins:1", AdminAddress));
        await world.CustomerWithAsync(50_000, Ayu);
        await world.Telegram.SendTextAsync(Ayu, Link);
        await world.Telegram.WaitForMessageAsync(Ayu, m => m.Text.StartsWith("🎉", StringComparison.Ordinal));

        var chat = Arrive(world, "Dewi");
        var card = await chat.AskAsync($"pelanggan telegram:{Ayu}");
        Assert.True(card.Says("👤 Ayu") && card.Says("Rp 49.500") && card.Says("#1"), card.Text);

        await chat.PressAsync(card, card.Choice("Kredit")!);
        await chat.WaitAsync("tulis jumlah dan alasannya");
        Assert.Contains("Saldo Rp 49.500 → Rp 74.500", (await chat.TellAsync("25rb ganti rugi")).Text, StringComparison.Ordinal);

        await chat.AskAsync($"kredit telegram:{Ayu} 150rb hadiah lomba");
        await chat.PressAsync("ubah:ya");
        await chat.WaitAsync("Rp 74.500 → Rp 224.500");
        chat.RepeatLast();
        await chat.AskAsync("refund 1 file rusak");
        await chat.PressAsync(m => m.Says("#1") ? m.Choice("ubah:ya") : null);
        await chat.WaitAsync("(pesanan #1)");
        Assert.Equal(225_000, world.Wallet(Ayu));
        await world.Telegram.WaitForMessageAsync(Ayu, m => m.Text.Contains("ganti rugi", StringComparison.Ordinal));
        await world.Telegram.WaitForMessageAsync(Ayu, m => m.Text.StartsWith("💸 Pesanan #1 direfund", StringComparison.Ordinal));

        card = await chat.AskAsync($"pelanggan telegram:{Ayu}");
        Assert.True(card.Says("Rp 225.000"), card.Text);
        await chat.PressAsync(card, card.Choice("Kirim pesan")!);
        await chat.WaitAsync("Tulis pesannya");
        await chat.TellAsync("Halo kak, file barunya sudah ada");
        await world.Telegram.WaitForMessageAsync(Ayu, m => m.Text.Contains("Pesan dari toko", StringComparison.Ordinal) && m.Text.Contains("file barunya", StringComparison.Ordinal));

        await chat.AskAsync($"blokir telegram:{Ayu} spam");
        await world.Telegram.SendTextAsync(Ayu, Link);
        await world.Telegram.WaitForMessageAsync(Ayu, m => m.Text.Contains("sedang diblokir", StringComparison.Ordinal));
        await chat.AskAsync($"buka telegram:{Ayu}");
        await world.Telegram.WaitForMessageAsync(Ayu, m => m.Text.Contains("sudah dibuka lagi", StringComparison.Ordinal));
        await SaidAsync(world, chat);
        Assert.Equal((225_000, 6, 1), (world.Wallet(Ayu), world.Scalar<int>("SELECT count(*) FROM admin_log"), world.Scalar<int>("SELECT count(*) FROM orders")));
        AssertSound(world);
    }
}
