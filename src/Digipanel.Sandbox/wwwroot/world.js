// The right side: what happens behind the chat, from the bot's own database (read only) and from the providers' servers.
import { h, clock, link, patch, post, rupiah } from './dom.js';
import { act } from './chat.js';

const element = id => document.getElementById(id);

const states = {
  accepted: ['Held, in the queue', 'busy'], submitting: ['Submitting', 'busy'], submitted: ['At Digipanel', 'busy'],
  uncertain: ['Uncertain', 'warn'], delivered: ['Delivered', 'good'], failed: ['Failed, refunded', 'bad'],
  requested: ['Requested', 'busy'], issued: ['Waiting for payment', 'warn'], paid: ['Paid', 'good'],
  expired: ['Expired', 'quiet'], cancelled: ['Cancelled', 'quiet'],
};

const kinds = {
  TopUp: 'gateway → wallet', Hold: 'wallet → held', Capture: 'held → sales', Release: 'held → wallet',
  Credit: 'adjustments → wallet', Debit: 'wallet → adjustments', Bonus: 'promo → wallet',
};

export function drawWorld(world, customer) {
  const wallet = world.wallets.find(w => w.customer === customer);
  patch(element('tiles'), [
    { key: 'saldo', label: 'Saldo', value: rupiah(wallet?.balance ?? 0), main: true },
    { key: 'held', label: 'Held for orders', value: rupiah(wallet?.held ?? 0) },
    { key: 'sales', label: 'Shop’s sales', value: rupiah(world.sales) },
    { key: 'digipanel', label: 'Digipanel balance', value: rupiah(world.digipanelBalance) },
  ], tile => h(`p.tile${tile.main ? '.main' : ''}`, null, h('span', null, tile.label), h('strong', null, tile.value)));

  rows('orders', world.orders, 'No order yet: paste an Envato link into the chat.', order => h('div.row', null,
    h('div', null, h('b', null, `#${order.key}`), ' ', link(order.url, order.title)),
    h('div.side', null, pill(order.state), h('span.amount', null, rupiah(order.price))),
    h('small', null, `${order.customer} · `, h('time', null, clock(order.at)), order.note ? ` · ${order.note}` : null,
      order.driveUrl ? ' · ' : null, order.driveUrl ? link(order.driveUrl, 'Drive link') : null)));

  rows('topups', world.topups, 'No top-up yet: send /topup 50000.', topup => h('div.row', null,
    h('div', null, h('b', null, topup.reference), topup.method ? ` ${topup.method}` : null),
    h('div.side', null, topup.payable ? pay(topup) : pill(topup.state), h('span.amount', null, rupiah(topup.amount))),
    h('small', null, `${topup.customer} · `, h('time', null, clock(topup.at)))));

  rows('ledger', world.ledger, 'Nothing moved yet. Every rupiah will show here, with both of its sides.', entry => h('div.row', null,
    h('div', null, h('b', null, entry.kind), ' ', h('span.way', null, kinds[entry.kind] ?? '')),
    h('div.side', null, h('span.amount', null, rupiah(entry.amount))),
    h('small', null, `${entry.customer} · `, h('time', null, clock(entry.at)), entry.balance === null ? ' · ' : ` · saldo ${rupiah(entry.balance)} · `, h('code', { title: entry.transferKey }, entry.transferKey))));
}

export function drawTraffic(traffic) {
  rows('traffic', traffic, 'Quiet so far.', event => h(`div.event.${event.source}`, null,
    h('time', null, clock(event.at)), h('b', null, event.source), h('span', null, event.text)));
}

export function drawBot(bot) {
  const health = element('health');
  health.dataset.state = bot.state;
  element('health-text').textContent = bot.text;
  patch(element('controls'), bot.controls, control => h(`button.control`, {
    type: 'button', title: control.title, 'aria-pressed': control.armed === null ? null : String(control.armed),
    onclick: () => act(post(`api/controls/${control.key}`)),
  }, control.label, control.armed ? h('span.badge', null, 'armed') : null));
}

export function drawLog(lines) {
  const log = element('log');
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.textContent = lines.join('\n');
  if (atEnd) log.scrollTop = log.scrollHeight;
}

const pay = topup => h('button.pay', {
  type: 'button', 'aria-label': `Bayar ${topup.reference}`, onclick: () => act(post('api/controls/pay', { reference: topup.reference })),
}, 'Bayar');

const pill = state => h(`span.pill.${states[state]?.[1] ?? 'quiet'}`, null, states[state]?.[0] ?? state);

function rows(id, items, empty, make) {
  const container = element(id);
  if (items.length === 0) {
    container.replaceChildren(h('p.empty', null, empty));
    return;
  }
  container.querySelector('.empty')?.remove();
  patch(container, items, make);
}
