// Fetches the page's wasm with its script, and starts it. Trunk has written both names into
// the head (Trunk.toml); static/boot.js shows what comes of it.
const named = (name) => new URL(document.querySelector(`meta[name=${name}]`).content, document.baseURI);

try {
  const { default: init } = await import(named('page-script'));
  await init({ module_or_path: named('page-wasm') });
  // Once what the start has scheduled is drawn.
  setTimeout(window.raftLunchBoot.started);
} catch (error) {
  window.raftLunchBoot.failed(error);
}
