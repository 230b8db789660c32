// Has the browser keep the page, once it has started, so that it opens without a network too:
// static/sw.js says how. A frame in somebody's post leaves nothing behind.
async function keep() {
  try {
    await navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' });
    const registration = await navigator.serviceWorker.ready;
    registration.active.postMessage({ language: document.documentElement.lang.split('-')[0] });
    // To register again what is registered looks for nothing new.
    await registration.update();
  } catch {
    // Some browsers keep nothing, as in private windows. The page works all the same.
  }
}

const isFrame = window !== top || new URLSearchParams(location.search).has('embed');
const mayKeep = location.protocol.startsWith('http') && window.isSecureContext && !navigator.connection?.saveData;
if (mayKeep && !isFrame && 'serviceWorker' in navigator) {
  addEventListener('raft-lunch-started', () => (window.requestIdleCallback ?? setTimeout)(keep), { once: true });
}
