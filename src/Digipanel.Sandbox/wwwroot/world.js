// The outside world: what can go wrong on demand, what is called and told, and what the bot writes.
import { control } from './act.js';
import { clock, element, h, write } from './dom.js';
import { icon } from './icons.js';
import { patch, rows } from './patch.js';
import { drawOn, state } from './state.js';

drawOn(['bot'], drawBot);
drawOn(['controls'], drawControls);
drawOn(['traffic'], drawTraffic);
drawOn(['log'], drawLog);
setInterval(tick, 250);

function drawBot() {
  element('health').dataset.state = state.bot.state;
  write(element('health-text'), state.bot.text);
}

function drawControls() {
  patch(element('controls'), state.controls, make, fill);
}

function make(item) {
  const made = h('button.control', { type: 'button', onclick: event => use(event.currentTarget, item.key) }, h('span.sign', null, icon(item.icon)), h('span.label'), h('span.badge'));
  fill(made, item);
  return made;
}

async function use(button, key) {
  button.setAttribute('aria-busy', 'true');
  await control(key);
  button.removeAttribute('aria-busy');
}

// In place: the pressed button keeps the focus, and its countdown ticks.
function fill(made, item) {
  made.title = item.title;
  if (item.armed !== null) made.setAttribute('aria-pressed', String(item.armed));
  write(made.querySelector('.label'), item.label);
  made.dataset.until = item.until ?? '';
  if (!item.until) write(made.querySelector('.badge'), item.armed ? 'armed' : '');
  tick();
}

function tick() {
  for (const button of element('controls').children) {
    if (!button.dataset.until) continue;
    const left = Math.max(0, Math.ceil((new Date(button.dataset.until) - Date.now()) / 1000));
    write(button.querySelector('.badge'), `0:${String(left % 60).padStart(2, '0')} · end now`.replace('0:', `${Math.floor(left / 60)}:`));
  }
}

function drawTraffic() {
  rows(element('traffic'), state.traffic, 'Quiet so far.', event => h(`div.event.${event.source}`, null,
    h('time', null, clock(event.at)), h('b', null, event.source), h('span', null, event.text)));
}

function drawLog() {
  const log = element('log');
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  write(log, state.log.join('\n'));
  if (atEnd) log.scrollTop = log.scrollHeight;
}
