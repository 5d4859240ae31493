// Icon changes as they happen. While one reads it is paused: the stream is closed, and goes on after the last change that was shown. So it is
// in a tab that nobody sees: a browser keeps six connections to a host, and as many forgotten tabs would leave none for another page. One that
// was left for long goes on from now: a night of a large fleet would be millions of changes, and the past tells what they came to.

// By the very address of the page's own: under another one it would run twice.
const { ask, become, patience } = await import(document.querySelector('script[src*="/pages.js"]').src);

const feed = document.getElementById('feed');
const list = document.getElementById('feed-live');
const pause = document.getElementById('feed-pause');
const state = document.getElementById('feed-state');

const mostRows = 200;     // A tab that is open for a day holds no more than this.
const mostAtOnce = 40;    // More in one go are folded: nobody reads so fast.
const flushEvery = 250;   // Milliseconds.
const silence = 15000;    // A server that says nothing for so long has gone, whatever the connection looks like.
const longHidden = 300000; // What happened in less is told change by change.
const away = 'The server does not answer. The stream goes on after its last change by itself.';

let source = null;
let last = Number(feed.dataset.after);
let waiting = [];
let folded = 0;
let byHand = false;
let reading = false;
let heard = 0;            // When the server was heard last: it says something every three seconds.
let misses = 0;
let isComing = false;
let hiddenAt = null;      // Since when nobody sees the tab; null: somebody does.

function address() {
  const stream = new URL(feed.dataset.stream, location.href);
  stream.searchParams.set('after', last);
  return stream;
}

function open() {
  const mine = source = new EventSource(address());
  heard = Date.now();
  const hear = event => { heard = Date.now(); last = Number(event.lastEventId); };
  source.addEventListener('icon-change', event => { hear(event); waiting.push(JSON.parse(event.data)); if (waiting.length > mostAtOnce) fold(); });
  source.addEventListener('checkpoint', hear);
  source.addEventListener('caught-up', hear);
  source.onopen = () => { heard = Date.now(); misses = 0; say('Live'); };
  source.onerror = () => {
    if (source !== mine) return;
    say(away);
    // A proxy says so of a server that is away, too: a browser does not come back to such a stream by itself.
    if (mine.readyState === EventSource.CLOSED) { source = null; comeBack(); }
  };
}

/** Finds out why there is no stream: an answer tells that, and no event. Then opens it again. */
async function comeBack() {
  if (isComing) return;
  isComing = true;
  const stop = new AbortController();
  try {
    const answer = await fetch(address(), { signal: AbortSignal.any([stop.signal, AbortSignal.timeout(10000)]) });
    if (answer.status >= 400 && answer.status < 500) await beginAnew('The journal was replaced, by a backup, say. What stands below was told by the one before.');
  } catch { /* It is away still. */ }
  stop.abort();
  misses += 1;
  setTimeout(() => { isComing = false; settle(); }, patience(misses));
}

/** Goes on from now, and says why: the offset after which it was to go on is of another journal, or too far away. */
async function beginAnew(...why) {
  const { status, page: next } = await ask(location.href);
  if (status !== 200) return;
  last = Number(next.getElementById('feed').dataset.after);
  become(document.getElementById('last-minutes'), next.getElementById('last-minutes'));
  const item = document.createElement('li');
  item.className = 'quiet';
  const text = document.createElement('span');
  text.append(...why);
  item.append(text);
  list.prepend(item);
}

/** Somebody sees the tab again. */
async function comeInSight() {
  const since = hiddenAt;
  hiddenAt = null;
  if (since !== null && Date.now() - since > longHidden && !byHand && !isComing) {
    isComing = true;
    const [from, at] = [since, Date.now()].map(time => new Date(time).toISOString());
    const meanwhile = document.createElement('a');
    meanwhile.href = `/past?from=${from}&at=${at}`;
    meanwhile.textContent = 'What became different meanwhile';
    // Where the server is away it goes on after its last change, as ever.
    await beginAnew(`Nobody looked since ${from.slice(0, 16).replace('T', ' ')} UTC, so it goes on from now. `, meanwhile).catch(() => {});
    isComing = false;
  }
  settle();
}

const folds = new Map();

/** Those that nobody could read one by one, counted by where they went. */
function fold() {
  for (const change of waiting.splice(0)) {
    folded += 1;
    folds.set(change.to, (folds.get(change.to) ?? 0) + 1);
  }
}

function say(text) { if (state.textContent !== text) state.textContent = text; }

/** What each icon says, by its name. */
const words = new Map(await fetch('/v1/icons').then(answer => answer.json()).then(rows => rows.map(row => [row.name, row.text]), () => []));

function picture(name, isNamed) {
  const image = document.createElement('img');
  image.className = 'icon';
  image.src = `/v1/icons/${encodeURIComponent(name)}.svg`;
  image.alt = isNamed ? words.get(name) ?? name : '';
  if (isNamed) image.title = image.alt;
  return image;
}

function row(change) {
  const item = document.createElement('li');
  const time = document.createElement('time');
  time.dateTime = change.recordedAt;
  time.textContent = change.recordedAt.slice(11, 23);
  const client = document.createElement('a');
  client.href = `/clients/${encodeURIComponent(change.clientId)}`;
  client.textContent = change.clientId;
  const group = document.createElement('span');
  group.className = 'quiet';
  group.textContent = change.group;
  const move = document.createElement('span');
  move.className = 'move';
  if (change.from) move.append(picture(change.from, true));
  move.append('→', picture(change.to, false), words.get(change.to) ?? change.to);
  item.append(time, client, group, move);
  return item;
}

function foldedRow() {
  const item = document.createElement('li');
  const text = document.createElement('span');
  text.textContent = `${folded.toLocaleString('en')} changes at once`;
  item.append(text);
  for (const [name, count] of [...folds].sort((a, b) => b[1] - a[1]).slice(0, 8)) {
    const move = document.createElement('span');
    move.className = 'move';
    move.append('→', picture(name, true), ` ${count.toLocaleString('en')}`);
    item.append(move);
  }
  folds.clear();
  folded = 0;
  return item;
}

setInterval(() => {
  if (source && Date.now() - heard > silence) { say(away); source.close(); open(); }
}, 1000);

setInterval(() => {
  if (folded === 0 && waiting.length === 0) return;
  const rows = waiting.splice(0).map(row);
  if (folded > 0) rows.push(foldedRow());
  list.prepend(...rows.reverse());
  while (list.children.length > mostRows) list.lastElementChild.remove();
}, flushEvery);

function settle() {
  const stop = byHand || reading || document.hidden;
  pause.setAttribute('aria-pressed', byHand);
  pause.textContent = byHand ? 'Go on' : 'Pause';
  if (stop && source) { source.close(); source = null; say(byHand ? 'Paused. Nothing is lost: it goes on from here.' : reading ? 'Paused while you read.' : 'Paused while nobody looks.'); }
  if (!stop && !source && !isComing) open();
}

pause.addEventListener('click', () => { byHand = !byHand; settle(); });
const reads = () => { reading = list.scrollTop > 4 || list.matches(':hover') || list.contains(document.activeElement); settle(); };
for (const event of ['pointerenter', 'pointerleave', 'focusin', 'focusout', 'scroll']) list.addEventListener(event, () => setTimeout(reads));
document.addEventListener('visibilitychange', () => { if (document.hidden) { hiddenAt ??= Date.now(); settle(); } else comeInSight(); });
addEventListener('pagehide', () => source?.close());

feed.hidden = false;
settle();
