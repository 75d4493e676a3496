// Brings a list of elements up to date without touching those that did not change: focus, selection, scroll position and the screen
// reader's place survive a live update.
import { h } from './dom.js';

/**
 * Every item needs a key. `make(item)` is called for new items and, unless `update(element, item)` is given, for changed ones.
 * Returns the keys of the elements that are new.
 */
export function patch(container, items, make, update = null) {
  const old = new Map([...container.children].filter(child => child.dataset.key).map(child => [child.dataset.key, child]));
  const added = [];
  let previous = null;
  for (const item of items) {
    const key = String(item.key);
    const print = JSON.stringify(item);
    let current = old.get(key);
    if (!current || current.print !== print) {
      if (current && update) update(current, item);
      else current = exchange(current, make(item), key, added);
      current.print = print;
    }
    old.delete(key);
    const expected = previous ? previous.nextElementSibling : container.firstElementChild;
    if (current !== expected) {
      if (previous) previous.after(current);
      else container.prepend(current);
    }
    previous = current;
  }
  for (const gone of old.values()) gone.remove();
  return added;
}

function exchange(current, fresh, key, added) {
  fresh.dataset.key = key;
  if (!current) {
    added.push(key);
    return fresh;
  }
  const held = current.contains(document.activeElement) ? document.activeElement : null;
  current.replaceWith(fresh);
  if (held) refocus(held, current, fresh);
  return fresh;
}

// The same button of the new element has the focus; where it is gone, the element itself.
function refocus(held, current, fresh) {
  const label = held.textContent;
  const same = held === current ? fresh : [...fresh.querySelectorAll('button, a')].find(candidate => candidate.textContent === label);
  if (!same) fresh.tabIndex = -1;
  (same ?? fresh).focus({ preventScroll: true });
}

/** As patch, with a line of text where there is nothing. */
export function rows(container, items, empty, make, update = null) {
  if (items.length > 0) {
    container.querySelector(':scope > .empty')?.remove();
    return patch(container, items, make, update);
  }
  if (!container.querySelector(':scope > .empty')) container.replaceChildren();
  patch(container, [{ key: 'empty', text: empty }], item => h(`${container.tagName === 'OL' ? 'li' : 'p'}.empty`, null, item.text));
  return [];
}
