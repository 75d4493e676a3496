using Digipanel.Bot.Chat;
using Digipanel.Bot.Topups;
using static Digipanel.Bot.Tests.Topups.ScriptedDoitpay;

namespace Digipanel.Bot.Tests.Topups;

public sealed class TopupCommandTests : IDisposable
{
    private readonly ScriptedDoitpay _doitpay = new();
    private readonly TopupBench _bench;

    public TopupCommandTests()
    {
        _bench = new TopupBench(_doitpay);
        _doitpay.Usually(QrisPath, call => $$"""{"responseCode":"2004700","referenceNo":"D-{{call.Field("partnerReferenceNo")}}","qrContent":"{{Qr(50_000)}}"}""");
        _doitpay.Usually(LinkPath, call => $$"""{"responseCode":"2005400","webRedirectUrl":"https://pay.test/{{call.Field("partnerReferenceNo")}}"}""");
    }

    [Fact]
    public async Task Without_an_amount_it_offers_amounts()
    {
        await _bench.SayAsync("/topup");
        var buttons = Buttons();
        Assert.Equal("topup:25000 topup:50000 topup:100000 topup:250000", string.Join(' ', buttons.Select(b => b.Action)));
        Assert.Equal("Rp 50.000", buttons[1].Label);
        Assert.Empty(_bench.Topups);
    }

    [Theory]
    [InlineData("50000")]
    [InlineData("50.000")]
    [InlineData("50rb")]
    [InlineData("50k")]
    [InlineData("Rp 50.000")]
    public async Task Amounts_are_taken_as_people_type_them(string amount)
    {
        await _bench.SayAsync($"/topup {amount}");
        Assert.Equal(50_000, _bench.Only.Amount.Value);
    }

    [Theory]
    [InlineData("banyak", "Nominalnya belum kebaca")]
    [InlineData("9999", "Rp 10.000")]
    [InlineData("10000001", "Rp 10.000.000")]
    public async Task What_does_not_work_is_answered_in_words_with_amounts_that_do(string amount, string answer)
    {
        await _bench.SayAsync($"/topup {amount}");
        Assert.Contains(answer, _bench.LastText(), StringComparison.Ordinal);
        Assert.NotEmpty(Buttons());
        Assert.Empty(_bench.Topups);
    }

    [Fact]
    public async Task One_method_needs_no_choice()
    {
        await _bench.PressAsync("topup:50000");
        Assert.Equal("QRIS", _bench.Only.Method);
        Assert.Contains("QRIS", _bench.LastText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_methods_are_offered_and_the_chosen_one_is_used()
    {
        using var doitpay = new ScriptedDoitpay();
        using var bench = new TopupBench(doitpay, o => Add(o.Methods, "QRIS", "dana", "CC"));
        await bench.SayAsync("/topup 50000");
        Assert.Equal("topup:50000:QRIS topup:50000:DANA topup:50000:CC", string.Join(' ', bench.Messages()[^1].Buttons.SelectMany(r => r).Select(b => b.Action)));
        Assert.Empty(bench.Topups);
        await bench.PressAsync("topup:50000:DANA");
        Assert.Equal("DANA", bench.Only.Method);
    }

    [Fact]
    public async Task Over_the_limit_of_QRIS_only_the_others_are_offered()
    {
        using var doitpay = new ScriptedDoitpay();
        using var bench = new TopupBench(doitpay, o => Add(o.Methods, "QRIS", "OVO", "DANA"));
        bench.Shop.MaxTopup = 20_000_000;
        await bench.SayAsync("/topup 15jt");
        Assert.Equal("topup:15000000:OVO topup:15000000:DANA", string.Join(' ', bench.Messages()[^1].Buttons.SelectMany(r => r).Select(b => b.Action)));
        await bench.PressAsync("topup:15000000:QRIS");
        Assert.Contains("QRIS paling besar <b>Rp 10.000.000</b>", bench.LastText(), StringComparison.Ordinal);
        Assert.Empty(bench.Topups);
    }

    [Theory]
    [InlineData("topup:50000:GOPAY")]
    [InlineData("topup:50000:")]
    [InlineData("topup:1:QRIS")]
    [InlineData("topup:-5:QRIS")]
    [InlineData("topup:::")]
    [InlineData("topup:99999999999999999999")]
    public async Task A_made_up_button_makes_no_top_up(string data)
    {
        await _bench.PressAsync(data);
        Assert.Empty(_bench.Topups);
        Assert.Single(_bench.Messages());
    }

    [Fact]
    public async Task An_open_one_of_the_same_amount_is_sent_again()
    {
        await _bench.SayAsync("/topup 50000");
        await _bench.RunAsync();
        await _bench.SayAsync("/topup 50000");
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        Assert.Equal(2, _bench.Messages().Count(m => m.QrContent == _bench.Only.Content));
        Assert.Contains("masih menunggu pembayaran", _bench.LastText(), StringComparison.Ordinal);

        await _bench.SayAsync("/topup 25000");
        Assert.Equal(2, _bench.Topups.Count);
    }

    [Fact]
    public async Task One_that_ends_within_ten_minutes_is_not_sent_again()
    {
        await _bench.SayAsync("/topup 50000");
        await _bench.RunAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(51));
        await _bench.SayAsync("/topup 50000");
        Assert.Equal(2, _bench.Topups.Count);
    }

    [Fact]
    public async Task Asking_twice_before_it_is_made_makes_one()
    {
        await _bench.SayAsync("/topup 50000");
        await _bench.SayAsync("/topup 50rb");
        Assert.Single(_bench.Topups);
    }

    [Fact]
    public async Task Nobody_keeps_more_than_five_open()
    {
        for (var i = 1; i <= 6; i++)
        {
            await _bench.SayAsync($"/topup {i}0000");
        }

        Assert.Equal(5, _bench.Topups.Count);
        Assert.Contains("5 topup", _bench.LastText(), StringComparison.Ordinal);
        await _bench.SayAsync("/topup 50000", user: "2");
        Assert.Equal(6, _bench.Topups.Count);
    }

    [Fact]
    public async Task English_speakers_read_English()
    {
        await _bench.SayAsync("/topup 50000", language: "en");
        await _bench.RunAsync();
        Assert.Contains("Valid until: <b>22 Nov 2026 15:00 WIB</b>", _bench.LastText(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _doitpay.Dispose();
    }

    private static void Add(IList<string> methods, params string[] names)
    {
        foreach (var name in names)
        {
            methods.Add(name);
        }
    }

    private List<Button> Buttons() => [.. _bench.Messages()[^1].Buttons.SelectMany(r => r)];
}
