using System.Text.Json.Nodes;
using Digipanel.Sandbox.Loopback;
using QRCoder;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>QRIS: services 47 (make) and 51 (status), and the development host's test payment.</summary>
internal sealed class QrisCalls(DoitpayDesk desk)
{
    public Answer Generate(Request request)
    {
        var (options, answers, now) = (desk.Options, desk.Answers("47"), desk.Time.GetUtcNow());
        var fields = new SnapFields(request.Body, answers);
        var partnerReference = fields.Text("partnerReferenceNo", 64, mandatory: true);
        var amount = fields.Amount("amount");
        // A time stamp has whole seconds: half an hour from now may be written as up to a second less.
        var expires = fields.Time("validityPeriod", now + options.QrisValidityMin - TimeSpan.FromSeconds(1), now + options.QrisValidityMin);
        foreach (var name in new[] { "merchantId", "subMerchantId", "storeId" })
        {
            fields.Text(name, 64, mandatory: false);
        }

        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (amount > options.QrisAmountMax)
        {
            return answers.AmountLimit();
        }

        var reference = PaymentBook.NewReference(now);
        var asked = options.WrongQrAmount.Take() ? amount + 1 : amount;
        var content = QrisContent.Make(options.MerchantName, reference, options.QrAmountWithCents ? $"{asked}.00" : $"{asked}");
        if (options.WrongQrChecksum.Take())
        {
            content = QrisContent.Spoil(content);
        }

        var payment = new DoitpayPayment(reference, partnerReference!, DoitpayKind.Qris, amount, DoitpayState.Pending, now, expires)
        {
            QrContent = content,
            CheckoutUrl = desk.CheckoutUrl(reference),
        };
        return !desk.Add(payment) ? answers.ReferenceUsed() : answers.Ok(new()
        {
            ["referenceNo"] = reference,
            ["partnerReferenceNo"] = payment.PartnerReference,
            ["qrContent"] = content,
            ["qrUrl"] = payment.CheckoutUrl,
            ["qrImage"] = Convert.ToBase64String(Picture(content)),
            ["merchantName"] = options.MerchantName,
        });
    }

    public Answer Query(Request request)
    {
        var answers = desk.Answers("51");
        var fields = new SnapFields(request.Body, answers);
        var reference = fields.Text("originalReferenceNo", 64, mandatory: false);
        var partnerReference = fields.Text("originalPartnerReferenceNo", 64, mandatory: reference is null);
        var service = fields.Text("serviceCode", 2, mandatory: true);
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (service != "47")
        {
            return answers.Format("serviceCode");
        }

        if (desk.Book.Find(reference, partnerReference) is not { Kind: DoitpayKind.Qris } payment)
        {
            return desk.Options.UnknownIsStatus07 ? answers.Ok(new() { ["serviceCode"] = "47", ["latestTransactionStatus"] = "07" }) : answers.NotFound();
        }

        var body = new JsonObject
        {
            ["originalReferenceNo"] = payment.Reference,
            ["originalPartnerReferenceNo"] = payment.PartnerReference,
            ["serviceCode"] = "47",
            ["latestTransactionStatus"] = desk.StatusOf(payment),
            ["amount"] = DoitpayDesk.Money(payment.PaidAmount ?? payment.Amount),
            ["feeAmount"] = DoitpayDesk.Money(0),
        };
        if (payment.PaidAt is { } paidAt)
        {
            body["paidTime"] = SnapCrypto.Time(paidAt);
        }

        return answers.Ok(body);
    }

    public Answer Simulate(Request request)
    {
        var answers = desk.Answers("00");
        var fields = new SnapFields(request.Body, answers);
        var reference = fields.Text("referenceNo", 64, mandatory: true);
        return fields.Problem ?? (desk.Pay(reference!, evenIfExpired: false, amount: null) ? answers.Ok() : answers.NotFound());
    }

    /// <summary>The QR as PNG.</summary>
    public static byte[] Picture(string content)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(8);
    }
}
