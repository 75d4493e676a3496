// The chat in view, drawn from what Telegram's or WhatsApp's server holds.
import { example, pay, photo, say } from './act.js';
import { bubble } from './bubble.js';
import { element, h, rupiah, write } from './dom.js';
import { plainText } from './html.js';
import { patch, rows } from './patch.js';
import { face } from './people.js';
import { drawOn, selectedPerson, state } from './state.js';

const messages = element('messages');
const NearEndPixels = 90;
const SpokenCharactersMax = 200;
let shown = null;
let pinned = true;

// At the end of a chat one stays there, whatever grows or shrinks around it.
messages.addEventListener('scroll', () => { pinned = messages.scrollHeight - messages.scrollTop - messages.clientHeight < NearEndPixels; }, { passive: true });
new ResizeObserver(() => { if (pinned) toEnd(); }).observe(messages);

function toEnd() {
  pinned = true;
  messages.scrollTop = messages.scrollHeight;
}

drawOn(['people', 'chat', 'selected'], drawHead);
drawOn(['chat', 'selected', 'people'], drawMessages);
drawOn(['people', 'money', 'selected'], drawChips);

function drawHead() {
  const person = selectedPerson();
  if (!person) return;
  element('chat').dataset.channel = person.channel;
  const doing = state.chats.get(person.id)?.action ?? null;
  const about = person.channel === 'whatsapp' ? `WhatsApp · +${person.id}` : person.admin ? 'Admin: the right side shows everybody’s money' : `Customer · ${person.language === 'en' ? 'English' : 'Bahasa Indonesia'}`;
  patch(element('chat-head'), [{ key: person.id, name: person.name, admin: person.admin, id: person.id, channel: person.channel, doing, about }], item => h('div.with', null,
    face(item), h('h2', null, item.name), item.doing ? h('p.doing', null, 'the bot is ', doingWord(item.doing), dots()) : h('p', null, item.about)));
}

const doingWord = action => action === 'upload_photo' ? 'sending a picture' : action === 'upload_document' ? 'sending a file' : 'typing';

const dots = () => h('span.dots', { 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));

function drawMessages() {
  const fresh = shown !== state.selected;
  shown = state.selected;
  if (fresh) messages.replaceChildren();
  const chat = state.chats.get(state.selected);
  const atEnd = fresh || pinned;
  const place = atEnd ? null : firstVisible();
  const items = (chat?.messages ?? []).map(message => ({ key: message.id, ...message }));
  if (chat?.action && items.length > 0) items.push({ key: 'typing', typing: true });
  const added = rows(messages, items, hello(selectedPerson()), make);
  const news = items.filter(item => added.includes(String(item.key)));
  if (atEnd || news.some(item => item.from === 'customer')) toEnd();
  else if (place) messages.scrollTop += place.element.isConnected ? place.element.offsetTop - place.top : 0;
  if (!fresh) speak(news.filter(item => item.from === 'bot'));
}

const hello = person => person?.admin ? 'Try /pelanggan Budi or /laporan: what only admins can see. Reply to a message with /broadcast, and everybody gets it.' : person?.channel === 'whatsapp' ? 'Say hello with menu, below.' : 'Say hello with /start, below.';

const make = item => item.typing ? h('div.bubble.theirs.typing', { 'aria-hidden': 'true' }, h('div.body', null, dots())) : bubble(item);

// An edit above must not push what is being read.
function firstVisible() {
  const found = [...messages.children].find(child => child.offsetTop + child.offsetHeight > messages.scrollTop);
  const next = found?.nextElementSibling ?? found;
  return next ? { element: next, top: next.offsetTop } : null;
}

function speak(news) {
  if (news.length > 0) write(element('announcer'), news.map(message => `Bot: ${plainText(message.text).slice(0, SpokenCharactersMax)}`).join(' '));
}

function drawChips() {
  const person = selectedPerson();
  if (!person) return;
  // On WhatsApp the words are commands; nobody types a slash there.
  const said = word => person.channel === 'whatsapp' ? word.slice(1) : word;
  const words = (person.admin ? ['/laporan', '/pelanggan 500000001', '/antrian', '/upstream', '/log'] : ['/saldo', '/riwayat', '/bantuan']).map(said);
  const begin = person.channel === 'whatsapp' ? 'menu' : '/start';
  const open = person.admin ? null : (state.money.get(person.id)?.journeys ?? []).find(journey => journey.pay);
  const chips = [
    open ? { key: `pay-${open.pay}`, label: `Bayar ${rupiah(open.amount)}`, pay: open.pay } : null,
    ...(person.admin ? [{ key: 'photo', label: '🖼 Foto promo' }] : [{ key: begin, label: begin }, { key: said('/topup 50000'), label: said('/topup 50000') }, { key: 'example', label: 'Tautan contoh' }]),
    ...words.map(word => ({ key: word, label: word })),
  ].filter(chip => chip !== null);
  patch(element('chips'), chips, chip => h(`button.chip${chip.pay ? '.pay' : ''}`, { type: 'button', lang: 'id', onclick: () => use(chip) }, chip.label));
}

function use(chip) {
  if (chip.pay) pay(chip.pay);
  else if (chip.key === 'example') example();
  else if (chip.key === 'photo') photo();
  else say(chip.label);
}
