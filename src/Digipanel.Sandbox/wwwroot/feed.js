// Live by server-sent events; while those are down, a snapshot every two seconds.
import { take } from './state.js';

const PauseMs = 2000;
let polling = null;

export function listen() {
  const events = new EventSource('api/events');
  events.addEventListener('part', event => {
    const { name, value } = JSON.parse(event.data);
    take(name, value);
  });
  events.addEventListener('open', () => { clearInterval(polling); polling = null; });
  events.addEventListener('error', () => {
    polling ??= setInterval(snapshot, PauseMs);
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, PauseMs);
  });
}

async function snapshot() {
  try {
    const answer = await fetch('api/snapshot');
    for (const { name, value } of await answer.json()) take(name, value);
  } catch {
    take('bot', { state: 'down', text: 'The sandbox has stopped' });
  }
}
