// The page's icons: 24 by 24, drawn with one stroke.
const shapes = {
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z',
  cloud: 'M7 18.5a4.5 4.5 0 0 1-.4-9 6 6 0 0 1 11.5 1.6A3.8 3.8 0 0 1 17.5 18.5z',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20',
  coin: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v8M9.5 10.5 12 8l2.5 2.5',
  back: 'M9 6 4.5 10.5 9 15M5 10.5h9a5 5 0 0 1 0 10h-3',
  tick: 'M3 13 8 18 19 6',
  ticks: 'M0 13 5 18 15 6M9 16.5 11 18.5 23 6',
  phone: 'M5 4c0 9 6 15 15 15l.5-4-4.5-1.5-2 2c-2.5-1-4.5-3-5.5-5.5l2-2L9 3.5z',
  check: 'M5 12.5 10 17.5 19.5 7',
  wallet: 'M4 7.5h14.5v11H4zM4 7.5 15.5 4v3.5M15 13h1',
  chat: 'M4.5 5h15v11h-8l-4.5 4v-4h-2.5z',
  qr: 'M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM14 14h2v2h-2zM18.5 18.5h1M14 19.5h1M19.5 14v1',
  card: 'M3.5 6h17v12h-17zM3.5 10h17M7 14.5h3',
  fail: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM9 9l6 6M15 9l-6 6',
  'bell-off': 'M6 16.5V11a6 6 0 0 1 8.5-5.5M18 11v5.5l1.5 1.5H9M4 4l16 16',
  'mail-off': 'M4 7v11h13M8 6h12v10M4.5 7l7.5 6 2-1.5M3.5 3.5l17 17',
  slow: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.5V12l3 2',
  plug: 'M9 4v5M15 4v5M6.5 9h11v2.5a5.5 5.5 0 0 1-11 0zM12 17v4',
  mask: 'M4 7c5-2 11-2 16 0 .5 6-2 11-5.5 11-1.5 0-1.5-1.5-2.5-1.5S11 18 9.5 18C6 18 3.5 13 4 7zM7.5 10.5h3M13.5 10.5h3',
  power: 'M12 4v8M7 6.5a8 8 0 1 0 10 0',
  bolt: 'M13 3.5 5.5 13.5H11l-1 7 8-10.5h-5.5z',
  file: 'M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4M9 12.5h6M9 16h6',
  down: 'M12 4.5v10M8 11l4 4 4-4M5 19.5h14',
  copy: 'M8.5 8.5h11v11h-11zM5.5 15.5h-1v-11h11v1',
  reply: 'M9.5 6 4 11.5 9.5 17M4 11.5h9.5a6.5 6.5 0 0 1 6.5 6.5',
  film: 'M4 5h16v14H4zM10 9l5 3-5 3z',
};

const namespace = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', shapes[name] ?? '');
  svg.append(path);
  return svg;
}
