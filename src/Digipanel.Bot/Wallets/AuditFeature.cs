using Digipanel.Bot.Ops;

namespace Digipanel.Bot.Wallets;

/// <summary>The running bot proves its own books.</summary>
internal static class AuditFeature
{
    public static void AddAudit(this BotSetup shop)
    {
        shop.Services.AddSingleton(shop.Options.Read<AuditOptions>("Audit", (o, problems) => o.Validate(problems)));
        shop.AddPump<AuditPump>();
        shop.Services.AddSingleton<IReadinessCheck, AuditReadiness>();
    }
}

/// <summary>Tells what the last audit found. Never starts one: a supervisor may ask every second.</summary>
internal sealed class AuditReadiness(AuditPump audit) : IReadinessCheck
{
    public string Name => "ledger";

    public Task<string?> FindProblemAsync(CancellationToken cancellationToken) => Task.FromResult(audit.Problem);
}
