// The page without a network, and beside a newer release of itself.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { dist, openPage, started } from './harness.mjs';
import { doTo, openScenario, openTab, server } from './reader.mjs';
import { POLICY, serveFolder } from './servers.mjs';

const AT = '/raft-lunch/';

const NEXT = '0'.repeat(12);

/** A host with a copy of the page, below AT. */
async function host(t, options) {
  const folder = await mkdtemp(path.join(tmpdir(), 'raft-lunch-'));
  await cp(dist, folder, { recursive: true });
  const site = await serveFolder(folder, { at: AT, ...options });
  t.after(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });
  return { folder, origin: site.url, url: site.url + AT.slice(1), close: () => site.close() };
}

/** Puts another release there, with another title for figure 8. Nothing is left of the one before. */
async function release(folder) {
  const list = (await readdir(path.join(folder, 'scenarios'))).find((name) => name.startsWith('index-'));
  const named = `index-${NEXT}.json`;
  const edit = async (file, change) => writeFile(file, change(await readFile(file, 'utf8')));
  await rename(path.join(folder, 'scenarios', list), path.join(folder, 'scenarios', named));
  await edit(path.join(folder, 'scenarios', named), (text) => text.replace('Figure 8', 'Figure eight'));
  const [, before] = /"release":"(\w+)"/.exec(await readFile(path.join(folder, 'index.html'), 'utf8'));
  for (const name of ['index.html', 'sw.js']) {
    await edit(path.join(folder, name), (text) => text.replaceAll(list, named).replaceAll(before, NEXT));
  }
}

/** Waits until this is so. A browser may let a worker that has nothing to do live for half a minute. */
async function until(isSo) {
  const end = Date.now() + 60_000;
  while (!(await isSo())) assert.ok(Date.now() < end, 'not within 60 s');
}

/** Waits until the browser has a copy of the page. */
const copied = (page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active.scriptURL);

/** Waits until the page has done what waits for the browser to be idle: that comes in its order. In front, for a tab
 * in the background may never be idle. */
async function idle(page) {
  await page.bringToFront();
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 30_000 })));
}

const figure8 = async (page) => {
  await openTab(page, 'Runs');
  return page.locator('[data-scenario="figure-8.json"]').textContent();
};

const button = (page, name) => page.getByRole('button', { name, exact: true });

test('after one visit lesson 4, practice and a scenario open without a network', async (t) => {
  const site = await host(t);
  const page = await openPage(t, { url: site.url, reducedMotion: true, keeps: true });
  await copied(page);
  await page.context().setOffline(true);
  await site.close();
  await page.goto(`${site.url}?door=lessons`);
  await started(page);
  await page.locator('.shelf-line', { hasText: 'Late to lunch' }).click();
  await button(page, 'Watch it happen').click();
  await button(page, 'Skip ahead').click();
  await page.locator('.lesson-news', { hasText: 'What happened, and why' }).waitFor();
  await page.goto(`${site.url}?door=lessons&practice=votes&seed=7&n=1`);
  await page.locator('.question legend').waitFor();
  await page.goto(`${site.url}?door=sandbox`);
  await openScenario(page, 'figure-8.json');
});

test('the tab that is open on the first visit goes on without a network', async (t) => {
  const site = await host(t);
  const page = await openPage(t, { url: `${site.url}?door=sandbox`, reducedMotion: true, keeps: true });
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await site.close();
  await openScenario(page, 'figure-8.json');
});

test('it works without a network under a strict Content-Security-Policy too', async (t) => {
  const site = await host(t, { headers: { 'content-security-policy': POLICY } });
  const page = await openPage(t, { url: site.url, keeps: true });
  await copied(page);
  await site.close();
  await page.reload();
  await started(page);
});

test('the page can be installed: its manifest is there, with icons of the sizes that it names', async (t) => {
  const page = await openPage(t);
  const manifest = await page.locator('link[rel=manifest]').evaluate(async ({ href }) => (await fetch(href)).json());
  assert.equal(manifest.icons.length, 3);
  for (const { src, sizes } of manifest.icons) {
    const [width] = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return [image.naturalWidth];
    }, src);
    if (sizes !== 'any') assert.equal(`${width}x${width}`, sizes);
  }
});

test('a new release is taken as a whole, and an open tab stays whole on the old one', async (t) => {
  const site = await host(t);
  const options = { url: `${site.url}?door=sandbox`, reducedMotion: true, keeps: true };
  const old = await openPage(t, options);
  await old.waitForFunction(() => navigator.serviceWorker.controller);
  await release(site.folder);

  const fresh = await old.context().newPage();
  await fresh.goto(options.url);
  assert.match(await figure8(fresh), /Figure eight/);
  await idle(fresh);
  assert.match(await figure8(old), /Figure 8/);
  await old.locator('.newer-release:empty').waitFor({ state: 'attached' });

  // Beside the scope of the worker: it keeps no worker from ending.
  const beside = await old.context().newPage();
  await beside.goto(`${site.origin}beside`);
  const releases = async () => (await beside.evaluate(() => caches.keys())).map((name) => name.split(' ').at(-1));
  const [before] = await releases();
  await until(async () => (await releases()).length === 2);
  assert.deepEqual(await releases(), [before, NEXT], 'the open tabs have their copy');
  await Promise.all([old.close(), fresh.close()]);
  await until(async () => (await releases()).length === 1);
  assert.deepEqual(await releases(), [NEXT]);

  await site.close();
  await beside.goto(options.url);
  assert.match(await figure8(beside), /Figure eight/);
});

test('where the host has another release, an open tab says so, and keeps the run over the reload', async (t) => {
  const site = await host(t);
  const page = await openPage(t, { url: `${site.url}?door=sandbox`, reducedMotion: true, errors: 'allowed' });
  await doTo(page, 3, 'Crash');
  await release(site.folder);
  await openTab(page, 'Runs');
  await page.getByText('There is a newer version of this page.').waitFor();
  await page.locator('.newer-release').getByRole('button', { name: 'Reload' }).click();
  assert.match(await figure8(page), /Figure eight/);
  await server(page, 3).and(page.locator('[aria-label*="crashed"]')).waitFor();
});

test('what merely does not arrive is no newer version', async (t) => {
  const page = await openPage(t, { reducedMotion: true, errors: 'allowed' });
  await page.route('**/scenarios/index-*.json', (route) => route.abort());
  const looked = page.waitForResponse((response) => response.request().resourceType() === 'fetch' && new URL(response.url()).pathname === '/');
  await openTab(page, 'Runs');
  await (await looked).finished();
  await page.locator('#catalogue', { hasText: "didn't arrive" }).waitFor();
  assert.equal(await page.getByText('There is a newer version').count(), 0);
});

test('a frame in a post leaves nothing in the browser', async (t) => {
  const count = async (query) => {
    const page = await openPage(t, {
      query,
      keeps: true,
      before: (page) =>
        page.addInitScript(() => {
          window.registered = 0;
          ServiceWorkerContainer.prototype.register = async () => (window.registered += 1);
        }),
    });
    await idle(page);
    return page.evaluate(() => window.registered);
  };
  assert.equal(await count(''), 1);
  assert.equal(await count('embed=1'), 0);
});
