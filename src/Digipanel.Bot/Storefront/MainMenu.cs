using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Texts;

namespace Digipanel.Bot.Storefront;

/// <summary>The buttons under a greeting. Their data are command names: a press is the command.</summary>
internal static class MainMenu
{
    public static IReadOnlyList<IReadOnlyList<Button>> Buttons(ITexts texts) =>
    [
        [new Button(texts.ButtonTopup) { Action = "topup" }, new Button(texts.ButtonBalance) { Action = "saldo" }],
        [new Button(texts.ButtonHistory) { Action = "riwayat" }, new Button(texts.ButtonHelp) { Action = "bantuan" }],
    ];
}
