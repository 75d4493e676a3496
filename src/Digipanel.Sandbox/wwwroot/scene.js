// The banner of a scene: what is happening now, which steps are done, and how it ended.
import { element, h, write } from './dom.js';
import { icon } from './icons.js';
import { patch } from './patch.js';
import { drawOn, state } from './state.js';

let spoken = '';

drawOn(['scene'], draw);

function draw() {
  const banner = element('scene');
  banner.hidden = state.scene === null;
  if (!state.scene) return;
  patch(banner, [{ key: state.scene.name, ...state.scene }], make);
  const line = element('scene-line');
  line.hidden = false;
  write(line, `${state.scene.title}: ${state.scene.now ?? state.scene.note}`);
  // The numbers run; only what is new in kind is spoken.
  const step = state.scene.state === 'playing' ? state.scene.steps[state.scene.step] : state.scene.now;
  if (step !== spoken) write(element('announcer'), spoken = step);
}

function make(scene) {
  return h(`div.playing.${scene.state}`, null,
    h('p.title', null, h('span.sign', null, icon('film')), h('b', null, scene.title), h('span.pill.' + { playing: 'busy', over: 'good', failed: 'bad' }[scene.state], null, { playing: 'playing', over: 'over', failed: 'broken off' }[scene.state])),
    h('ol', { 'aria-label': 'Steps' }, ...scene.steps.map((text, index) => h(`li.${index < scene.step ? 'past' : index === scene.step && scene.state === 'playing' ? 'present' : 'future'}`,
      { 'aria-current': index === scene.step && scene.state === 'playing' ? 'step' : null }, text))),
    h('p.now', null, scene.now ?? scene.note),
    scene.summary.length ? h('dl', null, ...scene.summary.map(line => h(`div${line.good ? '' : '.wrong'}`, null, h('dt', null, line.name), h('dd', null, line.value)))) : null);
}
