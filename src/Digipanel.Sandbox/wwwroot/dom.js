// Small helpers; nothing here or elsewhere in the page writes text as HTML.

export const element = id => document.getElementById(id);

/** h('p.note', {title: 'x'}, 'text', child) makes an element; attributes that are null or false are left out. */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split('.');
  const made = document.createElement(name);
  if (classes.length) made.className = classes.filter(c => c !== '').join(' ');
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return made;
}

export const rupiah = value => value === null || value === undefined ? '–' : `Rp ${value.toLocaleString('id-ID')}`;

export const clock = (at, seconds = true) =>
  new Date(at).toLocaleTimeString('id-ID', { hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined }).replaceAll('.', ':');

/** Only what may be opened: a link of any other scheme stays text. */
export const safeUrl = url => /^https?:\/\//i.test(url ?? '') ? url : null;

export const link = (url, ...children) =>
  safeUrl(url) ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children) : h('span', null, ...children);

/** Sets the text only where it differs: a live region speaks at every change. */
export function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
