using Digipanel.Sandbox.Bot;
using Digipanel.Sandbox.DigipanelApi;
using Digipanel.Sandbox.Doitpay;
using Digipanel.Sandbox.Scenarios;
using Digipanel.Sandbox.Telegram;
using Digipanel.Sandbox.WhatsApp;
using Digipanel.Sandbox.World;

namespace Digipanel.Sandbox.Page;

/// <summary>Everything the page looks at.</summary>
internal sealed record PageSources(
    TelegramServer Telegram, WhatsAppServer WhatsApp, DigipanelServer Digipanel, DoitpayServer Doitpay, BotDatabase Database, BotRunner? Bot, BotLog Log, Traffic Traffic, Controls Controls,
    SceneBoard Scene);
