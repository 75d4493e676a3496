using Digipanel.Bot.Admin;
using Digipanel.Bot.Admin.People;
using Digipanel.Bot.Broadcasts;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Telegram;
using Digipanel.Bot.Chat.WhatsApp;
using Digipanel.Bot.Downloads;
using Digipanel.Bot.Joining;
using Digipanel.Bot.Messaging;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Pricing;
using Digipanel.Bot.Reports;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Storefront;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Vouchers;
using Digipanel.Bot.Wallets;

return await Launcher.RunAsync(args);

namespace Digipanel.Bot
{
    /// <summary>The table of contents: every feature is one line here, and a folder of its own.</summary>
    internal static class Features
    {
        /// <summary>What the audit checks, feature by feature.</summary>
        public static IReadOnlyList<AuditBook> AuditBooks { get; } =
            [WalletAudit.Book, OrderAudit.Book, TopupAudit.Book, JoinAudit.Book, PeopleAudit.Book, VoucherAudit.Book, OutboxAudit.Book, BroadcastAudit.Book, StorageAudit.Book];

        public static void Add(BotSetup shop)
        {
            shop.AddOps();
            shop.AddStorage();
            shop.AddMessaging();
            shop.AddChat();
            shop.AddAdmin();
            shop.AddPeople();
            shop.AddStorefront();
            shop.AddPricing();
            shop.AddDownloads();
            shop.AddTelegram();
            shop.AddWhatsApp();
            shop.AddJoining();
            shop.AddTopups();
            shop.AddVouchers();
            shop.AddBroadcasts();
            shop.AddAudit();
            shop.AddReports();
        }

        public static void Map(WebApplication app)
        {
            app.MapHealth();
            app.MapDownloads();
            app.MapTelegram();
            app.MapWhatsApp();
            app.MapTopups();
        }
    }
}
