// Fetches the wasm of the reader's language with its script, and starts it. static/boot.js knows
// both names, and shows what comes of it.
const { named, failed, started } = window.raftLunchBoot;

try {
  const { default: init } = await import(named('page-script'));
  await init({ module_or_path: named('page-wasm') });
  // Once what the start has scheduled is drawn.
  setTimeout(started);
} catch (error) {
  failed(error);
}
