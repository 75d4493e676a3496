// Where one writes: Enter sends, Shift+Enter begins a new line, Alt with an arrow goes to the chat above or below, Escape answers no message any more.
import { say } from './act.js';
import { element, h } from './dom.js';
import { plainText } from './html.js';
import { icon } from './icons.js';
import { move } from './people.js';
import { answer, drawOn, state } from './state.js';

const RowsMax = 6;
const message = element('message');
const drafts = new Map();
let owner = null;

element('composer').addEventListener('submit', async event => {
  event.preventDefault();
  const text = message.value.trim();
  if (text === '') return;
  message.value = '';
  grow();
  const answered = state.answering;
  answer(null);
  if (!await say(text, answered?.id) && message.value === '') message.value = text;
});

message.addEventListener('keydown', event => {
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1, false);
  } else if (event.key === 'Escape') {
    answer(null);
  } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    element('composer').requestSubmit();
  }
});

message.addEventListener('input', grow);
drawOn(['selected', 'people'], changeOwner);
drawOn(['answering'], drawAnswered);

// What was begun in one chat stays there.
function changeOwner() {
  if (owner === state.selected) return;
  if (owner !== null) drafts.set(owner, message.value);
  owner = state.selected;
  message.value = drafts.get(owner) ?? '';
  grow();
}

function drawAnswered() {
  const strip = element('answering');
  const answered = state.answering;
  strip.hidden = answered === null;
  if (answered === null) return;
  const words = answered.from === 'bot' ? plainText(answered.text) : answered.text;
  strip.replaceChildren(icon('reply'), h('span', null, `${answered.photo ? '🖼 ' : ''}${words}`),
    h('button', { type: 'button', 'aria-label': 'Do not reply to it', onclick: () => { answer(null); message.focus(); } }, '✕'));
}

function grow() {
  message.rows = Math.min(RowsMax, message.value.split('\n').length);
}
