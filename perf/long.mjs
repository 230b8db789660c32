// Ten minutes at 100×: what it weighs in the end, and whether the page still answers. Part of `cargo xtask perf`.

const MINUTES = 10;
const MEMORY_MIB = 128;
const PRESS_MS = 1_000;

/** Plays the story's cluster in the sandbox for ten minutes, or until the page says that the run is too long. */
export async function measureLong(browser, url) {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`the page says: ${error.message}`));
  await page.addInitScript(keepMemory);
  await page.goto(`${url}?door=sandbox`);
  await page.locator('#boot').waitFor({ state: 'detached' });
  await page.getByLabel('Speed').selectOption('100×');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const began = performance.now();
  const stopped = page.getByRole('button', { name: 'Play', exact: true });
  const hasStopped = await stopped.waitFor({ timeout: MINUTES * 60_000 }).then(() => true, () => false);
  const seconds = (performance.now() - began) / 1_000;
  const said = hasStopped ? await page.locator('.told').first().innerText() : 'it still plays';
  const pressed = performance.now();
  if (hasStopped) await page.getByRole('button', { name: 'One event back', exact: true }).click();
  else await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  const answered = performance.now() - pressed;
  const mebibytes = (await page.evaluate(() => window.memory.buffer.byteLength)) / 2 ** 20;
  console.log(
    `at 100× for ${seconds.toFixed(0)} s (${said})   wasm memory ${mebibytes.toFixed(0)} MiB   budget ${MEMORY_MIB}   ` +
      `ratio ${(MEMORY_MIB / mebibytes).toFixed(2)}\n    a click is answered after ${answered.toFixed(0)} ms   budget ${PRESS_MS}`,
  );
  await page.close();
}

/** In the page: `memory` is that of the page's wasm. */
function keepMemory() {
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const before = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await before.apply(WebAssembly, given);
      window.memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }
}
