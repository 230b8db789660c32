// The wasm module that knows scenario files (src/files.rs), fetched when it is first wanted.
let module;

/** The module, ready to be called. Where it does not arrive, the next call tries again. */
export function load() {
  module ??= fetched().catch((error) => {
    module = undefined;
    throw error;
  });
  return module;
}

async function fetched() {
  const exports = await import(new URL('scenario-files.js', document.baseURI));
  await exports.default();
  return exports;
}
