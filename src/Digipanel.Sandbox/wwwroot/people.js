// The list of chats: who, the last message, how many unread. One tab stop; the arrow keys go from chat to chat.
import { clock, element, h } from './dom.js';
import { plainText } from './html.js';
import { icon } from './icons.js';
import { patch } from './patch.js';
import { read, unread } from './seen.js';
import { drawOn, select, state } from './state.js';

const list = element('people');
const PreviewCharactersMax = 60;
const UnreadShownMax = 99;
const Hues = 6;

drawOn(['people', 'chat', 'selected'], draw);

export const initials = name => name.trim().split(/\s+/).slice(0, 2).map(word => [...word][0] ?? '').join('').toUpperCase();

export const face = person =>
  h(`span.face.hue${person.admin ? '-admin' : person.id % Hues}`, { 'aria-hidden': 'true' }, initials(person.name),
    person.channel === 'whatsapp' ? h('span.badge-wa', null, icon('phone')) : null);

function draw() {
  if (state.selected !== null) read(state.selected);
  patch(list, state.people.map(row), option);
}

function row(person) {
  const last = state.chats.get(person.id)?.messages.at(-1);
  return {
    key: person.id, ...person, selected: person.id === state.selected, unread: unread(person.id), preview: last ? preview(last) : '',
    action: state.chats.get(person.id)?.action, time: last ? clock(last.at, false) : '',
  };
}

function preview(message) {
  const words = message.from === 'bot' ? plainText(message.text) : message.text;
  const text = words.replace(/\s+/g, ' ').trim().slice(0, PreviewCharactersMax);
  const kind = message.photo ? '🖼 ' : message.document ? `📄 ${message.document.name} ` : '';
  return `${message.from === 'bot' ? '' : 'You: '}${kind}${text}`;
}

function option(person) {
  const count = person.unread > UnreadShownMax ? `${UnreadShownMax}+` : String(person.unread);
  const last = person.action ? h('span.preview.doing', null, 'typing…') : h('span.preview', null, person.preview || 'No messages yet');
  return h('div.person', {
    role: 'option', id: `person-${person.id}`, 'aria-selected': String(person.selected), tabindex: person.selected ? '0' : '-1',
    onclick: () => select(person.id),
  }, face(person),
  h('span.who', null, h('b', null, person.name), h('small.lang', null, person.admin ? 'admin' : person.channel === 'whatsapp' ? 'WhatsApp' : person.language.toUpperCase())),
  h('time', null, person.time), last,
  person.unread > 0 ? h('span.count', null, count, h('span.hidden', null, ' unread')) : null);
}

const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

list.addEventListener('keydown', event => {
  const step = steps[event.key];
  if (step) move(step);
  else if (event.key === 'Home') goTo(state.people[0]);
  else if (event.key === 'End') goTo(state.people.at(-1));
  else if (event.key === 'Enter') element('message').focus();
  else return;
  event.preventDefault();
});

/** To the next chat (1) or the one before (-1); `focus`: take the keyboard there. */
export function move(step, focus = true) {
  const at = state.people.findIndex(person => person.id === state.selected);
  goTo(state.people[Math.min(state.people.length - 1, Math.max(0, at + step))], focus);
}

function goTo(person, focus = true) {
  if (!person) return;
  select(person.id);
  draw();
  const target = element(`person-${person.id}`);
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  if (focus) target.focus({ preventScroll: true });
}
