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
        Assert.Equal("isi:25000 isi:50000 isi:100000 isi:250000", string.Join(' ', buttons.Select(b => b.Action)));
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
    [InlineData("50", "Maksudnya <b>Rp 50.000</b>?")]
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
        Assert.Equal("isi:50000:QRIS isi:50000:DANA isi:50000:CC", string.Join(' ', bench.Messages()[^1].Buttons.SelectMany(r => r).Select(b => b.Action)));
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
        Assert.Equal("isi:15000000:OVO isi:15000000:DANA", string.Join(' ', bench.Messages()[^1].Buttons.SelectMany(r => r).Select(b => b.Action)));
        await bench.PressAsync("topup:15000000:QRIS");
        Assert.Contains("QRIS maksimal <b>Rp 10.000.000</b>", bench.LastText(), StringComparison.Ordinal);
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
    public async Task An_open_one_of_the_same_amount_is_shown_again_at_the_bottom_and_nowhere_else()
    {
        await _bench.SayAsync("/topup 50000");
        await _bench.RunAsync();
        await _bench.SayAsync("/topup 50000");
        Assert.Equal(TopupState.Issued, _bench.Only.State);
        var screen = _bench.Phone.Screen("1");
        Assert.Equal(2, screen.Count);
        Assert.Equal(_bench.Only.Content, screen[1].Reply.QrContent);
        Assert.Equal(Stamp.Waiting, screen[0].Reply.Picture);
        Assert.Contains("pindah", screen[0].Text, StringComparison.Ordinal);
        Assert.Empty(screen[0].Buttons);

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
        Assert.Contains("5 tagihan", _bench.LastText(), StringComparison.Ordinal);
        Assert.Equal(5, Buttons().Count);

        await _bench.PressLabelAsync("Rp 20.000");
        Assert.Contains("<b>Rp 20.000</b> lagi disiapkan", _bench.Bottom().Text, StringComparison.Ordinal);
        await _bench.SayAsync("/topup 50000", user: "2");
        Assert.Equal(6, _bench.Topups.Count);
    }

    [Fact]
    public async Task Whoever_cancels_and_asks_anew_again_and_again_has_to_wait_in_the_end()
    {
        for (var i = 1; i <= 21; i++)
        {
            await _bench.SayAsync("/topup 50000");
            await _bench.RunAsync();
            if (i <= 20)
            {
                await _bench.PressLabelAsync("Batal");
            }
        }

        Assert.Equal(20, _bench.Topups.Count);
        Assert.Contains("satu jam terakhir", _bench.LastText(), StringComparison.Ordinal);
        _bench.Time.Advance(TimeSpan.FromMinutes(61));
        await _bench.SayAsync("/topup 50000");
        Assert.Equal(21, _bench.Topups.Count);
    }

    [Theory]
    [InlineData("50rb")]
    [InlineData("Rp 50.000,-")]
    [InlineData("50 ribu")]
    public async Task Asked_for_an_amount_one_may_simply_answer(string answer)
    {
        await _bench.SayAsync("/topup");
        await _bench.SayAsync(answer);
        Assert.Equal(50_000, _bench.Only.Amount.Value);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_asked_for_again()
    {
        await _bench.SayAsync("/topup");
        await _bench.SayAsync("50 ribuan aja");
        Assert.Contains("belum kebaca", _bench.LastText(), StringComparison.Ordinal);
        await _bench.SayAsync("50");
        Assert.Contains("Maksudnya", _bench.LastText(), StringComparison.Ordinal);
        await _bench.PressLabelAsync("Topup Rp 50.000");
        Assert.Equal(50_000, _bench.Only.Amount.Value);
    }

    [Fact]
    public async Task An_amount_that_nobody_asked_for_is_offered_as_a_button_and_makes_no_invoice()
    {
        await _bench.SayAsync("50rb");
        Assert.Empty(_bench.Topups);
        await _bench.PressLabelAsync("Topup Rp 50.000");
        Assert.Equal(50_000, _bench.Only.Amount.Value);

        await _bench.SayAsync("75rb"); // the question has been answered
        Assert.Single(_bench.Topups);
    }

    [Theory]
    [InlineData("/topup", 16)]
    [InlineData("/saldo", 0)]
    public async Task An_amount_long_after_the_question_is_none_of_its_answers(string before, int minutes)
    {
        await _bench.SayAsync(before);
        _bench.Time.Advance(TimeSpan.FromMinutes(minutes));
        await _bench.SayAsync("50rb");
        Assert.Empty(_bench.Topups);
        Assert.Contains("Mau topup <b>Rp 50.000</b>?", _bench.LastText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("0")]
    [InlineData("99999999999")]
    [InlineData("halo 50rb")]
    public async Task A_number_that_is_no_amount_to_top_up_is_not_taken_for_one(string text)
    {
        await _bench.SayAsync(text);
        Assert.Empty(_bench.Topups);
        Assert.Contains("belum paham", _bench.LastText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("topup_50000", "disiapkan")]
    [InlineData("topup", "Mau topup berapa")]
    [InlineData("riwayat", "Pesanan kamu")]
    [InlineData("harga", "per download")]
    [InlineData("", "Halo Budi")]
    public async Task A_deep_link_leads_where_it_says(string payload, string answer)
    {
        await _bench.SayAsync($"/start {payload}");
        Assert.Contains(answer, _bench.LastText(), StringComparison.Ordinal);
        Assert.Equal(payload == "topup_50000" ? 1 : 0, _bench.Topups.Count);
    }

    [Theory]
    [InlineData("topup_")]
    [InlineData("topup_-50000")]
    [InlineData("topup_050000")]
    [InlineData("topup_50rb")]
    [InlineData("topup_50000_DANA")]
    [InlineData("topup_99999999999999999999")]
    [InlineData("TOPUP_50000")]
    [InlineData("topup 50000")]
    [InlineData("batal")]
    [InlineData("saldo")]
    [InlineData("upstream")]
    [InlineData("'; DROP TABLE topups; --")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Any_other_payload_is_a_plain_greeting(string payload)
    {
        await _bench.SayAsync($"/start {payload}");
        Assert.StartsWith("Halo Budi", Assert.Single(_bench.Messages()).Text.Markup, StringComparison.Ordinal);
        Assert.Empty(_bench.Topups);
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
