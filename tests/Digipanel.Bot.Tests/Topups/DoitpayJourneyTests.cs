using Dapper;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Topups.Cases;
using Digipanel.Bot.Topups.Doitpay;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>Whole top-ups over real HTTP, both ways, with a server that has its own opinion of every signature.</summary>
public sealed class DoitpayJourneyTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTime _time = new();
    private DoitpayServer _doitpay = null!;
    private TopupHost _bot = null!;

    public async Task InitializeAsync()
    {
        _doitpay = await DoitpayServer.StartAsync(new DoitpayServerOptions { Notifications = { AttemptsMax = 1 } }, _time);
        await StartBotAsync();
    }

    public async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _doitpay.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TokenSeparator.Pipe, NotificationForm.ServiceRsa)]
    [InlineData(TokenSeparator.Colon, NotificationForm.ServiceRsa)]
    [InlineData(TokenSeparator.Pipe, NotificationForm.KeyAndTimeRsa)]
    [InlineData(TokenSeparator.Pipe, NotificationForm.KeyAndTimeRsaColon)]
    [InlineData(TokenSeparator.Pipe, NotificationForm.BearerHmac)]
    [InlineData(TokenSeparator.Pipe, NotificationForm.PartnerHmac)]
    public async Task A_paid_QRIS_is_credited_when_the_notification_comes(TokenSeparator separator, NotificationForm form)
    {
        _doitpay.Options.Separator = separator;
        _doitpay.Options.Notifications.Form = form;
        await IssueAsync();
        Assert.Equal(Payment.QrContent, _bot.Messages[^1].QrContent);
        await PayAsync();
        Assert.Equal(form == NotificationForm.BearerHmac ? "token notification" : "notification", string.Join(' ', _doitpay.Deliveries.Select(d => d.Kind)));
        Assert.All(_doitpay.Deliveries, d => Assert.Equal(200, d.Status));
        AssertCreditedOnce();
    }

    [Fact]
    public async Task A_repeated_notification_with_its_old_id_is_a_repeat_and_with_another_amount_a_conflict()
    {
        (_doitpay.Options.Notifications.Duplicates, _doitpay.Options.Notifications.KeepExternalId) = (2, true);
        await IssueAsync();
        await PayAsync();
        Assert.All(_doitpay.Deliveries, d => Assert.Equal(200, d.Status));
        AssertCreditedOnce();
        var reference = _bot.Only.Reference;
        Assert.Equal(200, await _doitpay.SendNotificationAsync(reference, new DoitpayForgery { ExternalId = "same" }));
        Assert.Equal(409, await _doitpay.SendNotificationAsync(reference, new DoitpayForgery { ExternalId = "same", Amount = 1 }));
        Assert.Equal(200, await _doitpay.SendNotificationAsync(reference, new DoitpayForgery { ExternalId = "same" }));
        Assert.Equal(50_000, _bot.Balance);
    }

    [Fact]
    public async Task While_status_calls_fail_a_notified_payment_waits_and_is_confirmed_later()
    {
        _doitpay.Options.StatusDown.Always = true;
        await IssueAsync();
        Assert.True(_doitpay.Pay(_bot.Only.Reference));
        await _doitpay.SettleAsync();
        await _time.While(_bot.Service<TopupReconciler>().RunOnceAsync(default));
        Assert.Equal((TopupState.Issued, 0L), (_bot.Only.State, _bot.Balance));
        _doitpay.Options.StatusDown.Clear();
        _time.Advance(TimeSpan.FromSeconds(10));
        await _bot.RunAsync();
        AssertCreditedOnce();
    }

    [Theory]
    [InlineData(NotificationForm.ServiceRsa)]
    [InlineData(NotificationForm.KeyAndTimeRsa)]
    [InlineData(NotificationForm.BearerHmac)]
    [InlineData(NotificationForm.PartnerHmac)]
    public async Task A_refund_after_the_payment_becomes_an_admin_s_decision_whatever_form_tells_it(NotificationForm form)
    {
        _doitpay.Options.Notifications.Form = form;
        await IssueAsync();
        await PayAsync();
        Assert.True(_doitpay.Refund(_bot.Only.Reference));
        await _doitpay.SettleAsync();
        await _bot.Service<RefundChecker>().RunOnceAsync(default);
        Assert.Equal("open", Case());
        Assert.Equal(50_000, _bot.Balance);
    }

    [Fact]
    public async Task A_refund_that_is_only_claimed_is_no_case()
    {
        await IssueAsync();
        await PayAsync();
        Assert.Equal(200, await _doitpay.SendNotificationAsync(_bot.Only.Reference, new DoitpayForgery { Status = "04", Form = NotificationForm.PartnerHmac }));
        await _bot.Service<RefundChecker>().RunOnceAsync(default);
        Assert.Equal("asking", Case()); // a day long: the status call may lag
        Assert.Equal(50_000, _bot.Balance);
    }

    [Fact]
    public async Task A_payment_of_nobody_s_bill_is_told_to_the_admins_once()
    {
        var forgery = new DoitpayForgery { Status = "00", PartnerReference = "TU-NOBODY", Amount = 75_000 };
        Assert.Equal(404, await _doitpay.SendNotificationAsync("TU-NOBODY", forgery));
        Assert.Equal(404, await _doitpay.SendNotificationAsync("TU-NOBODY", forgery));
        Assert.Equal(404, await _doitpay.SendNotificationAsync("TU-ELSE", forgery with { PartnerReference = "TU-ELSE", Form = NotificationForm.PartnerHmac }));
        Assert.Equal(("unknown", 1L), (Case("kind"), _bot.Service<Store>().Read(c => c.ExecuteScalar<long>("SELECT count(*) FROM payment_cases"))));
    }

    [Fact]
    public async Task A_clock_ten_minutes_off_is_told_and_refused_and_once_it_is_right_the_payment_arrives()
    {
        await IssueAsync();
        _doitpay.Options.ClockAhead = TimeSpan.FromMinutes(10);
        await PayAsync();
        Assert.All(_doitpay.Deliveries, d => Assert.Equal(401, d.Status)); // we refuse theirs as they refuse ours
        _time.Advance(TimeSpan.FromMinutes(1));
        await _bot.RunAsync();
        Assert.InRange(-_bot.Service<SnapClient>().Skew.Measured!.Value.TotalSeconds, 599, 601);
        Assert.Equal(1, _bot.Service<Store>().Read(c => c.ExecuteScalar<long>("SELECT count(*) FROM alerts WHERE alert = 'doitpay:clock:refused'")));
        _doitpay.Options.ClockAhead = TimeSpan.Zero;
        _time.Advance(TimeSpan.FromMinutes(10));
        await _bot.RunAsync();
        AssertCreditedOnce();
    }

    [Fact]
    public async Task A_clock_refusal_with_the_page_s_other_code_changes_the_separator_too()
    {
        (_doitpay.Options.Separator, _doitpay.Options.WrongSignatureCode) = (TokenSeparator.Colon, "4007302");
        await IssueAsync();
        Assert.Equal(TopupState.Issued, _bot.Only.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_paid_link_is_credited_whether_its_status_tells_the_amount_or_not(bool amountInStatus)
    {
        _doitpay.Options.AmountInLinkStatus = amountInStatus;
        await IssueAsync("DANA");
        Assert.Equal(Payment.CheckoutUrl, _bot.Messages[^1].Buttons.SelectMany(r => r).Single(b => b.Url is not null).Url);
        Assert.Equal("https://t.me/TokoBot", Payment.ReturnUrl);
        await PayAsync();
        AssertCreditedOnce();
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("forged")]
    [InlineData("old")]
    [InlineData("other reference")]
    public async Task Without_a_good_notification_asking_finds_the_money(string trouble)
    {
        var notifications = _doitpay.Options.Notifications;
        (trouble switch { "lost" => notifications.Lost, "forged" => notifications.Forged, "old" => notifications.OldTimestamp, _ => notifications.WrongReference }).Always = true;
        await IssueAsync();
        await PayAsync();
        Assert.Equal(0, _bot.Balance);
        _time.Advance(TimeSpan.FromMinutes(1));
        await _bot.RunAsync();
        AssertCreditedOnce();
    }

    [Fact]
    public async Task Repeated_oddly_spaced_and_extended_notifications_move_money_once()
    {
        (_doitpay.Options.Notifications.Duplicates, _doitpay.Options.Notifications.Pretty) = (4, true);
        (_doitpay.Options.Notifications.UnknownFields, _doitpay.Options.UnknownFields) = (true, true);
        await IssueAsync();
        await PayAsync();
        Assert.Equal(5, _doitpay.Deliveries.Count);
        Assert.All(_doitpay.Deliveries, d => Assert.Equal(200, d.Status));
        AssertCreditedOnce();
    }

    [Fact]
    public async Task A_notification_that_exaggerates_is_only_a_hint()
    {
        _doitpay.Options.Notifications.WrongAmount.Always = true;
        await IssueAsync();
        await PayAsync();
        AssertCreditedOnce();
    }

    [Fact]
    public async Task Another_amount_than_asked_for_is_nobody_s_credit()
    {
        await IssueAsync();
        await PayAsync(amount: 5_000);
        Assert.Equal(0, _bot.Balance);
        Assert.Contains("tidak cocok", _bot.Messages[^1].Text.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DoitpayOperations.QrisCreate, "QRIS")]
    [InlineData(DoitpayOperations.LinkCreate, "DANA")]
    public async Task A_lost_answer_brings_another_one_and_money_on_either_is_credited(string operation, string method)
    {
        _doitpay.Faults.Next(1, Fault.ResetsAfterActing, operation);
        await IssueAsync(method);
        _time.Advance(TimeSpan.FromSeconds(5));
        await _bot.RunAsync();
        Assert.Equal([TopupState.Cancelled, TopupState.Issued], _bot.Topups.Select(t => t.State).ToArray());
        foreach (var payment in _doitpay.Payments)
        {
            Assert.True(_doitpay.Pay(payment.Reference));
        }

        await _doitpay.SettleAsync();
        await _bot.RunAsync();
        Assert.Equal(100_000, _bot.Balance);
    }

    [Fact]
    public async Task Lost_before_it_arrived_the_same_reference_is_used_again()
    {
        _doitpay.Faults.Next(1, Fault.ResetsBeforeActing, DoitpayOperations.QrisCreate);
        await IssueAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        await _bot.RunAsync();
        Assert.Equal(_bot.Only.Reference, Payment.PartnerReference);
        Assert.Equal(TopupState.Issued, _bot.Only.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broken_QR_is_replaced_before_anybody_sees_it(bool checksum)
    {
        (checksum ? _doitpay.Options.WrongQrChecksum : _doitpay.Options.WrongQrAmount).Next();
        await IssueAsync();
        Assert.Equal(2, _doitpay.Payments.Count);
        Assert.Equal(_doitpay.Payments[1].QrContent, Assert.Single(_bot.Messages, m => m.QrContent is not null).QrContent);
    }

    [Fact]
    public async Task Revoked_tokens_are_renewed_on_the_way()
    {
        await IssueAsync();
        _doitpay.RevokeTokens();
        await PayAsync();
        AssertCreditedOnce();
    }

    [Fact]
    public async Task While_Doitpay_is_away_the_wish_waits_and_is_served_when_it_is_back()
    {
        await _doitpay.PauseAsync();
        await IssueAsync();
        Assert.Equal(TopupState.Requested, _bot.Only.State);
        await _doitpay.ResumeAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        await _bot.RunAsync();
        Assert.Equal(TopupState.Issued, _bot.Only.State);
    }

    [Fact]
    public async Task Expired_in_any_dialect_is_not_the_end_of_late_money()
    {
        _doitpay.Options.UseLaravelStatuses();
        await IssueAsync();
        for (var minutes = 0; minutes < 62; minutes++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await _bot.RunAsync();
        }

        Assert.Equal(TopupState.Expired, _bot.Only.State);
        Assert.True(_doitpay.Pay(_bot.Only.Reference, evenIfExpired: true));
        await _doitpay.SettleAsync();
        await _bot.RunAsync();
        Assert.Equal(50_000, _bot.Balance);
        Assert.Contains("akhirnya masuk", _bot.Messages[^1].Text.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restart_between_QR_and_payment_loses_nothing(bool notifiedWhileDown)
    {
        await IssueAsync();
        await _bot.DisposeAsync();
        if (notifiedWhileDown)
        {
            _doitpay.Pay(_doitpay.Payments[0].Reference);
            await _doitpay.SettleAsync();
        }

        await StartBotAsync();
        if (!notifiedWhileDown)
        {
            await PayAsync();
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        await _bot.RunAsync();
        AssertCreditedOnce();
    }

    [Fact]
    public async Task After_a_crash_nothing_waits_for_the_dead_one_s_lease()
    {
        await _bot.PressAsync("topup:50000:QRIS");
        await _bot.Service<Store>().InTransaction(tx => TopupTable.LeaseRequested(tx, 4, TimeSpan.FromHours(1), _ => TimeSpan.FromHours(1)));
        await _bot.DisposeAsync();
        _bot = await TopupHost.StartAsync(_folder, null, _time, Settings(_doitpay), runPumps: true);
        await ShopWorld.UntilAsync(() => _bot.Only.State is TopupState.Issued, "the invoice is made");
    }

    [Fact]
    public async Task Forgeries_of_every_kind_move_nothing()
    {
        await IssueAsync();
        var reference = _bot.Only.Reference;
        Assert.Equal(401, await _doitpay.SendNotificationAsync(reference, new DoitpayForgery { Status = "00", WrongKey = true }));
        Assert.Equal(200, await _doitpay.SendNotificationAsync(reference, new DoitpayForgery { Status = "00", Form = NotificationForm.PartnerHmac })); // anyone can make it: a hint, no more
        Assert.Equal(401, await _doitpay.SendNotificationAsync(reference, new DoitpayForgery { Status = "00", Signature = "" }));
        Assert.Equal(401, await _doitpay.SendNotificationAsync(reference, new DoitpayForgery { Status = "00", Age = TimeSpan.FromMinutes(6) }));
        Assert.Equal(200, await _doitpay.SendNotificationAsync(reference, new DoitpayForgery { Status = "00", Form = NotificationForm.KeyAndTimeRsa })); // a hint, no more
        Assert.Equal(404, await _doitpay.SendNotificationAsync(reference, new DoitpayForgery { Status = "00", PartnerReference = "TU-NOBODY" }));
        await _bot.RunAsync();
        Assert.Equal(0, _bot.Balance);
        Assert.Equal(TopupState.Issued, _bot.Only.State);
    }

    [Fact]
    public async Task With_its_pumps_running_the_bot_does_it_all_by_itself()
    {
        await using var doitpay = await DoitpayServer.StartAsync();
        using var folder = new TempFolder();
        await using var bot = await TopupHost.StartAsync(folder, null, TimeProvider.System, Settings(doitpay), runPumps: true);
        doitpay.Options.NotifyBaseUrl = bot.BaseUrl;
        await bot.PressAsync("topup:50000:QRIS");
        await ShopWorld.UntilAsync(() => bot.Only.State is TopupState.Issued, "the invoice is made");
        Assert.True(doitpay.Pay(bot.Only.Reference));
        await ShopWorld.UntilAsync(() => bot.Balance == 50_000, "the top-up is credited");
        Assert.Equal(TopupState.Paid, bot.Only.State);
    }

    private static Dictionary<string, string?> Settings(DoitpayServer doitpay) => new(StringComparer.Ordinal)
    {
        ["Doitpay:ReturnUrl"] = "https://t.me/TokoBot",
        ["Doitpay:BaseUrl"] = doitpay.BaseUrl,
        ["Doitpay:ClientKey"] = doitpay.Options.ClientKey,
        ["Doitpay:PartnerId"] = doitpay.Options.PartnerId,
        ["Doitpay:PrivateKeyPem"] = doitpay.Keys.MerchantPrivatePkcs1Pem,
        ["Doitpay:PublicKeyPem"] = doitpay.Keys.DoitpayPublicPem,
        ["Doitpay:Methods:0"] = "QRIS",
        ["Doitpay:Methods:1"] = "DANA",
    };

    private string? Case(string column = "state") => _bot.Service<Store>().Read(c => c.ExecuteScalar<string>($"SELECT {column} FROM payment_cases"));

    private DoitpayPayment Payment => Assert.Single(_doitpay.Payments);

    private void AssertCreditedOnce()
    {
        Assert.Equal(50_000, _bot.Balance);
        Assert.Equal(TopupState.Paid, _bot.Only.State);
        Assert.Single(_bot.Messages, m => m.Text.Markup.Contains("Topup berhasil", StringComparison.Ordinal));
    }

    private async Task IssueAsync(string method = "QRIS")
    {
        await _bot.PressAsync($"topup:50000:{method}");
        await _bot.RunAsync();
    }

    private async Task PayAsync(long? amount = null)
    {
        Assert.True(_doitpay.Pay(_bot.Only.Reference, amount: amount));
        await _doitpay.SettleAsync();
        await _bot.RunAsync();
    }

    private async Task StartBotAsync()
    {
        _bot = await TopupHost.StartAsync(_folder, null, _time, Settings(_doitpay));
        _doitpay.Options.NotifyBaseUrl = _bot.BaseUrl;
    }
}
