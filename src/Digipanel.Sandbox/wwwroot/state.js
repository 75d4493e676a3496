// What the page knows, and who is told when it changes.

export const state = {
  people: [], chats: new Map(), money: new Map(), shop: null, traffic: [], log: [], bot: null, controls: [], scene: null,
  selected: null,
  answering: null,
};

export const selectedPerson = () => state.people.find(person => person.id === state.selected) ?? null;

const drawers = new Map();
const due = new Set();

/** Calls `draw` soon after one of these parts has changed; several changes at once are drawn once. */
export function drawOn(names, draw) {
  for (const name of names) drawers.set(name, [...(drawers.get(name) ?? []), draw]);
}

export function changed(name) {
  for (const draw of drawers.get(name) ?? []) {
    if (due.size === 0) requestAnimationFrame(drawAll);
    due.add(draw);
  }
}

function drawAll() {
  const now = [...due];
  due.clear();
  for (const draw of now) draw();
}

/** A part that the sandbox has sent. */
export function take(name, value) {
  if (name === 'chat') state.chats.set(value.customer, value);
  else if (name === 'money') state.money.set(value.customer, value);
  else state[name] = value;
  if (name === 'people') state.selected ??= remembered();
  changed(name);
}

export function select(id) {
  if (id === state.selected) return;
  state.selected = id;
  answer(null);
  sessionStorage.setItem('customer', id);
  changed('selected');
}

/** The message that the next one answers; null: none. */
export function answer(message) {
  if (state.answering?.id === message?.id) return;
  state.answering = message;
  changed('answering');
}

function remembered() {
  const id = Number(sessionStorage.getItem('customer'));
  const known = state.people.find(person => person.id === id) ?? state.people.find(person => !person.admin) ?? state.people[0];
  return known?.id ?? null;
}
