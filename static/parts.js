// The parts of the page that are fetched: each by its plain name, under which index.html lists the
// name that its file has in this release. So what arrives is always of the page's own release.
const listed = JSON.parse(document.getElementById('parts').textContent);
const modules = new Map();

/** In raft-lunch.html all parts are inside, one after another in a gzipped text. */
const whole = listed.places && unpacked(document.getElementById('packed').textContent);

async function unpacked(text) {
  const zipped = new Blob([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))]);
  return new Response(zipped.stream().pipeThrough(new DecompressionStream('gzip'))).blob();
}

/** Where the part of this name is. What is not listed is where it says. */
async function url(name) {
  if (!whole) return new URL(listed.parts[name] ?? name, document.baseURI).href;
  if (!(name in listed.places)) throw new Error(`${name} is not in this file`);
  const type = name.endsWith('.js') ? 'text/javascript' : 'application/wasm';
  return URL.createObjectURL((await whole).slice(...listed.places[name], type));
}

async function bytes(name) {
  const response = await fetch(await url(name));
  const type = response.headers.get('content-type') ?? '';
  // Some hosts answer with their page whatever they lack.
  if (!response.ok || type.startsWith('text/html')) throw new Error(`${name} did not arrive`);
  return new Uint8Array(await response.arrayBuffer());
}

async function started(name) {
  const exports = await import(await url(`${name}.js`));
  await exports.default({ module_or_path: await url(`${name}_bg.wasm`) });
  return exports;
}

/** Says to the page if it is no longer the one that its host has. */
async function lookForNewer() {
  const answer = await fetch(location.pathname, { cache: 'no-store' });
  const [, release] = /"release":"(\w+)"/.exec(await answer.text()) ?? [];
  if (release && release !== listed.release) dispatchEvent(new Event('raft-lunch-newer'));
}

/** What comes of this. Where it does not arrive, that may be because there is a newer release. */
async function arrived(promise) {
  try {
    return await promise;
  } catch (error) {
    if (!whole) lookForNewer().catch(() => {});
    throw error;
  }
}

window.raftLunchParts = {
  url,

  /** True in raft-lunch.html, which has not all of them. */
  isOneFile: () => Boolean(whole),

  /** The bytes of the part of this name. */
  bytes: (name) => arrived(bytes(name)),

  /** The wasm module of this name, ready to be called. Where it does not arrive, the next call tries again. */
  module(name) {
    if (!modules.has(name)) {
      modules.set(name, started(name));
      modules.get(name).catch(() => modules.delete(name));
    }
    return arrived(modules.get(name));
  },
};
