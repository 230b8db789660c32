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

// Fetches what the page does not need to begin with, once: its styles, and the part of the
// wasm that the build has cut off. That fills the table of the first part, of which these
// are the exports. A build that was not cut lacks only the styles.
window.raftLunchMore = (exports, done) => {
  more ??= Promise.all([styled(), 0 in exports && fetched(exports)]);
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

function styled() {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = './more.css';
  document.head.append(link);
  return new Promise((done, failed) => {
    link.onload = done;
    link.onerror = () => failed(link.remove());
  });
}
