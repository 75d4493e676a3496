using System.Net;
using System.Text;
using Digipanel.Sandbox.DigipanelApi;

namespace Digipanel.Bot.Tests.Sandbox;

public sealed class DigipanelServerTests
{
    [Fact]
    public async Task A_download_is_charged_at_once_and_has_its_links_after_the_processing_time()
    {
        await using var f = await DigipanelFixture.StartAsync();
        using var accepted = await f.PostAsync();
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        var body = await DigipanelFixture.JsonAsync(accepted);
        Assert.Equal("success", body.GetProperty("status").GetString());
        var data = body.GetProperty("data");
        Assert.Equal("Modern Business Cards", data.GetProperty("title").GetString());
        Assert.Equal(200, data.GetProperty("cost").GetInt64());
        Assert.Equal(49_800, data.GetProperty("balance_after").GetInt64());

        var id = data.GetProperty("download_id").GetString()!;
        Assert.True(Guid.TryParse(id, out _));
        using (var running = await f.GetAsync($"/downloads/{id}"))
        {
            Assert.Equal("diproses", (await DigipanelFixture.JsonAsync(running)).GetProperty("data").GetProperty("status").GetString());
        }

        await f.PassAsync(2);
        using var done = await f.GetAsync($"/downloads/{id}");
        var details = (await DigipanelFixture.JsonAsync(done)).GetProperty("data");
        Assert.Equal("berhasil", details.GetProperty("status").GetString());
        Assert.StartsWith("https://drive.google.com/", details.GetProperty("gdrive_link").GetString());
        Assert.StartsWith("https://", details.GetProperty("license_link").GetString());
        using var license = await f.GetAsync($"/license/{id}", key: null);
        Assert.Equal(HttpStatusCode.OK, license.StatusCode);
    }

    [Fact]
    public async Task Balance_tells_rupiah_and_downloads()
    {
        await using var f = await DigipanelFixture.StartAsync(balance: 1_100);
        using var response = await f.GetAsync("/balance");
        var data = (await DigipanelFixture.JsonAsync(response)).GetProperty("data");
        Assert.Equal((1_100, 200, 5),
            (data.GetProperty("balance").GetInt64(), data.GetProperty("cost_per_download").GetInt64(), data.GetProperty("downloads_available").GetInt64()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("dgp_sk_other")]
    public async Task A_wrong_key_is_401(string? key)
    {
        await using var f = await DigipanelFixture.StartAsync();
        using var response = await f.PostAsync(key: key);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(f.Server.Downloads);
    }

    [Fact]
    public async Task A_balance_below_the_price_is_402_and_nothing_is_charged()
    {
        await using var f = await DigipanelFixture.StartAsync(balance: 199);
        using var response = await f.PostAsync();
        Assert.Equal(HttpStatusCode.PaymentRequired, response.StatusCode);
        Assert.Equal(199, f.Server.BalanceOf("utama"));
        Assert.Equal(50_199, f.Server.TopUp("utama", 50_000));
        using var again = await f.PostAsync();
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory]
    [InlineData("https://themeforest.net/item/x/123456")]
    [InlineData("https://elements.envato.com/learn/photo-editing")]
    [InlineData("https://elements.envato.com.evil.test/item-ABC1234")]
    [InlineData("https://elements.envato.com:444/item-ABC1234")]
    [InlineData("https://elements.envato.com/item-abc1234")]
    [InlineData("https://app.envato.com/search?itemType=graphics")]
    [InlineData("not a link")]
    public async Task A_link_that_is_no_item_is_422(string url)
    {
        await using var f = await DigipanelFixture.StartAsync();
        using var response = await f.PostAsync(url);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(50_000, f.Server.BalanceOf("utama"));
    }

    [Theory]
    [InlineData("https://elements.envato.com/es/modern-cards-ABC1234", "Modern Cards")]
    [InlineData("https://app.envato.com/graphic-templates/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "Graphic Templates 1B9D6BCD")]
    [InlineData("https://app.envato.com/search/photos/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed?x=1", "Photos 1B9D6BCD")]
    public async Task The_known_shapes_of_links_are_done(string url, string title)
    {
        await using var f = await DigipanelFixture.StartAsync();
        await f.AcceptAsync(url);
        Assert.Equal(title, Assert.Single(f.Server.Downloads).Title);
        Assert.Equal(200, f.Server.ChargesByUrl[url]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"url\":42}")]
    [InlineData("[1")]
    [InlineData("{\"url\":\"\\ud800\"}")]
    public async Task A_body_that_makes_no_sense_is_422(string body)
    {
        await using var f = await DigipanelFixture.StartAsync();
        using var response = await f.SendAsync(HttpMethod.Post, "/download", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task Another_account_sees_nothing_of_a_download()
    {
        await using var f = await DigipanelFixture.StartAsync();
        var id = await f.AcceptAsync();
        using var response = await f.GetAsync($"/downloads/{id}", DigipanelFixture.Key + "2");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        using var unknown = await f.GetAsync("/nothing-here");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData("gagal")]
    [InlineData("REFUNDED")]
    public async Task A_failed_download_gives_its_money_back_after_the_refund_delay(string status)
    {
        await using var f = await DigipanelFixture.StartAsync();
        f.Server.Options.RefundDelay = TimeSpan.FromSeconds(30);
        f.Server.Options.FailureStatus = status;
        f.Server.Options.Failing.Next();
        await f.AcceptAsync();
        await f.PassAsync(2);
        var failed = Assert.Single(f.Server.Downloads);
        Assert.Equal((DownloadState.Failed, status, 0), (failed.State, failed.Status, failed.Refunded));
        Assert.Equal(49_800, f.Server.BalanceOf("utama"));
        await f.PassAsync(30);
        Assert.Equal(50_000, f.Server.BalanceOf("utama"));
        Assert.Equal(200, Assert.Single(f.Server.Downloads).Refunded);
        Assert.False(f.Server.Fail(failed.Id));
    }
}
