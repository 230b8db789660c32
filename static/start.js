// Fetches the page's wasm with its script, and starts it; static/boot.js shows what comes of it.
try {
  const { url } = window.raftLunchParts;
  const { default: init } = await import(await url('raft-lunch.js'));
  await init({ module_or_path: await url('raft-lunch_bg.wasm') });
  // Once what the start has scheduled is drawn.
  setTimeout(window.raftLunchBoot.started);
} catch (error) {
  window.raftLunchBoot.failed(error);
}
