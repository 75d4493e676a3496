// Telegram's HTML (b, i, u, s, code, pre, a and their long names) as DOM nodes. The text is parsed in a document of its own, where no script
// runs and nothing is loaded, and only known elements are made anew: whatever else a bot sends stays visible as plain text.
import { h, link } from './dom.js';

const plain = new Map(Object.entries({
  B: 'strong', STRONG: 'strong', I: 'em', EM: 'em', U: 'u', INS: 'u', S: 's', STRIKE: 's', DEL: 's', CODE: 'code', PRE: 'pre', BLOCKQUOTE: 'blockquote',
}));

const parse = source => new DOMParser().parseFromString(`<body>${source}`, 'text/html').body;

export const telegramHtml = source => [...parse(source).childNodes].flatMap(copy);

export const plainText = source => parse(source).textContent;

function copy(node) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const children = [...node.childNodes].flatMap(copy);
  if (node.tagName === 'A') return [link(node.getAttribute('href'), ...children)];
  if (node.tagName === 'TG-SPOILER') return [h('span.spoiler', { tabindex: '0', title: 'Hidden until you look' }, ...children)];
  const name = plain.get(node.tagName);
  return name ? [h(name, null, ...children)] : children;
}

/** A customer's own words: text, with addresses one can click. */
export function linkified(text) {
  return text.split(/(https?:\/\/[^\s<>"']+)/).filter(part => part !== '')
    .map(part => /^https?:\/\//.test(part) ? link(part, part) : document.createTextNode(part));
}
