// The figures that only a browser can give, for `cargo xtask perf`, which builds what is
// measured and says where it is: DIST is the page, FOLDER what is measured besides, NATIVE the
// program that plays the same events natively, CHROME a browser. Each row ends with its ratio
// to the budget.

import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { serveFolder } from '../tests/e2e/servers.mjs';
import { measureEmbeds } from './embeds.mjs';
import { measureFrames, quantile } from './frames.mjs';
import { measureLong } from './long.mjs';
import { measureStart } from './start.mjs';

const SEEK_MS = 16;
const MEMORY_MIB = 128;
const SPEED = 0.5;

// Everything is measured several times, and the least time counts: other programs can only
// make it longer.

/** Events in a round of the comparison, and how many rounds: in wasm and natively in turn. */
const EVENTS = 100_000;
const ROUNDS = 40;

/** How often the browser goes to each place in the history. */
const PASSES = 5;

const { CHROME, DIST, FOLDER, NATIVE } = process.env;
if (!CHROME || !DIST || !FOLDER || !NATIVE) throw new Error('this is a part of `cargo xtask perf`: run that');
const [server, site] = [await serveFolder(FOLDER), await serveFolder(DIST)];
const browser = await chromium.launch({
  executablePath: CHROME,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  await compareSpeed(await open());
  await measureHistory(await open());
  await measureStart(browser, DIST);
  await measureFrames(browser, site.url);
  await measureEmbeds(browser, site.url, DIST);
  await measureLong(browser, site.url);
} finally {
  await browser.close();
  await Promise.all([server.close(), site.close()]);
}

async function open() {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`the page says: ${error.message}`));
  await page.goto(server.url);
  await page.waitForFunction(() => window.perf);
  return page;
}

async function compareSpeed(page) {
  const inWasm = (events) =>
    page.evaluate((count) => {
      const began = performance.now();
      window.perf.play(count);
      return performance.now() - began;
    }, events);
  const natively = (events) => Number(execFileSync(NATIVE, [String(events)], { encoding: 'utf8' }));
  // The browser compiles well what has run for a while.
  await inWasm(4 * EVENTS);
  let [wasm, native] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round++) {
    wasm = Math.min(wasm, await inWasm(EVENTS));
    native = Math.min(native, natively(EVENTS));
  }
  const perSecond = (ms) => Math.round(EVENTS / (ms / 1_000)).toLocaleString('en');
  const speeds = `wasm ${perSecond(wasm)}   native ${perSecond(native)}`;
  console.log(`events per second   ${speeds}   budget ${SPEED}   ratio ${(native / wasm).toFixed(2)}`);
  await page.close();
}

async function measureHistory(page) {
  const { events, played, passes, bytes } = await page.evaluate((count) => {
    const timed = (work) => {
      const began = performance.now();
      const result = work();
      return [performance.now() - began, result];
    };
    const [played, run] = timed(() => window.perf.full_history());
    const pass = () => Array.from({ length: run.seeks() }, (_, seek) => timed(() => run.seek(seek))[0]);
    const passes = Array.from({ length: count }, pass);
    return { events: run.events(), played, passes, bytes: window.perf.bytes() };
  }, PASSES);
  const least = passes[0].map((_, seek) => Math.min(...passes.map((times) => times[seek])));
  const p99 = quantile(least, 0.99);
  const mebibytes = bytes / 2 ** 20;
  const single = quantile(passes.flat(), 0.99).toFixed(1);
  const seek = `seek median ${quantile(least, 0.5).toFixed(1)} ms   p99 ${p99.toFixed(1)} ms   (least of ${PASSES}; of single ones ${single} ms)`;
  console.log(`a history of ${events.toLocaleString('en')} events in ${(played / 1_000).toFixed(1)} s`);
  console.log(`${seek}   budget ${SEEK_MS}   ratio ${(SEEK_MS / p99).toFixed(2)}`);
  console.log(`wasm memory ${mebibytes.toFixed(0)} MiB   budget ${MEMORY_MIB}   ratio ${(MEMORY_MIB / mebibytes).toFixed(2)}`);
  await page.close();
}
