// Trunk calls this while it loads the wasm; the script in index.html shows what it
// hears. (Trunk's own event, TrunkApplicationStarted, comes after a failure too.)
export default function initializer() {
  const boot = window.raftLunchBoot;
  return {
    onProgress: ({ current, total }) => boot.progress(current / total),
    onFailure: (reason) => boot.failed(reason),
    onSuccess: () => boot.started(),
  };
}
