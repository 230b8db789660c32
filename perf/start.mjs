// How soon the page is there for a reader on a slow line and a slow machine. Part of `cargo xtask perf`.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { quantile } from './frames.mjs';

const PICTURE_MS = 800;
const USABLE_MS = 3_000;
const SLOWER = 4;
const RUNS = 9;

/** Slow 4G: 1.6 Mbit/s, 150 ms there and back. */
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

const TYPES = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** Prints when the first picture and when the whole page is there, in the median, with nothing cached. */
export async function measureStart(browser, folder) {
  const site = await serveGzipped(folder);
  const starts = [];
  for (let run = 0; run < RUNS; run += 1) starts.push(await start(browser, site.url));
  site.close();
  const row = (what, times, budget) => {
    const median = quantile(times, 0.5);
    console.log(
      `${what}, slow 4G, CPU ÷ ${SLOWER}, gzip   median ${(median / 1_000).toFixed(2)} s   ` +
        `budget ${(budget / 1_000).toFixed(1)}   ratio ${(budget / median).toFixed(2)}`,
    );
  };
  row('first picture', starts.map(({ picture }) => picture), PICTURE_MS);
  row('usable', starts.map(({ usable }) => usable), USABLE_MS);
}

async function start(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`the page says: ${error.message}`));
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(noteStart);
  await page.goto(url);
  await page.waitForFunction(() => window.usable);
  const times = await page.evaluate(() => ({
    picture: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    hasPicture: document.querySelectorAll('.drawing').length === 2,
    usable: window.usable,
  }));
  await context.close();
  if (!times.hasPicture) throw new Error('the page has no pictures');
  return times;
}

/** In the page: it is usable once the app has taken the place of the first picture, and is drawn. */
function noteStart() {
  const look = new MutationObserver(() => {
    if (document.querySelector('.first') || !document.querySelector('.drawing')) return;
    look.disconnect();
    requestAnimationFrame(() => setTimeout(() => (window.usable = performance.now())));
  });
  addEventListener('DOMContentLoaded', () => look.observe(document.getElementById('app'), { childList: true, subtree: true }));
}

/** Serves a folder as hosts do: what is asked for a second time is gzipped already. */
function serveGzipped(folder) {
  const gzipped = new Map();
  const server = createServer(async (request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname;
    const file = path.join(folder, name === '/' ? 'index.html' : name);
    const body = gzipped.get(file) ?? (await readFile(file).then((text) => gzipSync(text, { level: 9 }), () => null));
    if (!body) return response.writeHead(404).end();
    gzipped.set(file, body);
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(body);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() });
    });
  });
}
