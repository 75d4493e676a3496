// The banner of a scene: what is happening now, which steps are done, and how it ended.
import { element, h } from './dom.js';
import { icon } from './icons.js';
import { patch } from './patch.js';
import { drawOn, state } from './state.js';

drawOn(['scene'], draw);

function draw() {
  const banner = element('scene');
  banner.hidden = state.scene === null;
  if (state.scene) patch(banner, [{ key: state.scene.name, ...state.scene }], make);
}

function make(scene) {
  return h(`div.playing.${scene.state}`, null,
    h('p.title', null, h('span.sign', null, icon('film')), h('b', null, scene.title), h('span.pill.' + { playing: 'busy', over: 'good', failed: 'bad' }[scene.state], null, { playing: 'playing', over: 'over', failed: 'broken off' }[scene.state])),
    h('ol', { 'aria-label': 'Steps' }, ...scene.steps.map((text, index) => h(`li.${index < scene.step ? 'past' : index === scene.step && scene.state === 'playing' ? 'present' : 'future'}`,
      { 'aria-current': index === scene.step && scene.state === 'playing' ? 'step' : null }, text))),
    h('p.now', { role: 'status' }, scene.now ?? scene.note),
    scene.summary.length ? h('dl', null, ...scene.summary.map(line => h(`div${line.good ? '' : '.wrong'}`, null, h('dt', null, line.name), h('dd', null, line.value)))) : null);
}
