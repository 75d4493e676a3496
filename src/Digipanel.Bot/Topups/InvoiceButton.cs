using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Topups;

/// <summary>The buttons of an invoice; their data name the top-up, so that an old one never acts on a newer bill: "bayar:cek:ID".</summary>
internal static class InvoiceButton
{
    public const string Prefix = "bayar";
    public const string CheckName = "cek";
    public const string ChangeName = "ganti";
    public const string BackName = "kembali";
    public const string UseName = "ke";
    public const string CancelName = "batal";
    public const string ShowName = "lihat";

    public static Button Check(ITexts texts, Topup topup) => Of(texts.TopupCheckButton, CheckName, topup);

    public static Button Change(ITexts texts, Topup topup) => Of(texts.TopupChangeButton, ChangeName, topup);

    public static Button Back(ITexts texts, Topup topup) => Of(texts.ButtonBack, BackName, topup);

    public static Button Cancel(ITexts texts, Topup topup) => Of(texts.TopupCancelButton, CancelName, topup);

    /// <summary>Another way to pay; a method's name has 16 characters at most, and callback data 64 bytes.</summary>
    public static Button Use(ITexts texts, Topup topup, string method) =>
        new(texts.TopupMethod(method)) { Action = $"{Prefix}:{UseName}:{topup.Id}:{method}" };

    /// <summary>Shows an open invoice at the bottom of the chat.</summary>
    public static Button Show(ITexts texts, Topup topup) => Of(texts.TopupOpenButton(topup.Amount, topup.Method), ShowName, topup);

    /// <summary>The same amount once more, as an invoice of its own.</summary>
    public static Button Again(ITexts texts, Topup topup) => new(texts.TopupAgainButton) { Action = $"topup:{topup.Amount.Value}" };

    private static Button Of(string label, string name, Topup topup) => new(label) { Action = $"{Prefix}:{name}:{topup.Id}" };
}
