using Digipanel.Bot.Chat;

namespace Digipanel.Bot.Broadcasts;

/// <summary>/berhenti: no promotions any more. Answers, files and payments go on as ever.</summary>
internal sealed class StopPromotionsCommand : IChatCommand
{
    public IReadOnlyList<string> Names => ["berhenti", "stop"];

    public void Handle(CommandContext context)
    {
        Promotions.Set(context.Tx, context.Customer, wanted: false);
        context.Reply(new Reply(context.Texts.PromotionsStopped) { Buttons = [[new Button(context.Texts.PromotionsStartButton) { Action = StartPromotionsCommand.Name }]] });
    }

    // "stop dulu ya kak" without a slash is no command.
    public bool IsMeant(Customer customer, string name, string arguments) => arguments.Length == 0;
}

/// <summary>/mulai_promo: promotions are welcome again.</summary>
internal sealed class StartPromotionsCommand : IChatCommand
{
    public const string Name = "mulai_promo";

    public IReadOnlyList<string> Names => [Name, "start_promo"];

    public void Handle(CommandContext context)
    {
        Promotions.Set(context.Tx, context.Customer, wanted: true);
        context.Edit(new Reply(context.Texts.PromotionsStarted));
    }
}
