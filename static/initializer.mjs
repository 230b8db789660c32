// Trunk calls this while it loads the wasm; the script in index.html shows what it
// hears. (Trunk's own event, TrunkApplicationStarted, comes after a failure too.)
export default function initializer() {
  const boot = window.raftLunchBoot;
  return {
    onProgress: ({ current, total }) => boot.progress(current / total),
    onFailure: (reason) => boot.failed(reason),
    // A run in the address has asked for more by then, and is shown from the start.
    onSuccess: () =>
      setTimeout(() => Promise.allSettled([more]).then(() => setTimeout(boot.started))),
  };
}

let more;

// Fetches the part of the wasm that the build has cut off, once: it fills the table of the
// first part, of which these are the exports. A build that was not cut lacks nothing.
window.raftLunchMore = (exports, done) => {
  more ??= 0 in exports ? fetched(exports) : Promise.resolve();
  more.then(
    () => done(true),
    () => {
      more = undefined;
      done(false);
    },
  );
};

async function fetched(_) {
  const first = document.querySelector('link[href$="_bg.wasm"]').href;
  const answer = await fetch(first.replace('_bg.', '_more.'));
  await WebAssembly.instantiate(await answer.arrayBuffer(), { _ });
}
