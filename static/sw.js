// The page without a network: a copy of one release as a whole.
//
// The page itself comes from the network where there is one, so that a new release is there at
// once and a reload is enough; else, or after some seconds, from the copy. Whatever else it asks for
// has a digest in its name: the copy of a name is right for whichever release asks, and what is not
// in a copy comes from the network. So a page and its parts are of one release in any case. A newer
// worker makes its own copy beside the old one, and waits until the last tab of the old one is closed.

const RELEASE = '__RELEASE__';
const PARTS = __PARTS__;

const OURS = `raft-lunch ${registration.scope} `;
const COPY = OURS + RELEASE;
const PATIENCE_MS = 4000;

/** The language that a part is for: `zh` of `lessons/zh/shelf-…`, `scenarios/zh/index-….json` and `raft-lunch-zh_bg-….wasm`. */
const languageOf = (part) => /^(?:lessons|scenarios)\/([a-z]{2})\/|-([a-z]{2})(?:_bg)?-\w+\.(?:js|wasm)$/.exec(part)?.slice(1).join('');

/** Puts a part into the copy; from another copy where it is in one. */
async function keep(copy, part) {
  const kept = await caches.match(part, { ignoreVary: true });
  const answer = kept ?? (await fetch(part));
  const type = answer.headers.get('content-type') ?? '';
  if (!answer.ok || type.startsWith('text/html')) throw new Error(`${part} did not arrive`);
  await copy.put(part, answer);
}

async function takeRelease() {
  const answer = await fetch('./', { cache: 'reload' });
  const page = await answer.text();
  if (!answer.ok || !page.includes(`"release":"${RELEASE}"`)) throw new Error('The page is of another release.');
  const copy = await caches.open(COPY);
  // A language that the reader has a copy of stays with them.
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  const languages = new Set(kept.flat().map(({ url }) => languageOf(url.slice(registration.scope.length))));
  const wanted = PARTS.filter((part) => !languageOf(part) || languages.has(languageOf(part)));
  await Promise.all(wanted.map((part) => keep(copy, part)));
  await copy.put('./', new Response(page, { headers: answer.headers }));
}

async function takeLanguage(language) {
  const copy = await caches.open(COPY);
  const wanted = PARTS.filter((part) => languageOf(part) === language);
  await Promise.all(wanted.map((part) => keep(copy, part)));
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== COPY).map((name) => caches.delete(name)));
  // The tab that is open on a first visit is served too.
  await clients.claim();
}

async function page(request) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  const fresh = await Promise.race([fetch(request), late]).catch(() => null);
  if (fresh && fresh.status < 500) return fresh;
  const copy = await caches.open(COPY);
  return (await copy.match('./')) ?? fresh ?? fetch(request);
}

async function part(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

addEventListener('install', (event) => event.waitUntil(takeRelease()));
addEventListener('activate', (event) => event.waitUntil(dropOthers()));
addEventListener('message', (event) => event.waitUntil(takeLanguage(event.data.language).catch(() => {})));
addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope)) return;
  const name = request.url.slice(registration.scope.length).replace(/[?#].*/, '');
  const isPage = name === '' || name === 'index.html';
  if (request.mode === 'navigate' && isPage) event.respondWith(page(request));
  else if (/-[0-9a-f]{12}(\.\w+)?$/.test(name)) event.respondWith(part(request));
});
