// Small helpers; nothing here or elsewhere in the page writes text as HTML.

/** h('p.note', {title: 'x'}, 'text', child) makes an element; attributes that are null or false are left out. */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

export const rupiah = value => value === null || value === undefined ? '–' : `Rp ${value.toLocaleString('id-ID')}`;

export const clock = (at, seconds = true) =>
  new Date(at).toLocaleTimeString('id-ID', { hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined }).replaceAll('.', ':');

/** Only what may be opened: a link of any other scheme stays text. */
export const safeUrl = url => /^https?:\/\//i.test(url ?? '') ? url : null;

export const link = (url, ...children) =>
  safeUrl(url) ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children) : h('span', null, ...children);

/**
 * Brings a list of rows up to date without touching those that did not change: focus, selection and the screen reader's
 * place survive a live update. Every item needs a key; `make` is called for new and changed items only.
 */
export function patch(container, items, make) {
  const old = new Map([...container.children].filter(child => child.dataset.key).map(child => [child.dataset.key, child]));
  let previous = null;
  let added = 0;
  for (const item of items) {
    const key = String(item.key);
    const print = JSON.stringify(item);
    let element = old.get(key);
    if (!element || element.print !== print) {
      const fresh = make(item);
      fresh.dataset.key = key;
      fresh.print = print;
      if (element) element.replaceWith(fresh);
      else added++;
      element = fresh;
    }
    old.delete(key);
    const expected = previous ? previous.nextElementSibling : container.firstElementChild;
    if (element !== expected) {
      if (previous) previous.after(element);
      else container.prepend(element);
    }
    previous = element;
  }
  for (const gone of old.values()) gone.remove();
  return added;
}

/** POSTs JSON; true when it was taken, otherwise the reason in words. */
export async function post(path, body = {}) {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const result = await answer.json().catch(() => ({}));
    return { ok: answer.ok, text: result.text ?? (answer.ok ? '' : `The sandbox answered ${answer.status}.`) };
  } catch {
    return { ok: false, text: 'The sandbox does not answer. Is it still running?' };
  }
}
