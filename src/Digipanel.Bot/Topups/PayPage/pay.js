'use strict';
// The live part and the copy buttons: everything else on the page works without it. Asks a small address beneath the page whether anything has changed, and if so
// takes the page itself anew.
(() => {
  const pollsMax = 5000;
  const failuresMax = 60;
  const pauseSecondsMax = 30;
  const answerSecondsMax = 15;
  const copiedSeconds = 3;

  const live = document.getElementById('live');
  let main, endsAt, timer, polls = 0, failures = 0, asking = false;

  const pad = n => String(n).padStart(2, '0');
  const clock = s => (s >= 3600 ? Math.floor(s / 3600) + ':' + pad(Math.floor(s / 60) % 60) : Math.floor(s / 60)) + ':' + pad(s % 60);

  // By the server's clock: it says how much time is left, this phone only counts; not by its clock, which may be set meanwhile.
  const setLeft = seconds => { endsAt = performance.now() + seconds * 1000; };

  function adopt(next) {
    main = next;
    setLeft(Number(main.dataset.left));
    main.querySelectorAll('[data-live]').forEach(e => { e.hidden = false; });
    tick();
    plan(Number(main.dataset.next));
  }

  function tick() {
    const box = main.querySelector('.left');
    if (!box) return;
    const left = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
    box.querySelector('b').textContent = clock(left);
    box.classList.toggle('soon', left < 300);
    // What can no longer be paid must not be there to be paid.
    main.querySelectorAll('[data-pay]').forEach(e => { e.hidden = left === 0; });
    if (left === 0 && endsAt) { endsAt = 0; plan(1); }
  }

  function plan(seconds) {
    clearTimeout(timer);
    if (seconds > 0 && polls < pollsMax && failures < failuresMax) {
      timer = setTimeout(ask, 1000 * (document.hidden ? Math.max(seconds, pauseSecondsMax) : seconds));
    }
  }

  async function get(url) {
    const patience = new AbortController();
    const late = setTimeout(() => patience.abort(), answerSecondsMax * 1000);
    try {
      const answer = await fetch(url, { cache: 'no-store', credentials: 'omit', signal: patience.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      return await answer.text();
    } finally {
      clearTimeout(late);
    }
  }

  async function ask() {
    if (asking) return;
    asking = true;
    polls++;
    try {
      const now = JSON.parse(await get(location.pathname.replace(/\/+$/, '') + '/status'));
      if (now.view !== main.dataset.view) {
        await renew();
      } else {
        // Also after this phone has counted to the end: the server says whether that was right.
        if (now.left > 0) setLeft(now.left);
        tick();
        plan(now.next);
      }
      failures = 0;
    } catch {
      failures++;
      plan(Math.min(pauseSecondsMax, 3 * 2 ** Math.min(failures, 5)));
    } finally {
      asking = false;
    }
  }

  async function renew() {
    const page = new DOMParser().parseFromString(await get(location.href), 'text/html');
    const next = page.querySelector('main');
    main.replaceWith(next);
    document.title = page.title;
    adopt(next);
    live.textContent = next.dataset.say;
  }

  async function copy(text) {
    // Browsers inside apps often lack it, or have it and refuse.
    try { return await navigator.clipboard.writeText(text); } catch { /* the old way, then */ }
    const before = document.activeElement;
    const field = document.createElement('textarea');
    field.value = text;
    field.readOnly = true; // no keyboard for a blink
    field.className = 'unseen';
    document.body.append(field);
    field.focus({ preventScroll: true });
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (before) before.focus({ preventScroll: true });
    if (!done) throw new Error('not copied');
  }

  document.addEventListener('click', async e => {
    const button = e.target.closest('button[data-copy]');
    if (!button) return;
    try {
      await copy(button.dataset.copy);
      const label = button.textContent;
      button.textContent = live.textContent = button.dataset.done;
      button.disabled = true;
      setTimeout(() => { button.textContent = label; button.disabled = false; }, copiedSeconds * 1000);
    } catch { /* the number stands beside the button, to be selected by hand */ }
  });

  // What failed before says nothing of now.
  const resume = () => {
    failures = 0;
    if (Number(main.dataset.next) > 0) plan(0.1);
  };

  // Back from the bank's app: the customer looks for the answer now.
  document.addEventListener('visibilitychange', () => { if (!document.hidden) resume(); });
  addEventListener('online', resume);

  setInterval(tick, 1000);
  adopt(document.querySelector('main'));
})();
