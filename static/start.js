// Fetches the wasm of the reader's language with its script, and starts it. static/boot.js has
// chosen the language, and shows what comes of it. It comes first, unless a CDN puts it off.
if (!window.raftLunchBoot) await new Promise((resolve) => addEventListener('raft-lunch-booted', resolve, { once: true }));
const { language, failed, started } = window.raftLunchBoot;

try {
  const { url } = window.raftLunchParts;
  const name = language === 'en' ? 'raft-lunch' : `raft-lunch-${language}`;
  const { default: init } = await import(await url(`${name}.js`));
  await init({ module_or_path: await url(`${name}_bg.wasm`) });
  // Once what the start has scheduled is drawn.
  setTimeout(started);
} catch (error) {
  failed(error);
}
