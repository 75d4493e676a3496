using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Digipanel.Sandbox.Loopback;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>Virtual accounts: services 27 (make), 26 (status) and 31 (delete). Closed ones: the one amount, once.</summary>
internal sealed partial class VirtualAccountCalls(DoitpayDesk desk)
{
    public Answer Create(Request request)
    {
        var (answers, now) = (desk.Answers("27"), desk.Time.GetUtcNow());
        var fields = new SnapFields(request.Body, answers);
        fields.RefuseUnknown("partnerServiceId", "customerNo", "virtualAccountNo", "virtualAccountName", "virtualAccountEmail", "virtualAccountPhone", "trxId",
            "totalAmount", "virtualAccountTrxType", "expiredDate", "additionalInfo");
        var account = Account(fields, answers);
        var name = fields.Text("virtualAccountName", 255, mandatory: true);
        var trxId = fields.Text("trxId", 64, mandatory: true);
        var amount = fields.Amount("totalAmount");
        var type = fields.Text("virtualAccountTrxType", 1, mandatory: true);
        var expires = fields.Time("expiredDate", now, now + desk.Options.VirtualAccountValidityUnlessSaid);
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (type != "C")
        {
            return answers.Format("virtualAccountTrxType");
        }

        var reference = PaymentBook.NewReference(now);
        var payment = new DoitpayPayment(reference, trxId!, DoitpayKind.VirtualAccount, amount, DoitpayState.Pending, now, expires)
        {
            VirtualAccountNo = account,
            VirtualAccountName = name,
            CheckoutUrl = desk.CheckoutUrl(reference),
        };

        // A number that served once serves nobody else; its own trxId says so first.
        if (desk.Book.Find(null, trxId) is null && desk.Book.FindByAccount(account!) is not null)
        {
            return answers.Say(404, "18", "Inconsistent Request");
        }

        if (!desk.Add(payment))
        {
            return answers.ReferenceUsed();
        }

        var shown = desk.Options.WrongVirtualAccount.Take() ? account![..^1] + (account[^1] == '0' ? '1' : '0') : account;
        return answers.Ok(new()
        {
            ["virtualAccountData"] = new JsonObject
            {
                ["partnerServiceId"] = account![..8],
                ["customerNo"] = account[8..],
                ["virtualAccountNo"] = shown,
                ["virtualAccountName"] = name,
                ["trxId"] = trxId,
                ["totalAmount"] = DoitpayDesk.Money(amount),
                ["virtualAccountTrxType"] = "C",
                ["expiredDate"] = SnapCrypto.Time(expires),
            },
        });
    }

    public Answer Status(Request request)
    {
        var answers = desk.Answers("26");
        var fields = new SnapFields(request.Body, answers);
        fields.RefuseUnknown("partnerServiceId", "customerNo", "virtualAccountNo", "inquiryRequestId", "paymentRequestId", "additionalInfo");
        var account = Account(fields, answers);
        var inquiry = fields.Text("inquiryRequestId", 128, mandatory: true);
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (desk.Book.FindByAccount(account!) is not { } payment)
        {
            return answers.NotFound();
        }

        var data = new JsonObject
        {
            ["partnerServiceId"] = account![..8],
            ["customerNo"] = account[8..],
            ["virtualAccountNo"] = account,
            ["inquiryRequestId"] = inquiry,
            ["virtualAccountName"] = payment.VirtualAccountName,
            ["totalAmount"] = DoitpayDesk.Money(payment.Amount),
            ["virtualAccountTrxType"] = "C",
            ["expiredDate"] = SnapCrypto.Time(payment.ExpiresAt),
            ["paymentFlagStatus"] = desk.StatusOf(payment),
        };
        if (payment is { State: DoitpayState.Paid, PaidAmount: { } paid, PaidAt: { } paidAt })
        {
            data["paymentRequestId"] = payment.Reference;
            data["paidAmount"] = DoitpayDesk.Money(paid);
            data["trxDateTime"] = SnapCrypto.Time(paidAt);
        }

        return answers.Ok(new() { ["virtualAccountData"] = data });
    }

    public Answer Delete(Request request)
    {
        var answers = desk.Answers("31");
        var fields = new SnapFields(request.Body, answers);
        fields.RefuseUnknown("partnerServiceId", "customerNo", "virtualAccountNo", "trxId", "additionalInfo");
        var account = Account(fields, answers);
        var trxId = fields.Text("trxId", 64, mandatory: true);
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (desk.Book.FindByAccount(account!) is not { } payment || payment.PartnerReference != trxId)
        {
            return answers.NotFound();
        }

        return payment.State is DoitpayState.Cancelled || desk.Cancel(payment.Reference)
            ? answers.Ok(new()
            {
                ["virtualAccountData"] = new JsonObject { ["partnerServiceId"] = account![..8], ["customerNo"] = account[8..], ["virtualAccountNo"] = account, ["trxId"] = trxId },
            })
            : answers.WrongState();
    }

    // All three together, as the standard has them: 8 characters with spaces on the left, up to 20 digits, and both in one.
    private static string? Account(SnapFields fields, SnapAnswers answers)
    {
        var partner = fields.Text("partnerServiceId", 8, mandatory: true);
        var customer = fields.Text("customerNo", 20, mandatory: true);
        var account = fields.Text("virtualAccountNo", 28, mandatory: true);
        if (fields.Problem is null)
        {
            fields.Problem = !Partner().IsMatch(partner!) || partner!.Length != 8 ? answers.Format("partnerServiceId")
                : !Digits().IsMatch(customer!) ? answers.Format("customerNo")
                : account != partner + customer ? answers.Format("virtualAccountNo")
                : null;
        }

        return account;
    }

    [GeneratedRegex("^ *[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Partner();

    [GeneratedRegex("^[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
