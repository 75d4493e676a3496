// The page's state: one stream of parts from the sandbox, each drawn where it belongs.
import { post } from './dom.js';
import { act, chat, draw, example, say, tell } from './chat.js';
import { drawBot, drawLog, drawTraffic, drawWorld } from './world.js';

const element = id => document.getElementById(id);
const parts = { world: { wallets: [], orders: [], topups: [], ledger: [] }, traffic: [], log: [] };

chat.openTopup = () => parts.world.topups.find(topup => topup.payable && topup.customerId === chat.selected) ?? null;

function take(name, value) {
  if (name === 'chat') chat.messages.set(value.customer, value.messages);
  else if (name === 'customers') chat.customers = value;
  else parts[name] = value;
  chat.selected ??= remembered();
  if (name === 'bot') drawBot(value);
  else if (name === 'traffic') drawTraffic(value);
  else if (name === 'log') drawLog(value);
  else redraw();
}

function remembered() {
  const id = Number(sessionStorage.getItem('customer'));
  return chat.customers.find(customer => customer.id === id)?.id ?? chat.customers[0]?.id ?? null;
}

function redraw() {
  draw();
  drawWorld(parts.world, chat.selected);
  const { topups, orders } = parts.world;
  step('step-topup', topups.some(topup => topup.state === 'paid'));
  step('step-paste', orders.length > 0);
  step('step-drive', orders.some(order => order.state === 'delivered'));
}

function step(id, done) {
  const item = element(id);
  item.classList.toggle('done', done);
  item.querySelector('.mark').textContent = done ? '✓' : { 'step-topup': '1', 'step-paste': '2', 'step-drive': '3' }[id];
}

// Live by server-sent events; while those are down, a snapshot every two seconds.
let polling = null;
function listen() {
  const events = new EventSource('api/events');
  events.addEventListener('part', event => {
    const { name, value } = JSON.parse(event.data);
    take(name, value);
  });
  events.addEventListener('open', () => { clearInterval(polling); polling = null; });
  events.addEventListener('error', () => {
    polling ??= setInterval(snapshot, 2000);
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

async function snapshot() {
  try {
    const answer = await fetch('api/snapshot');
    for (const { name, value } of await answer.json()) take(name, value);
  } catch {
    drawBot({ state: 'down', text: 'The sandbox has stopped', controls: [] });
  }
}

const message = element('message');
element('composer').addEventListener('submit', async event => {
  event.preventDefault();
  const text = message.value.trim();
  if (text === '') return;
  message.value = '';
  grow();
  if (!await say(text)) message.value = text;
});
message.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    element('composer').requestSubmit();
  }
});
message.addEventListener('input', grow);
function grow() {
  message.rows = Math.min(6, message.value.split('\n').length);
}

element('add-form').addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.currentTarget;
  const data = new FormData(form);
  if (await act(post('api/customers', { name: data.get('name'), language: data.get('language') }))) {
    form.reset();
    form.parentElement.open = false;
  }
});

document.querySelector('[data-send]').addEventListener('click', event => { view('chat'); say(event.currentTarget.dataset.send); });
document.querySelector('[data-example]').addEventListener('click', () => { view('chat'); example(); });

// On a phone one side shows at a time.
function view(name) {
  document.body.dataset.view = name;
  for (const side of ['chat', 'world']) element(`view-${side}`).setAttribute('aria-pressed', String(side === name));
}
for (const side of ['chat', 'world']) element(`view-${side}`).addEventListener('click', () => view(side));

// Everything but the checkout page is made up: nothing is downloaded, and a newcomer should not end at somebody's error page.
document.addEventListener('click', event => {
  const target = event.target.closest?.('a[target="_blank"]');
  if (target && !['127.0.0.1', 'localhost'].includes(target.hostname)) {
    event.preventDefault();
    tell('Made up by the sandbox: this link leads nowhere. A real bot sends a real one.');
  }
});

listen();
