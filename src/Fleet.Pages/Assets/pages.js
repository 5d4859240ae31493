// What makes pages live. Without it all of them can be read, and every form works.
const main = document.querySelector('main');
const page = document.getElementById('page');
const trouble = document.getElementById('trouble');

/** Makes one element like another, and touches nothing that is alike: focus, selection and what is open stay. */
export function become(now, next) {
  if (now.isEqualNode(next)) return;
  if (now.nodeType !== next.nodeType || now.nodeName !== next.nodeName) { now.replaceWith(next); return; }
  if (now.nodeType === Node.TEXT_NODE) { now.nodeValue = next.nodeValue; return; }
  // A part that is asked for by itself, or that a script of its own looks after, is not in the answer.
  if (now.dataset?.island !== undefined && next.dataset?.island === now.dataset.island || now.dataset?.own !== undefined) return;
  // What somebody fills in, or has opened, is his.
  if (now.nodeName === 'FORM' && now.method === 'post' && now.contains(document.activeElement)) return;
  const isHis = now.nodeName === 'INPUT' && (now === document.activeElement || (now.type !== 'range' && now.value !== now.defaultValue));
  for (const { name } of [...now.attributes]) if (!next.hasAttribute(name) && !(now.nodeName === 'DETAILS' && name === 'open')) now.removeAttribute(name);
  for (const { name, value } of next.attributes) if (now.getAttribute(name) !== value && !(name === 'hidden' && now.matches('[data-with-script]'))) now.setAttribute(name, value);
  if (now.nodeName === 'INPUT' && !isHis) now.value = next.value;
  // What has come between the others is put there, and what has gone is taken out: the others stay what they are.
  const before = [...now.childNodes];
  let i = 0;
  for (const child of [...next.childNodes]) {
    const k = child.nodeType === Node.TEXT_NODE && before[i]?.nodeType !== Node.TEXT_NODE ? -1 : before.findIndex((node, j) => j >= i && node.nodeName === child.nodeName && node.id === child.id);
    if (k < 0) { now.insertBefore(child, before[i] ?? null); continue; }
    for (; i < k; i++) before[i].remove();
    become(before[i++], child);
  }
  for (; i < before.length; i++) before[i].remove();
}

/** A page of the host as a document; null: it was not answered as it should be. */
export async function ask(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(10000), headers: { Accept: 'text/html' } });
  return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), 'text/html') };
}

/** Tells calmly that what is shown is not of now; null: it is. */
function tell(text) {
  main.classList.toggle('stale', text !== null);
  trouble.hidden = text === null;
  if (text !== null && trouble.textContent !== text) trouble.textContent = text;
}

const isProblem = of => of.querySelector('main').hasAttribute('data-problem');

const isChanged = field => field.nodeName === 'SELECT'
  ? field.selectedOptions[0] !== ([...field.options].find(option => option.defaultSelected) ?? field.options[0])
  : field.value !== field.defaultValue || field.checked !== field.defaultChecked;

/** Somebody has filled in what he has not sent. */
const isFilledIn = () => [...page.querySelectorAll('form[method=post] :is(input, textarea, select)')].some(isChanged);

const shownSince = () => page.querySelector('.asof time')?.textContent ?? '';

let asked = 0, shown = 0;

/** Shows another state of the same page. */
export async function show(address) {
  const turn = ++asked;
  try {
    const { status, page: next } = await ask(address);
    // What was asked for before what is there comes too late, from another node of a cluster, say.
    if (turn < shown) return true;
    const body = next.getElementById('page');
    // What is wrong for a while does not take the place of what is there.
    if (body === null || (status >= 500 && !isProblem(document))) throw new Error(body?.querySelector('.lead')?.textContent ?? '');
    shown = turn;
    // The host was upgraded: what it sends now is made for another style and script than this tab has.
    if (next.querySelector('main').dataset.version !== main.dataset.version && !isFilledIn()) { location.reload(); return true; }
    become(page, body);
    reveal();
    main.toggleAttribute('data-problem', isProblem(next));
    document.title = next.title;
    tell(null);
    every = Number(next.querySelector('main').dataset.looksEvery ?? 0);
    fillIslands();
    return true;
  } catch (error) {
    if (turn < shown) return true;
    const why = error.message && error.constructor === Error ? error.message : 'The server does not answer.';
    tell(`${why} What is shown is of ${shownSince()} UTC. This page tries again by itself.`);
    return false;
  }
}

let filling = false;

/** Parts of a page that are asked for after it. The page itself waits for none of them. */
async function fillIslands() {
  if (filling) return;
  filling = true;
  for (const island of document.querySelectorAll('[data-island]')) {
    const last = Number(island.dataset.filled ?? 0);
    if (Date.now() - last < 30000) continue;
    try {
      const { status, page: part } = await ask(island.dataset.island);
      if (status !== 200) continue;
      const open = island.querySelector('details')?.open ?? false;
      island.replaceChildren(part.querySelector('.trends') ?? part.querySelector('#page .lead'));
      if (open) island.querySelector('details').open = true;
      island.dataset.filled = Date.now();
    } catch { /* The link that stands there stays; the page itself tells of a server that is away. */ }
  }
  filling = false;
}

let every = Number(main.dataset.looksEvery ?? 0);
let misses = 0;

async function look() {
  if (every > 0 && !document.hidden && !busy()) misses = await show(location.href) ? 0 : misses + 1;
  setTimeout(look, misses > 0 ? patience(misses) : 1000 * (every || 5));
}

/** Milliseconds until the server is asked again that did not answer so many times: not all tabs at once. */
export const patience = misses => Math.min(15000, 1000 * 2 ** Math.min(misses, 4)) * (0.75 + Math.random() / 2);

/** Somebody selects a text: it would be taken away under his hand. */
const busy = () => !(document.getSelection()?.isCollapsed ?? true);

document.addEventListener('visibilitychange', () => { if (!document.hidden && every > 0) show(location.href); });

/** The slider of the past: as it is pulled the page is that of the moment. */
function travel() {
  let wanted = null, running = false;
  document.addEventListener('input', event => {
    const name = event.target.dataset?.moves;
    if (!name) return;
    const moment = new Date(event.target.value * 1000).toISOString();
    event.target.setAttribute('aria-valuetext', `${moment.slice(0, 19).replace('T', ' ')} UTC`);
    const address = new URL(location.href);
    address.searchParams.delete('cursor');
    if (name === 'at' && event.target.value === event.target.max) address.searchParams.delete('at');
    else address.searchParams.set(name, moment);
    wanted = address;
    if (!running) follow();
  });

  async function follow() {
    running = true;
    while (wanted !== null) {
      const address = wanted;
      wanted = null;
      history.replaceState(null, '', address);
      await show(address);
    }
    running = false;
  }
}

/** What nothing can be done with where no script runs comes hidden. */
function reveal() { for (const tool of page.querySelectorAll('[data-with-script]')) tool.hidden = false; }

// One tick for all that can be picked on a page.
page.addEventListener('change', event => {
  if (event.target.id === 'pick-all') for (const one of page.querySelectorAll('[form=pick]')) one.checked = event.target.checked;
});

reveal();
fillIslands();
if (document.querySelector('[data-time-travel]')) travel();
setTimeout(look, 1000 * (every || 5));
