// The page's table of contents: each part draws itself when what it shows has changed.
import { act, example, say, tell } from './act.js';
import './chat.js';
import './composer.js';
import { element, write } from './dom.js';
import { listen } from './feed.js';
import './journeys.js';
import './money.js';
import './people.js';
import './scene.js';
import { drawOn, select, state } from './state.js';
import './world.js';

// The three steps, ticked off by anybody's money.
drawOn(['money', 'shop'], () => {
  step('step-topup', '1', (state.shop?.paidIn ?? 0) > 0);
  const journeys = [...state.money.values()].flatMap(money => money.journeys);
  step('step-paste', '2', journeys.some(journey => journey.kind === 'order'));
  step('step-drive', '3', (state.shop?.delivered ?? 0) > 0);
});

function step(id, number, done) {
  const item = element(id);
  item.classList.toggle('done', done);
  write(item.querySelector('.mark'), done ? '✓' : number);
}

document.querySelector('[data-send]').addEventListener('click', event => { view('chat'); say(event.currentTarget.dataset.send); });
document.querySelector('[data-example]').addEventListener('click', () => { view('chat'); example(); });

// Who was just let in is talked to next.
let awaited = null;
let known = new Set();
drawOn(['people'], () => {
  if (awaited === null || state.people.length <= awaited) return;
  awaited = null;
  // Telegram's people come before WhatsApp's: who is new is not always the last.
  select(state.people.find(person => !known.has(person.id)).id);
  element('message').focus();
});

element('add-form').addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.currentTarget;
  const data = new FormData(form);
  awaited = state.people.length;
  known = new Set(state.people.map(person => person.id));
  if (await act('api/customers', { name: data.get('name'), language: data.get('language'), channel: data.get('channel') })) {
    form.reset();
    form.parentElement.open = false;
  } else {
    awaited = null;
  }
});
document.addEventListener('keydown', event => {
  const open = document.querySelector('.add[open]');
  if (event.key === 'Escape' && open) { open.open = false; open.querySelector('summary').focus(); }
});

// On a phone one side shows at a time.
function view(name) {
  document.body.dataset.view = name;
  for (const tab of document.querySelectorAll('[data-tab]')) tab.setAttribute('aria-pressed', String(tab.dataset.tab === name));
}
element('scene-line').addEventListener('click', () => view('money'));
for (const tab of document.querySelectorAll('[data-tab]')) tab.addEventListener('click', () => view(tab.dataset.tab));

// Everything but the checkout page is made up: nothing is downloaded, and a newcomer should not end at somebody's error page.
document.addEventListener('click', event => {
  const target = event.target.closest?.('a[target="_blank"]');
  if (target && !['127.0.0.1', 'localhost'].includes(target.hostname)) {
    event.preventDefault();
    tell('Made up by the sandbox: this link leads nowhere. A real bot sends a real one.', 'toast');
  }
});

listen();
