using System.Text;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Tests.Topups;

public sealed class NotificationVerifierTests
{
    private const string Path = "/v1.0/qr/qr-mpm-notify";
    private const string Timestamp = "2026-11-22T09:00:00+07:00";
    private const string Body = """{"originalReferenceNo":"D-1","originalPartnerReferenceNo":"TU-1","latestTransactionStatus":"00","amount":{"value":"50000.00","currency":"IDR"}}""";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 30, TimeSpan.Zero);

    // H=$(printf '%s' "$BODY" | sha256sum | cut -d' ' -f1)
    // printf '%s' "POST:/v1.0/qr/qr-mpm-notify:$H:2026-11-22T09:00:00+07:00" | openssl dgst -sha256 -sign TEST-ONLY-merchant.pkcs8.pem | openssl base64 -A
    private const string ServiceSignature =
        "j0dh6+t+lDXLxGrVgQgmN6nWb0iXWmSBHWroeU3DVEQyPSHtvNmZso38vcFvItKMLYceqV+kYQsE2nOMYXsX3XLhtPkyVoH1/ioeofTaTxi0PlP9YchZtLHGHUdWmoh1ZcRfWo3jplR7LmypF6cSmEbCtbYgzTu0GXsra3rSYHQ9i2K8XilLaIoZ36/bnwTvTCwbezP1FVegQesN0Y1vjHd8AofV+ENOcy742FDbAGxo1MK9iJBpPegbGQ8WlCOLlX3WsAhH6ASHSrS4ZuBCGIWBkw+YZHNvCNe4RRNi5vubaE7CIGCZd3YKPpH48iClycvz27ZVwOYzIy2GWvY7Sw==";

    [Fact]
    public void The_service_form_proves_the_body() => Assert.IsType<NotificationProof.Body>(Verify(Body, ServiceSignature));

    [Fact]
    public void White_space_added_on_the_way_does_not_matter() =>
        Assert.IsType<NotificationProof.Body>(Verify(Body.Replace(",", ",\n  ", StringComparison.Ordinal), ServiceSignature));

    [Fact]
    public void A_sender_that_hashes_its_white_space_proves_its_body_too()
    {
        var spaced = Body.Replace(",", ", ", StringComparison.Ordinal);
        using var key = TestKeys.Private();
        var signature = SnapSigner.SignAsymmetric(key, SnapSigner.ServiceStringToSign("POST", Path, Encoding.UTF8.GetBytes(spaced), Timestamp));
        Assert.IsType<NotificationProof.Body>(Verify(spaced, signature));
    }

    [Fact]
    public void A_changed_amount_makes_it_a_forgery() =>
        Assert.IsType<NotificationProof.Forged>(Verify(Body.Replace("50000", "90000", StringComparison.Ordinal), ServiceSignature));

    [Theory]
    [InlineData('|')]
    [InlineData(':')]
    public void The_page_s_formula_proves_only_the_time(char separator)
    {
        using var key = TestKeys.Private();
        var signature = SnapSigner.SignAsymmetric(key, SnapSigner.AsymmetricStringToSign("DTEST", separator, Timestamp));
        Assert.IsType<NotificationProof.TimeOnly>(Verify(Body, signature));
    }

    [Fact]
    public void Another_client_s_formula_is_a_forgery()
    {
        using var key = TestKeys.Private();
        Assert.IsType<NotificationProof.Forged>(Verify(Body, SnapSigner.SignAsymmetric(key, SnapSigner.AsymmetricStringToSign("DOTHER", '|', Timestamp))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-11-22T09:00:00")]
    [InlineData("2026-11-22T08:55:29+07:00")]
    [InlineData("2026-11-22T02:05:31Z")]
    public void A_time_too_far_away_is_refused_whatever_the_signature(string? timestamp) =>
        Assert.IsType<NotificationProof.Stale>(Verify(Body, ServiceSignature, timestamp));

    [Theory]
    [InlineData("2026-11-22T02:00:00Z")]
    [InlineData("2026-11-22T09:00:00+07:00")]
    [InlineData("2026-11-22T09:00:00.123+07:00")]
    public void Times_with_Z_and_with_an_offset_are_the_same_time(string text)
    {
        Assert.True(SnapTimestamp.TryParse(text, out var time));
        Assert.Equal("2026-11-22T09:00:00+07:00", SnapTimestamp.Format(time));
    }

    private static NotificationProof Verify(string body, string signature, string? timestamp = Timestamp)
    {
        using var key = TestKeys.Public();
        var raw = Encoding.UTF8.GetBytes(body);
        Assert.True(SnapJson.TryMinify(raw, out var minified));
        return NotificationVerifier.Verify(new SignedNotification(Path, raw, minified, timestamp, signature), "DTEST", key, Now);
    }
}
