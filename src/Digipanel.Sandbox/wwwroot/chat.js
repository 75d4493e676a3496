// The left side: one customer's chat, drawn from what Telegram's server holds.
import { h, clock, link, patch, post, rupiah, safeUrl } from './dom.js';
import { linkified, telegramHtml } from './html.js';

const element = id => document.getElementById(id);
const messages = element('messages');
const seen = new Map();

export const chat = { customers: [], messages: new Map(), selected: null, openTopup: () => null };

export function say(text) {
  return act(post('api/chat/send', { customer: chat.selected, text }));
}

/** Waits for a request and tells what came of it, where there is something to tell. */
export async function act(request) {
  const { ok, text } = await request;
  tell(text);
  return ok;
}

/** A line over the page, for a while. */
export function tell(text) {
  const notice = element('notice');
  notice.textContent = text;
  clearTimeout(notice.timer);
  notice.timer = setTimeout(() => { notice.textContent = ''; }, 5000);
}

export function select(id) {
  chat.selected = id;
  sessionStorage.setItem('customer', id);
  messages.replaceChildren();
  draw();
  messages.scrollTop = messages.scrollHeight;
}

export function draw() {
  drawCustomers();
  drawMessages();
  drawChips();
}

function drawCustomers() {
  const selected = chat.selected;
  const rows = chat.customers.map(customer => {
    const last = (chat.messages.get(customer.id) ?? []).filter(m => m.from === 'bot').at(-1)?.id ?? 0;
    if (customer.id === selected) seen.set(customer.id, last);
    const unread = last > (seen.get(customer.id) ?? 0);
    return { key: customer.id, name: customer.name, language: customer.language, pressed: customer.id === selected, unread };
  });
  patch(element('customers'), rows, row => h('button.customer', {
    type: 'button', 'aria-pressed': String(row.pressed), onclick: () => select(row.key),
  }, h('span.face', { 'aria-hidden': 'true' }, row.name.slice(0, 1).toUpperCase()), row.name,
  h('small', null, row.language.toUpperCase()), row.unread ? h('span.unread', null, h('span.hidden', null, 'new messages')) : null));
}

function drawMessages() {
  const rows = (chat.messages.get(chat.selected) ?? []).map(message => ({ key: message.id, ...message }));
  const atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
  if (rows.length === 0) {
    messages.replaceChildren(h('p.empty', null, 'Send ', h('code', null, '/start'), ' to say hello to the bot.'));
    return;
  }
  messages.querySelector('.empty')?.remove();
  const added = patch(messages, rows, bubble);
  if (added > 0 && (atEnd || rows.at(-1).from === 'customer')) messages.scrollTop = messages.scrollHeight;
}

function bubble(message) {
  const mine = message.from === 'customer';
  const content = mine ? linkified(message.text) : telegramHtml(message.text);
  return h(`article.bubble.${mine ? 'mine' : 'theirs'}`, { 'aria-label': mine ? 'Customer' : 'Bot' },
    h('div.body', null,
      message.photo ? picture(message) : null,
      h('div.text', null, ...content),
      h('footer', null, message.edited ? 'edited ' : null, h('time', null, clock(message.at, false)))),
    ...(message.buttons ?? []).map(row => h('div.buttons', null, ...row.map(button => key(message, button)))));
}

function picture(message) {
  const image = h('img.photo', { src: message.photo, alt: 'Picture from the bot: a QR code to pay', width: 220, height: 220 });
  image.addEventListener('load', () => { messages.scrollTop = messages.scrollHeight; }, { once: true });
  return image;
}

function key(message, button) {
  if (safeUrl(button.url)) return h('a.key', { href: button.url, target: '_blank', rel: 'noopener noreferrer' }, button.label, h('span', { 'aria-hidden': 'true' }, ' ↗'));
  if (button.copy) return h('button.key', { type: 'button', onclick: event => copy(event.currentTarget, button.copy) }, button.label);
  return h('button.key', {
    type: 'button', onclick: async event => {
      const pressed = event.currentTarget;
      pressed.classList.add('pressed');
      await act(post('api/chat/press', { customer: chat.selected, message: message.id, data: button.action }));
      pressed.classList.remove('pressed');
    },
  }, button.label);
}

async function copy(button, text) {
  await navigator.clipboard.writeText(text);
  const label = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = label; }, 1500);
}

function drawChips() {
  const open = chat.openTopup();
  const chips = [
    open ? { key: `pay-${open.reference}`, label: `Bayar ${rupiah(open.amount)}`, pay: open.reference } : null,
    { key: 'start', label: '/start', text: '/start' },
    { key: 'topup', label: '/topup 50000', text: '/topup 50000' },
    { key: 'example', label: 'Tautan contoh', example: true },
    { key: 'saldo', label: '/saldo', text: '/saldo' },
    { key: 'riwayat', label: '/riwayat', text: '/riwayat' },
    { key: 'bantuan', label: '/bantuan', text: '/bantuan' },
  ].filter(chip => chip !== null);
  patch(element('chips'), chips, chip => h(`button.chip${chip.pay ? '.pay' : ''}`, {
    type: 'button', lang: 'id', onclick: () => chip.pay ? act(post('api/controls/pay', { reference: chip.pay })) : chip.example ? example() : say(chip.text),
  }, chip.label));
}

/** A fresh link each time: the bot rightly refuses to sell one that is being fetched already. */
export function example() {
  return act(post('api/chat/example', { customer: chat.selected }));
}
