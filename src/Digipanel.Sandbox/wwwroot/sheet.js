// WhatsApp's list: a button in the bubble opens a sheet over the page, one row is chosen, the sheet closes. The keyboard works as in any dialogue.
import { press } from './act.js';
import { element, h } from './dom.js';

export const listKey = message => h('button.key.opens', { type: 'button', 'aria-haspopup': 'dialog', onclick: () => open(message) },
  h('span', { 'aria-hidden': 'true' }, '☰'), message.list.label);

function open(message) {
  const sheet = element('sheet');
  const rows = [];
  let section = null;
  for (const row of message.list.rows) {
    if (row.section && row.section !== section) rows.push(h('h3', null, section = row.section));
    rows.push(h('button.row', { type: 'button', onclick: () => choose(sheet, message, row) },
      h('b', null, row.title), row.description ? h('small', null, row.description) : null));
  }
  sheet.replaceChildren(
    h('header', null, h('h2', { id: 'sheet-title' }, message.list.label), h('button.close', { type: 'button', 'aria-label': 'Close', onclick: () => sheet.close() }, '✕')),
    h('div.rows', null, ...rows));
  sheet.showModal();
  sheet.querySelector('.row').focus();
}

async function choose(sheet, message, row) {
  sheet.close();
  await press(message.id, row.action);
}

// Beside the sheet is the dialogue itself, whose backdrop it is.
element('sheet').addEventListener('click', event => { if (event.target === event.currentTarget) event.currentTarget.close(); });
