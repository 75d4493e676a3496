using System.Text.Json.Nodes;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>Payment links: services 54 (make), 55 (status), 57 (cancel).</summary>
internal sealed class LinkCalls(DoitpayDesk desk)
{
    private static readonly TimeSpan ValidityUnlessSaid = TimeSpan.FromHours(24);

    public Answer Create(Request request)
    {
        var answers = desk.Answers("54");
        var fields = new SnapFields(request.Body, answers);
        var now = desk.Time.GetUtcNow();
        var partnerReference = fields.Text("partnerReferenceNo", 64, mandatory: true);
        var amount = fields.Amount("amount");
        var expires = fields.Time("validUpTo", now, now + ValidityUnlessSaid);
        var channel = fields.Text("additionalInfo.channel", 20, mandatory: false);
        var returnUrl = fields.Address("PAY_RETURN");
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (channel is not (null or "OVO" or "DANA" or "CC"))
        {
            return answers.Format("additionalInfo.channel");
        }

        var reference = PaymentBook.NewReference(now);
        var payment = new DoitpayPayment(reference, partnerReference!, DoitpayKind.Link, amount, DoitpayState.Pending, now, expires)
        {
            Channel = channel ?? "DANA",
            ReturnUrl = returnUrl,
            CheckoutUrl = desk.CheckoutUrl(reference),
        };
        if (!desk.Add(payment))
        {
            return answers.ReferenceUsed();
        }

        return answers.Ok(new()
        {
            ["partnerReferenceNo"] = payment.PartnerReference,
            ["webRedirectUrl"] = payment.CheckoutUrl,
            ["appRedirectUrl"] = payment.CheckoutUrl,
            ["additionalInfo"] = new JsonObject
            {
                ["originalReferenceNo"] = reference,
                ["channelCode"] = payment.Channel,
                ["expiredTime"] = SnapCrypto.Time(expires),
            },
        });
    }

    public Answer Status(Request request)
    {
        var answers = desk.Answers("55");
        if (Find(request, answers, out var payment) is { } problem)
        {
            return problem;
        }

        if (payment is null && !desk.Options.UnknownIsStatus07)
        {
            return answers.NotFound();
        }

        var body = new JsonObject
        {
            ["serviceCode"] = "54",
            ["originalPartnerReferenceNo"] = payment?.PartnerReference,
            ["latestTransactionStatus"] = payment is null ? "07" : desk.StatusOf(payment),
            ["additionalInfo"] = payment is null ? null : new JsonObject { ["originalReferenceNo"] = payment.Reference, ["channelCode"] = payment.Channel },
        };
        if (desk.Options.AmountInLinkStatus && payment is not null)
        {
            body["transAmount"] = DoitpayDesk.Money(payment.PaidAmount ?? payment.Amount);
        }

        return answers.Ok(body);
    }

    public Answer Cancel(Request request)
    {
        var answers = desk.Answers("57");
        if (Find(request, answers, out var payment) is { } problem)
        {
            return problem;
        }

        if (payment is null)
        {
            return answers.NotFound();
        }

        return payment.State is DoitpayState.Cancelled || desk.Cancel(payment.Reference)
            ? answers.Ok(new()
            {
                ["originalPartnerReferenceNo"] = payment.PartnerReference,
                ["additionalInfo"] = new JsonObject { ["originalReferenceNo"] = payment.Reference, ["channelCode"] = payment.Channel },
            })
            : answers.WrongState();
    }

    private Answer? Find(Request request, SnapAnswers answers, out DoitpayPayment? payment)
    {
        var fields = new SnapFields(request.Body, answers);
        var partnerReference = fields.Text("originalPartnerReferenceNo", 64, mandatory: true);
        // The Laravel shop puts it one level lower.
        var reference = fields.Text("originalReferenceNo", 64, mandatory: false) ?? fields.Text("additionalInfo.originalReferenceNo", 64, mandatory: false);
        payment = desk.Book.Find(reference, partnerReference);
        payment = payment?.Kind == DoitpayKind.Link ? payment : null;
        return fields.Problem;
    }
}
