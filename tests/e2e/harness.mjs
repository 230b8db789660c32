// What every browser test stands on: the built page on a local server, a second
// server that plays a blog, and a Chromium. A test file needs only
//
//     import { test } from 'node:test';
//     import { openPage } from './harness.mjs';
//
//     test('what it shows', async (t) => {
//       const page = await openPage(t, { query: 'embed=1', width: 360 });
//       await page.getByRole('button', { name: /Server 3/ }).click();
//     });
//
// Pages close themselves, and a test fails if its page reported an error or asked
// another host for anything. Nothing here sleeps: wait for a condition, never a time.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serveFolder, servePages } from './servers.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The release folder that the tests look at. */
export const dist = path.resolve(here, '../../dist');

/** How long a condition may take, in milliseconds: generous, for a busy machine with two cores. */
const PATIENCE = 60_000;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a thing at its first use, and stops it when the test file is done. */
function shared(start, stop) {
  let running;
  after(async () => {
    if (running) await stop(await running);
  });
  return () => (running ??= start());
}

const browser = shared(
  () => {
    const executablePath = process.env.CHROME;
    assert.ok(executablePath, 'CHROME names no browser: run `cargo xtask test --only browser`');
    return chromium.launch({ executablePath, args: FLAGS });
  },
  (launched) => launched.close(),
);

const stopServer = (server) => server.close();
const site = shared(() => serveFolder(dist), stopServer);
const blog = shared(() => servePages(), stopServer);

/** The address of the page, with a slash at the end. */
export async function siteUrl() {
  return (await site()).url;
}

/** Publishes this HTML on the blog, another origin, and returns its address. */
export async function publish(html) {
  return (await blog()).publish(html);
}

/**
 * Opens a page for this test and waits until the app has started.
 *
 * - `query`, `hash`: what follows the address; or `url`: another address altogether
 * - `door`: the door it opens with; most tests want everything in sight, as in the sandbox
 * - `width`, `height`, `colorScheme`, `reducedMotion`, `forcedColors`, `javaScript`, `touch`, `locale`
 * - `before(page)`: what to do before it loads, such as `page.route` or `page.addInitScript`
 * - `started: false`: don't wait for the app
 * - `keeps`: lets the page keep a copy of itself for when there is no network
 * - `errors: 'allowed'`: don't fail on what the page reports; `page.reported` lists it
 */
export async function openPage(t, options = {}) {
  const { width = 1280, height = 800, colorScheme = 'light', reducedMotion } = options;
  const context = await (await browser()).newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: options.forcedColors ? 'active' : 'none',
    javaScriptEnabled: options.javaScript ?? true,
    hasTouch: options.touch ?? false,
    locale: options.locale ?? 'en-US',
    // What a worker serves, no test could route.
    serviceWorkers: options.keeps ? 'allow' : 'block',
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.reported = [];
  const opened = options.url?.startsWith('http') ? [new URL('/', options.url).href] : [];
  watch(page, [await siteUrl(), (await blog()).url, ...opened]);
  t.after(async () => {
    await context.close();
    if (options.errors !== 'allowed') assert.deepEqual(page.reported, [], 'the page reported this');
  });

  await options.before?.(page);
  await page.goto(options.url ?? (await pageUrl(options)));
  if (options.started ?? true) await started(page);
  return page;
}

/** The address of the page with this query and fragment. */
export async function pageUrl({ query, hash, door = 'sandbox' } = {}) {
  const url = new URL(await siteUrl());
  if (query) url.search = query;
  if (door && !url.searchParams.has('embed')) url.searchParams.set('door', door);
  if (hash) url.hash = hash;
  return url.href;
}

/** Waits until the app of this page or frame has started. */
export async function started(frame) {
  await frame.locator('#boot').waitFor({ state: 'detached', timeout: PATIENCE });
}

function watch(page, origins) {
  page.on('pageerror', (error) => page.reported.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') page.reported.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    const own = ['data:', 'blob:', 'file:', 'about:', ...origins];
    if (!own.some((start) => url.startsWith(start))) page.reported.push(`asked for ${url}`);
  });
}

/** Keeps a picture of the page in tests/e2e/shots/, to be looked at. */
export async function shot(page, name, options = {}) {
  const folder = path.join(here, 'shots');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', ...options });
  return file;
}
