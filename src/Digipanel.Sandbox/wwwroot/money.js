// The customer's and the shop's balances, and the ledger's transfers.
import { clock, element, h, rupiah, write } from './dom.js';
import { patch, rows } from './patch.js';
import { drawOn, selectedPerson, state } from './state.js';

drawOn(['shop', 'money', 'selected', 'people'], draw);

function draw() {
  const { shop } = state;
  const person = selectedPerson();
  const money = state.money.get(state.selected) ?? { balance: 0, held: 0, ledger: [] };
  if (!shop || !person) return;
  patch(element('tiles'), [
    { key: 'wallet', label: person.admin ? 'All wallets' : `${person.name}’s wallet`, value: money.balance, main: true },
    { key: 'held', label: 'Held for orders', value: money.held },
    { key: 'sales', label: 'Shop’s sales', value: shop.sales },
    { key: 'digipanel', label: 'Left at Digipanel', value: shop.digipanel },
  ], tile, retile);
  drawShop(shop);
  rows(element('ledger'), money.ledger.map(entry => ({ ...entry, who: person.admin ? `${entry.customer}: ` : '' })), 'Nothing moved yet. Every rupiah will show here, with both of its sides.',
    transfer);
}

const tile = item => h(`p.tile${item.main ? '.main' : ''}`, null, h('span', null, item.label), h('strong', null, rupiah(item.value)));

function retile(element, item) {
  write(element.querySelector('span'), item.label);
  write(element.querySelector('strong'), rupiah(item.value));
}

function drawShop(shop) {
  const words = [[shop.queued, 'queued'], [shop.underWay, 'at Digipanel'], [shop.inDoubt, 'in doubt'], [shop.delivered, 'delivered'], [shop.refunded, 'refunded']];
  const told = words.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(' · ');
  write(element('shop'), told ? `All customers: ${told}` : '');
  drawFlow(shop);
  const proof = element('proof');
  write(proof, shop.paidIn === 0 ? '' : `${rupiah(shop.paidIn)} paid in = ${rupiah(shop.wallets)} wallets + ${rupiah(shop.held)} held + ${rupiah(shop.sales)} sales`);
  proof.classList.toggle('proved', shop.addsUp && shop.paidIn > 0);
}

// All orders as one bar: what waits, what runs, what is over.
function drawFlow(shop) {
  const parts = { queued: shop.queued, running: shop.underWay, doubt: shop.inDoubt, delivered: shop.delivered, refunded: shop.refunded };
  const flow = element('flow');
  flow.hidden = Object.values(parts).every(count => count === 0);
  patch(flow, Object.entries(parts).map(([key, count]) => ({ key, count })), ({ key, count }) => grow(h(`span.${key}`), count), (span, { count }) => grow(span, count));
}

function grow(span, count) {
  span.style.setProperty('flex-grow', count);
  return span;
}

function transfer(entry) {
  return h(`div.transfer.${entry.kind.toLowerCase()}`, null,
    h('b', null, entry.kind), h('span.way', null, `${entry.who}${entry.from} → ${entry.to}`), h('code', { title: entry.transferKey }, entry.transferKey),
    h('time', null, clock(entry.at)), h('span.amount', null, rupiah(entry.amount)));
}
