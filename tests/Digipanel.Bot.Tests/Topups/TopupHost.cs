using System.Text.Json;
using Dapper;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups;
using Digipanel.Bot.Wallets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>The real program on a real port and a real file; its pumps turn only when the test says so, unless it wants them to run.</summary>
internal sealed class TopupHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private static int _updates;

    private TopupHost(WebApplication app) => _app = app;

    public string BaseUrl => _app.Urls.First();

    public IReadOnlyList<Topup> Topups => Service<Store>().Read(c =>
        c.Query<string>("SELECT id FROM topups ORDER BY rowid").Select(id => TopupTable.Find(c, id)!).ToList());

    public Topup Only => Assert.Single(Topups);

    /// <summary>The first customer's wallet.</summary>
    public long Balance => Service<Store>().Read(c => Ledger.BalanceOf(c, 1)).Value;

    /// <summary>Everything owed to the customer, oldest first; a card as it would be sent now.</summary>
    public IReadOnlyList<Reply> Messages => Service<Store>().Read(c => c
        .Query<(string Payload, string? Card)>("SELECT payload, card FROM outbox WHERE chat_id = '1' AND kind <> 'answer' ORDER BY id")
        .Select(row => row.Card is { } card ? Render(c, card.Split(':', 2)) : JsonSerializer.Deserialize(row.Payload, ReplyJson.Default.Reply)!)
        .ToList());

    public static async Task<TopupHost> StartAsync(
        TempFolder folder, HttpMessageHandler? doitpay, TimeProvider time, Dictionary<string, string?> settings, bool runPumps = false)
    {
        settings.TryAdd("Urls", "http://127.0.0.1:0");
        settings.TryAdd("Storage:ConnectionString", folder.ConnectionString);
        settings.TryAdd("Doitpay:ClientKey", "DTEST");
        settings.TryAdd("Doitpay:PartnerId", "P1");
        settings.TryAdd("Digipanel:Accounts:0:Name", "main");
        settings.TryAdd("Digipanel:Accounts:0:ApiKey", "test-key");
        settings.TryAdd("Digipanel:Accounts:0:WebhookSecret", "test-secret-of-the-webhook");
        var app = BotApp.Build([], new BotOverrides
        {
            Time = time,
            Handlers = doitpay is null ? null : _ => doitpay,
            RunPumps = runPumps,
            NeedsChannel = false,
            CountsFloods = false,
            ConsoleLogs = false,
            Settings = settings,
        });
        await app.StartAsync();
        return new TopupHost(app);
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task SayAsync(string text) => Service<Dispatcher>().DispatchAsync(
        TestStore.Update(text: text, externalId: $"t{Interlocked.Increment(ref _updates)}"), default);

    public Task PressAsync(string data) => Service<Dispatcher>().DispatchAsync(
        TestStore.Update(externalId: $"t{Interlocked.Increment(ref _updates)}") with { CallbackData = data, CallbackId = "c" }, default);

    /// <summary>Both pumps until nothing is due.</summary>
    public async Task RunAsync()
    {
        while (await Service<TopupIssuer>().RunOnceAsync(default) | await Service<TopupReconciler>().RunOnceAsync(default))
        {
        }
    }

    private Reply Render(SqliteConnection database, string[] card) =>
        _app.Services.GetServices<ICard>().Single(c => c.Prefix == card[0]).Render(database, card[1], Service<TimeProvider>().GetUtcNow())!;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
