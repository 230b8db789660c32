// The page's other wasm modules, each fetched when it is first wanted.
const modules = new Map();

/** The module of this name, ready to be called. Where it does not arrive, the next call tries again. */
export function load(name) {
  if (!modules.has(name)) {
    const module = fetched(name).catch((error) => {
      modules.delete(name);
      throw error;
    });
    modules.set(name, module);
  }
  return modules.get(name);
}

async function fetched(name) {
  const exports = await import(new URL(`${name}.js`, document.baseURI));
  await exports.default();
  return exports;
}
