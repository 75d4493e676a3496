using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Admin.People;

/// <summary>The customer desk: who is who, what they have, and what admins do about it.</summary>
internal static class PeopleFeature
{
    public static void AddPeople(this BotSetup shop)
    {
        var services = shop.Services;
        services.AddSingleton<IChatGate, BlockGate>();
        services.AddSingleton<AdjustmentDesk>();
        services.AddSingleton<ICard, CustomerCard>();
        services.AddSingleton<CustomerCommand>();
        services.AddSingleton<IChatCommand>(p => p.GetRequiredService<CustomerCommand>());
        services.AddSingleton<IAdminAnswer>(p => p.GetRequiredService<CustomerCommand>());
        services.AddSingleton<IButtonHandler, CustomerButtons>();
        services.AddSingleton<IChatCommand, CreditCommand>();
        services.AddSingleton<IChatCommand, DebitCommand>();
        services.AddSingleton<IAdminAnswer, AdjustmentAnswer>();
        services.AddSingleton<IButtonHandler, AdjustmentButtons>();
        services.AddSingleton<IChatCommand, RefundCommand>();
        services.AddSingleton<IButtonHandler, RefundButtons>();
        services.AddSingleton<IChatCommand, BlockCommand>();
        services.AddSingleton<IChatCommand, UnblockCommand>();
        services.AddSingleton<IAdminAnswer, MessageAnswer>();
        services.AddSingleton<IAdminAnswer, NoteAnswer>();
        services.AddSingleton<IAdminAnswer, MoveAnswer>();
        services.AddSingleton<IChatCommand, CasesCommand>();
        services.AddSingleton<IButtonHandler, CasesButtons>();
    }
}
