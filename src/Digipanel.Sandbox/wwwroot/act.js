// What the page asks of the sandbox, and the lines that tell what came of it.
import { element, write } from './dom.js';
import { state } from './state.js';

const ShownMs = { notice: 6000, toast: 4000 };

/** POSTs JSON; ok when it was taken, otherwise the reason in words. */
export async function post(path, body = {}) {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const result = await answer.json().catch(() => ({}));
    return { ok: answer.ok, text: result.text ?? (answer.ok ? '' : `The sandbox answered ${answer.status}.`) };
  } catch {
    return { ok: false, text: 'The sandbox does not answer. Is it still running?' };
  }
}

/** Asks, and tells what came of it where there is something to tell. */
export async function act(path, body, where = 'notice') {
  const { ok, text } = await post(path, body);
  tell(text, where);
  return ok;
}

/** A line over the page (notice) or, as Telegram does it, over the chat (toast); for a while. */
export function tell(text, where = 'notice') {
  const line = element(where);
  write(line, text);
  clearTimeout(line.timer);
  line.timer = setTimeout(() => write(line, ''), ShownMs[where]);
}

export const say = (text, replyTo = null) => act('api/chat/send', { customer: state.selected, text, replyTo });

export const photo = () => act('api/chat/photo', { customer: state.selected });

export const example = () => act('api/chat/example', { customer: state.selected });

export const pay = reference => act('api/controls/pay', { reference });

export const control = key => act(`api/controls/${key}`, { customer: state.selected });

export const press = (message, data) => act('api/chat/press', { customer: state.selected, message, data }, 'toast');
