// The wasm module that makes practice questions (src/practice_module.rs), fetched when
// practice is first opened.
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
  const exports = await import(new URL('practice-questions.js', document.baseURI));
  await exports.default();
  return exports;
}
