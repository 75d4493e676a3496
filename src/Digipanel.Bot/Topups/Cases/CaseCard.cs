using System.Globalization;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Wallets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Topups.Cases;

/// <summary>An admin's message about a case: "kasus:12-telegram-999". Each admin has one, and all of them show who decided; of who is none any more it stays as it is.</summary>
internal sealed class CaseCard(AdminOptions admins) : ICard
{
    public string Prefix => PaymentCases.Prefix;

    public static string KeyOf(long id, ChatAddress admin) => $"{PaymentCases.Prefix}:{id}-{admin.Channel}-{admin.ChatId}";

    public Reply? Render(SqliteConnection database, string id, DateTimeOffset now)
    {
        if (id.Split('-', 3) is not [var number, var channel, var chat] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var caseId)
            || !admins.Addresses.Contains(new ChatAddress(channel, chat)) || PaymentCases.Find(database, caseId) is not { } one)
        {
            return null;
        }

        var language = database.QuerySingleOrDefault<string>("SELECT language FROM customers WHERE channel = @channel AND chat_id = @chat", new { channel, chat });
        return Of(database, one, TextsOf.Language(language ?? "id"));
    }

    private static Reply Of(SqliteConnection database, PaymentCase one, ITexts texts)
    {
        var topup = one.TopupId is { } topupId ? TopupTable.Find(database, topupId) : null;
        var customer = topup is null ? null : Customers.Find(database, topup.CustomerId);
        var name = customer is null ? "" : customer.Name.Length > 0 ? customer.Name : customer.UserId;
        var balance = topup is null ? default : Ledger.BalanceOf(database, topup.CustomerId);
        var movable = CaseDesk.Movable(database, one, topup);
        var billed = topup?.ToPay ?? one.Amount;
        var what = one.Kind switch
        {
            CaseKind.Mismatch => texts.AdminCaseMismatch(one.Reference, billed, name, one.Why),
            CaseKind.Again => texts.AdminCaseAgain(one.Reference, billed, name, one.Why),
            CaseKind.Refund => texts.AdminCaseRefund(one.Reference, one.Amount, name, one.Why),
            _ => texts.AdminCaseUnknown(one.Reference, one.Amount),
        };
        if (one.State is not CaseState.Open)
        {
            return new Reply(Html.Lines(what, Html.Empty, End(database, one, texts))) { Stage = "decided;" };
        }

        List<Html> lines = [what];
        if (one.Kind is CaseKind.Refund)
        {
            lines.Add(movable < one.Amount ? texts.AdminCaseWalletShort(balance, one.Amount - movable) : texts.AdminCaseWallet(balance));
        }

        return new Reply(Html.Lines(lines)) { Buttons = Buttons(one, texts, movable), Stage = string.Create(CultureInfo.InvariantCulture, $"open:{movable.Value};") };
    }

    private static List<IReadOnlyList<Button>> Buttons(PaymentCase one, ITexts texts, Rupiah movable)
    {
        List<IReadOnlyList<Button>> rows = [];
        if (movable.Value > 0)
        {
            rows.Add([CaseButton.Move(one, one.Kind is CaseKind.Refund ? texts.AdminCaseTakeButton(movable) : texts.AdminCaseCreditButton(movable), movable)]);
        }
        else if (one.Kind is CaseKind.Refund)
        {
            rows.Add([CaseButton.Look(one, texts.AdminCaseLookButton)]);
        }

        rows.Add([CaseButton.Leave(one, one.Kind is CaseKind.Refund ? texts.AdminCaseLeaveButton : one.Kind is CaseKind.Unknown ? texts.AdminCaseSeenButton : texts.AdminCaseIgnoreButton)]);
        return rows;
    }

    private static Html End(SqliteConnection database, PaymentCase one, ITexts texts)
    {
        var by = one.DecidedBy is { } admin ? NameOf(database, admin) : "";
        var at = DateTimeOffset.FromUnixTimeMilliseconds(one.DecidedAt ?? 0);
        var booked = new Rupiah(one.Booked ?? 0);
        return one.State switch
        {
            CaseState.Credited => texts.AdminCaseCredited(booked, by, at),
            CaseState.Debited => booked < one.Amount ? texts.AdminCaseDebitedPartly(booked, one.Amount - booked, by, at) : texts.AdminCaseDebited(booked, by, at),
            CaseState.Left => texts.AdminCaseLeft(by, at),
            _ => texts.AdminCaseSettled,
        };
    }

    private static string NameOf(SqliteConnection database, string admin) => admin.Split(':', 2) is [var channel, var user]
        && database.QuerySingleOrDefault<string>("SELECT name FROM customers WHERE channel = @channel AND user_id = @user", new { channel, user }) is { Length: > 0 } name
        ? name
        : admin;
}
