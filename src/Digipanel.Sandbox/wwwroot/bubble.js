// One message: its bubble, with picture or file, and the buttons under it.
import { press, tell } from './act.js';
import { clock, element, h, safeUrl } from './dom.js';
import { linkified, telegramHtml } from './html.js';
import { icon } from './icons.js';
import { listKey } from './sheet.js';
import { answer, selectedPerson } from './state.js';

export function bubble(message) {
  const keys = buttons(message);
  // Telegram hangs its buttons under the bubble, WhatsApp has them inside.
  const inside = selectedPerson()?.channel === 'whatsapp';
  const mine = message.from === 'customer';
  // What an admin answers with /broadcast goes to everybody: so admins can.
  const answers = selectedPerson()?.admin;
  const content = mine ? linkified(message.text) : telegramHtml(message.text);
  return h(`article.bubble.${mine ? 'mine' : 'theirs'}${message.photo ? '.pictured' : ''}`, { 'aria-label': mine ? 'Customer' : 'Bot' },
    h('div.body', null,
      message.quote ? h('div.quote', null, message.quote) : null,
      message.photo ? picture(message.photo) : null,
      message.document ? file(message.document) : null,
      message.header ? h('div.header', null, message.header) : null,
      message.text ? h('div.text', null, ...content) : null,
      message.footer ? h('div.footnote', null, message.footer) : null,
      h('footer', null, message.edited ? h('span.edited', null, 'edited') : null, h('time', { datetime: message.at }, clock(message.at, false)), message.ticks ? ticks(message.ticks) : null),
      ...(inside ? keys : [])),
    ...(inside ? [] : keys),
    answers ? h('button.answer', { type: 'button', title: 'Reply to this message', 'aria-label': 'Reply to this message', onclick: () => reply(message) }, icon('reply')) : null);
}

function reply(message) {
  answer(message);
  element('message').focus();
}

function buttons(message) {
  const made = message.buttons.map(row => h('div.buttons', null, ...row.map(button => key(message, button))));
  return message.list ? [...made, h('div.buttons', null, listKey(message))] : made;
}

// One tick: Meta has it. Two: the shop has it. Blue: the shop has read it.
const ticks = how => h(`span.ticks.${how}`, { title: how }, icon(how === 'sent' ? 'tick' : 'ticks'), h('span.hidden', null, how));

// With its size known before it is loaded nothing jumps when it comes.
const picture = photo => h('img.photo', { src: photo.url, alt: 'Picture from the bot', width: photo.width, height: photo.height });

function file(document) {
  return h('div.file', null,
    h('a.open', { href: document.url, target: '_blank', rel: 'noopener' }, h('span.sheet', { 'aria-hidden': 'true' }, icon('file')),
      h('span.name', null, h('b', null, document.name), h('small', null, size(document.bytes)))),
    h('a.download', { href: document.url, download: document.name, 'aria-label': `Download ${document.name}`, title: 'Download' }, icon('down')));
}

const size = bytes => bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1).replace('.', ',')} KB`;

function key(message, button) {
  const tag = `${button.style ? `.${button.style}` : ''}`;
  if (safeUrl(button.url)) {
    return h(`a.key${tag}`, { href: button.url, target: '_blank', rel: 'noopener noreferrer' }, button.label, h('span.corner', { 'aria-hidden': 'true' }, '↗'));
  }
  if (button.copy) return h(`button.key${tag}`, { type: 'button', onclick: () => copy(button.copy) }, button.label, h('span.corner', { 'aria-hidden': 'true' }, icon('copy')));
  return h(`button.key${tag}`, { type: 'button', onclick: event => pressed(event.currentTarget, message, button) }, button.label);
}

async function pressed(target, message, button) {
  target.classList.add('pressed');
  await press(message.id, button.action);
  target.classList.remove('pressed');
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell(`Copied: ${text}`, 'toast');
  } catch {
    // A browser may keep the clipboard to itself.
    tell(`Copy it by hand: ${text}`, 'toast');
  }
}
