// How far each chat was read; a reload of the page keeps it.
import { state } from './state.js';

const seen = new Map(JSON.parse(sessionStorage.getItem('seen') ?? '[]'));

const botMessages = id => (state.chats.get(id)?.messages ?? []).filter(message => message.from === 'bot');

export function unread(id) {
  const messages = botMessages(id);
  // A sandbox that was started anew counts its messages from the beginning.
  const kept = seen.get(id) ?? 0;
  const last = kept > (messages.at(-1)?.id ?? 0) ? 0 : kept;
  return messages.filter(message => message.id > last).length;
}

export function read(id) {
  const last = botMessages(id).at(-1)?.id ?? 0;
  if (last === (seen.get(id) ?? 0)) return;
  seen.set(id, last);
  sessionStorage.setItem('seen', JSON.stringify([...seen]));
}
