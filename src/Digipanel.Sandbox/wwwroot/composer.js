// Where one writes: Enter sends, Shift+Enter begins a new line, Alt with an arrow goes to the chat above or below.
import { say } from './act.js';
import { element } from './dom.js';
import { move } from './people.js';
import { drawOn, state } from './state.js';

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
  if (!await say(text) && message.value === '') message.value = text;
});

message.addEventListener('keydown', event => {
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1, false);
  } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    element('composer').requestSubmit();
  }
});

message.addEventListener('input', grow);
drawOn(['selected', 'people'], changeOwner);

// What was begun in one chat stays there.
function changeOwner() {
  if (owner === state.selected) return;
  if (owner !== null) drafts.set(owner, message.value);
  owner = state.selected;
  message.value = drafts.get(owner) ?? '';
  grow();
}

function grow() {
  message.rows = Math.min(RowsMax, message.value.split('\n').length);
}
