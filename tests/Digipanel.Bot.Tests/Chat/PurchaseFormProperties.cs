using System.Net;
using System.Text.RegularExpressions;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Wallets;
using FsCheck;
using FsCheck.Fluent;

namespace Digipanel.Bot.Tests.Chat;

/// <summary>Whatever was pasted and whatever Digipanel calls it, the card is one short message.</summary>
public sealed partial class PurchaseFormProperties
{
    private static readonly string[] States = ["accepted", "submitting", "uncertain", "submitted", "delivered", "failed"];
    private static readonly string[] Reasons = [FailureReason.Upstream, FailureReason.Cancelled, FailureReason.Waited];

    [Fact]
    public void Any_purchase_is_one_message_that_tells_its_numbers()
    {
        var order =
            from title in ArbMap.Default.GeneratorFor<string>()
            from state in Gen.Choose(0, States.Length - 1)
            from reason in Gen.Choose(0, Reasons.Length - 1)
            select (title, state, reason);
        var purchases =
            from orders in order.ListOf()
            from kept in Gen.Choose(0, 130)
            from state in Gen.Elements(Purchase.Asking, Purchase.Placed, Purchase.Dropped)
            select (orders, kept, state);
        Prop.ForAll(purchases.ToArbitrary(), p => Fits([.. p.orders], p.kept, p.state)).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200));
    }

    [Theory]
    [InlineData(new long[] { 7 }, "#7")]
    [InlineData(new long[] { 1, 2, 3, 9, 11, 12 }, "#1–#3, #9, #11–#12")]
    public void Numbers_are_told_in_runs(long[] numbers, string words) => Assert.Equal(words, PurchaseForm.Numbers(numbers));

    private static bool Fits(IReadOnlyList<(string Title, int State, int Reason)> orders, int kept, string state)
    {
        var view = new PurchaseView
        {
            Purchase = new Purchase
            {
                Id = 1, CustomerId = 1, State = state, Asked = true, Price = new Rupiah(100_000_000), ForgetAt = 1_795_000_000_000,
                DroppedWhy = state == Purchase.Dropped ? DropReason.Late : null,
                Notes = new PasteNotes(
                    [.. orders.Select((o, i) => new OrderLabel(i, (o.Title ?? "") + new string('<', 200)))],
                    [.. Enumerable.Range(0, 20).Select(_ => new EnvatoLink.Shortened(new string('&', 61)))],
                    999).ToJson(),
            },
            Language = "id",
            Orders = [.. orders.Select((o, i) => new PurchaseOrder
            {
                Number = 1_000_000 + (i * 2), Title = (o.Title ?? "") + new string('&', 200), Price = new Rupiah(500), State = States[o.State],
                Reason = States[o.State] == "failed" ? Reasons[o.Reason] : null, Gift = false, Turn = 1, AcceptedAt = 1,
            })],
            Waiting = [.. Enumerable.Range(0, kept).Select(i => new string('>', 300))],
            Balance = new Rupiah(1_000_000_000_000),
            BalanceAfter = new Rupiah(1_000_000_000_000),
            Queue = new QueuePlace(1_000_000, TimeSpan.FromHours(99)),
        };
        return new[] { "id", "en" }.All(language =>
        {
            var markup = PurchaseForm.Of(TextsOf.Language(language), view).Markup;
            return WebUtility.HtmlDecode(Tags().Replace(markup, "")).Length < 4_096 && markup.Length < 16_000;
        });
    }

    [GeneratedRegex("<[^>]+>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tags();
}
