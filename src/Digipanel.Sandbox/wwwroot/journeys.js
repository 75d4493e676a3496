// The money's way: one track an order or top-up, with a coin that goes from station to station as the rows in the bot's database move.
import { pay } from './act.js';
import { clock, element, h, link, rupiah, write } from './dom.js';
import { icon } from './icons.js';
import { rows } from './patch.js';
import { drawOn, selectedPerson, state } from './state.js';

drawOn(['money', 'selected'], draw);

function draw() {
  const all = selectedPerson()?.admin;
  const journeys = (state.money.get(state.selected)?.journeys ?? []).map(journey => all ? { ...journey, title: `${journey.customer} · ${journey.title}` } : journey);
  rows(element('journeys'), journeys, 'Nothing under way. Top up and paste a link: each will go its way here, live.', make, fill);
}

function make(journey) {
  const track = h('ol.track', { 'aria-label': 'Stations' }, ...journey.stations.map(() => h('li.station', null, h('span.stop'), h('span.name'), h('small'))));
  const made = h(`li.journey.${journey.kind}`, null,
    h('p.head', null, h('b'), h('span.at', null, clock(journey.startedAt)), h('span.end')),
    h('div.rail', null, h('span.done'), h('span.coin', { 'aria-hidden': 'true' }), track));
  fill(made, journey);
  return made;
}

// In place, so that the coin glides instead of jumping.
function fill(made, journey) {
  const title = made.querySelector('.head b');
  if (title.textContent !== journey.title) title.replaceChildren(journey.url ? link(journey.url, journey.title) : journey.title);
  made.querySelector('.end').replaceChildren(
    journey.pay ? h('button.pay', { type: 'button', 'aria-label': `Pay ${rupiah(journey.amount)}, ${journey.pay}`, onclick: () => pay(journey.pay) }, `Pay ${rupiah(journey.amount)}`) : '',
    h(`span.pill.${journey.tone}`, null, journey.label));
  made.dataset.tone = journey.tone;
  const part = journey.at / (journey.stations.length - 1);
  made.querySelector('.rail').style.setProperty('--part', part.toFixed(3));
  made.querySelector('.rail').style.setProperty('--stations', journey.stations.length);
  journey.stations.forEach((station, index) => fillStation(made.querySelectorAll('.station')[index], station));
}

const words = { done: 'done', now: 'under way', todo: 'to come', skip: 'left out', warn: 'in doubt', bad: 'failed' };

function fillStation(stop, station) {
  if (stop.dataset.icon !== station.icon) {
    stop.dataset.icon = station.icon;
    stop.querySelector('.stop').replaceChildren(icon(station.icon));
  }
  stop.dataset.state = station.state;
  stop.title = `${station.name}: ${words[station.state]}`;
  write(stop.querySelector('.name'), station.name);
  write(stop.querySelector('small'), station.note ?? '');
}
