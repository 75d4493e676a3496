// The bot as many would write it first: grammY's webhook, better-sqlite3, one process. It dedupes updates, keeps one mutable
// balance a customer, and replies before the webhook is answered: no ledger, no outbox, no lane. Durable as ours is: WAL, FULL.
import http from "node:http";
import Database from "better-sqlite3";
import { Bot, InlineKeyboard, webhookCallback } from "grammy";

const { PORT, DATABASE, TELEGRAM, TOKEN, SECRET, CUSTOMERS, FIRST_CUSTOMER } = process.env;
const price = 500;
const db = new Database(DATABASE);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.pragma("foreign_keys = ON");
db.exec(`
  CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, balance INTEGER NOT NULL DEFAULT 0 CHECK (balance >= 0));
  CREATE TABLE updates (id INTEGER PRIMARY KEY, at INTEGER NOT NULL);
  CREATE TABLE orders (
    number INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id), item TEXT NOT NULL, link TEXT NOT NULL,
    price INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'accepted', at INTEGER NOT NULL);
  CREATE UNIQUE INDEX orders_in_progress ON orders (customer_id, item) WHERE state = 'accepted';
`);
const fund = db.prepare("INSERT INTO customers (id, name, balance) VALUES (?, 'Ayu', 100000000)");
db.transaction(() => {
  for (let i = 0; i < Number(CUSTOMERS); i++) fund.run(Number(FIRST_CUSTOMER) + i);
})();

const seen = db.prepare("INSERT OR IGNORE INTO updates (id, at) VALUES (?, ?)");
const upsert = db.prepare("INSERT INTO customers (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name");
const balanceOf = db.prepare("SELECT balance FROM customers WHERE id = ?").pluck();
const order = db.prepare("INSERT INTO orders (customer_id, item, link, price, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING number").pluck();
const take = db.prepare("UPDATE customers SET balance = balance - ? WHERE id = ?");

const rupiah = (amount) => `Rp ${amount.toLocaleString("id-ID")}`;
const link = /https:\/\/elements\.envato\.com\/([A-Za-z0-9-]+)-([A-Z0-9]{7,40})/g;

// Null: this update was handled before.
const saldo = db.transaction((update, from) => {
  if (seen.run(update, Date.now()).changes === 0) return null;
  upsert.run(from.id, from.first_name);
  return balanceOf.get(from.id);
});
const buy = db.transaction((update, from, links) => {
  if (seen.run(update, Date.now()).changes === 0) return null;
  upsert.run(from.id, from.first_name);
  let balance = balanceOf.get(from.id);
  const lines = [];
  for (const [url, slug, id] of links) {
    const title = slug.replaceAll("-", " ");
    if (balance < price) {
      lines.push(`Saldo kurang: ${title}`);
      continue;
    }
    const number = order.get(from.id, id, url, price, Date.now());
    if (number === undefined) {
      lines.push(`Sedang diproses: ${title}`);
      continue;
    }
    take.run(price, from.id);
    balance -= price;
    lines.push(`#${number} ${title}`);
  }
  return { lines, balance };
});

const bot = new Bot(TOKEN, {
  client: { apiRoot: TELEGRAM },
  botInfo: { id: 1, is_bot: true, first_name: "Rival", username: "rival_bot", can_join_groups: false, can_read_all_group_messages: false, supports_inline_queries: false, can_connect_to_business: false, has_main_web_app: false },
});
bot.command("saldo", async (context) => {
  const balance = saldo(context.update.update_id, context.from);
  if (balance === null) return;
  await context.reply(`<b>Saldo: ${rupiah(balance)}</b>\nCukup untuk ${Math.floor(balance / price)} unduhan.`, {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("Isi saldo", "topup").text("Riwayat", "riwayat"),
  });
});
bot.on("message:text", async (context) => {
  const bought = buy(context.update.update_id, context.from, [...context.message.text.matchAll(link)]);
  if (bought === null) return;
  await context.reply(`Pesanan diterima:\n${bought.lines.join("\n")}\nSisa saldo: ${rupiah(bought.balance)}`, { parse_mode: "HTML" });
});
bot.catch((error) => console.error(error.error));

const handle = webhookCallback(bot, "http", { secretToken: SECRET });
http
  .createServer((request, response) => {
    if (request.method === "POST" && request.url === "/webhooks/telegram") return handle(request, response);
    response.statusCode = request.url === "/healthz" ? 200 : 404;
    response.end();
  })
  .listen(Number(PORT), "127.0.0.1");
