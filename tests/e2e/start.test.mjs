// The page starts, and where it cannot it says why in a sentence.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { dist, openPage, publish, pageUrl, shot, started } from './harness.mjs';
import { openScenario, openTab, server } from './reader.mjs';
import { POLICY, serveFolder } from './servers.mjs';

/** Opens a page that is not going to start, and waits for its sentence. */
async function openFailing(t, sentence, options) {
  const page = await openPage(t, { started: false, errors: 'allowed', ...options });
  await page.getByText(sentence).waitFor();
  assert.equal(await page.locator('#boot-loading').isVisible(), false, 'still says it loads');
  assert.equal(await page.locator('#boot p:visible').count(), options.paragraphs ?? 1);
  return page;
}

test('it starts, and the notice that it loads is gone', async (t) => {
  const page = await openPage(t);
  assert.equal(await page.locator('#crashed').isVisible(), false);
  assert.match(await page.title(), /Raft Lunch/);
  await page.locator('main').first().waitFor();
  await shot(page, 'start');
});

test('opened from the disk, it says to use a server', async (t) => {
  const url = pathToFileURL(path.join(dist, 'index.html')).href;
  const page = await openFailing(t, /has to come from a web server: run cargo xtask serve/, { url });
  await shot(page, 'start-from-disk');
});

test('without WebAssembly, it says which browsers have it, and what takes it away', async (t) => {
  await openFailing(t, /has no WebAssembly.*Lockdown Mode/, {
    before: (page) => page.addInitScript(() => delete window.WebAssembly),
  });
});

for (const [what, pattern] of [
  ['the wasm', '**/*.wasm'],
  ['the script', '**/raft-lunch-*.js'],
]) {
  test(`when ${what} does not arrive, it says so and offers to reload`, async (t) => {
    const page = await openFailing(t, /did not arrive or did not start/, {
      before: (page) => page.route(pattern, (route) => route.abort()),
      paragraphs: 2,
    });
    await page.unroute(pattern);
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await started(page);
  });
}

test('when the server has no wasm, it says so', async (t) => {
  await openFailing(t, /did not arrive or did not start/, {
    before: (page) => page.route('**/*.wasm', (route) => route.fulfill({ status: 404 })),
    paragraphs: 2,
  });
});

for (const [what, part, answer] of [
  ['in place of the wasm', '**/raft-lunch_bg-*.wasm', { contentType: 'text/html', body: '<h1>Sign in</h1>' }],
  ['in place of the script', '**/raft-lunch-*.js', { contentType: 'text/html', body: '<h1>Sign in</h1>' }],
  ['by another address', '**/raft-lunch-*.js', { status: 302, headers: { location: '/login' } }],
]) {
  test(`when a page to sign in comes ${what}, it says so`, async (t) => {
    const page = await openFailing(t, /perhaps one to sign in/, {
      before: (page) => page.route(part, (route) => route.fulfill(answer)),
      paragraphs: 2,
    });
    await shot(page, 'start-login');
  });
}

test('in a sandbox, from a host that lets only its own pages read it, it says what is missing', async (t) => {
  const folder = await serveFolder(dist, { headers: { 'access-control-allow-origin': 'https://nobody.example' } });
  t.after(() => folder.close());
  const frame = (sandbox) => publish(`<!doctype html><title>A post</title><iframe sandbox="${sandbox}" src="${folder.url}" title="a run"></iframe>`);
  const page = await openPage(t, { url: await frame('allow-scripts'), started: false, errors: 'allowed' });
  const inside = page.frameLocator('iframe');
  await inside.getByText(/sandboxed.*needs allow-same-origin/).waitFor();
  assert.equal(await inside.locator('#boot p:visible').count(), 2);
  await page.goto(await frame('allow-scripts allow-same-origin'));
  await started(inside);
});

test('when the script throws, it says so', async (t) => {
  const page = await openFailing(t, /did not arrive or did not start.*no such luck/s, {
    before: (page) =>
      page.route('**/raft-lunch-*.js', (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          body: 'export default () => {}; throw new Error("no such luck")',
        }),
      ),
    paragraphs: 2,
  });
  await shot(page, 'start-failed');
});

test('without JavaScript, it says to allow it', async (t) => {
  await openFailing(t, /allow JavaScript for this page/, { javaScript: false });
});

test('where a policy forbids every script, it says so after a while', async (t) => {
  const url = await pageUrl({ door: '' });
  const page = await openPage(t, {
    url,
    started: false,
    errors: 'allowed',
    before: (page) =>
      page.route(url, async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers(), 'content-security-policy': "script-src 'none'" };
        await route.fulfill({ response, headers });
      }),
  });
  const loading = page.getByText('Setting the table');
  const blocked = page.getByText('allow JavaScript for this page');
  /** So long after the page was there. */
  const wait = (ms) =>
    page.evaluate((ms) => {
      for (const animation of document.getAnimations()) {
        animation.pause();
        animation.currentTime = ms;
      }
    }, ms);
  await wait(3_000);
  assert.deepEqual([await loading.isVisible(), await blocked.isVisible()], [true, false]);
  await wait(8_000);
  assert.deepEqual([await loading.isVisible(), await blocked.isVisible()], [false, true]);
  await shot(page, 'start-blocked');
});

test('a slow connection is told of after a while, and the page still starts', async (t) => {
  let letThrough;
  const held = new Promise((resolve) => (letThrough = resolve));
  const page = await openPage(t, {
    started: false,
    before: async (page) => {
      await page.clock.install();
      await page.route('**/*.wasm', async (route) => {
        await held;
        await route.continue();
      });
    },
  });
  await page.locator('#boot-progress').waitFor();
  await page.clock.fastForward(16_000);
  await page.getByText('Still on its way').waitFor();
  letThrough();
  await started(page);
});

test('a crash of the wasm shows the panel, and its button reloads', async (t) => {
  const page = await openPage(t, { errors: 'allowed' });
  await page.evaluate(() => {
    const error = new WebAssembly.RuntimeError('unreachable');
    dispatchEvent(new ErrorEvent('error', { error, message: error.message }));
  });
  await page.getByText('Raft Lunch crashed.').waitFor();
  assert.match(await page.locator('#crashed-message').textContent(), /unreachable/);
  await shot(page, 'crashed');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await page.locator('#crashed').waitFor({ state: 'hidden' });
  await started(page);
});

test('it starts in a sandboxed frame of another site', async (t) => {
  const frame = `<iframe sandbox="allow-scripts" src="${await pageUrl()}" title="a run"></iframe>`;
  const url = await publish(`<!doctype html><title>A post</title>${frame}`);
  const page = await openPage(t, { url, started: false });
  const inside = page.frameLocator('iframe');
  await inside.locator('main').first().waitFor({ state: 'attached' });
  await started(inside);
});

test("a stranger's error while it loads does not keep it from starting", async (t) => {
  const page = await openPage(t, {
    errors: 'allowed',
    before: (page) => page.addInitScript(() => Promise.reject(new Error('not of this page'))),
  });
  assert.deepEqual(page.reported, ['error: not of this page']);
});

test('it starts where a CDN puts its first script off until all others have run', async (t) => {
  let othersHaveRun;
  const others = new Promise((resolve) => (othersHaveRun = resolve));
  const url = await pageUrl();
  await openPage(t, {
    before: async (page) => {
      page.once('domcontentloaded', othersHaveRun);
      await page.route('**/boot-*.js', async (route) => {
        await others;
        await route.continue();
      });
      await page.route(url, async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace(/(?=src=\.\/boot-)/, 'async ');
        assert.match(body, /async src=\.\/boot-/);
        await route.fulfill({ response, body });
      });
    },
  });
});

test('it starts and works under a strict Content-Security-Policy', async (t) => {
  const page = await openPage(t, {
    reducedMotion: true,
    before: async (page) =>
      page.route(await pageUrl(), async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers(), 'content-security-policy': POLICY };
        await route.fulfill({ response, headers });
      }),
  });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).margin), '0px');
  await page.getByRole('button', { name: 'Help: keys and marks' }).click();
  await page.locator('#keys kbd').first().waitFor();
  await page.keyboard.press('Escape');
  await openScenario(page, 'figure-8.json');
  await page.getByRole('button', { name: 'Space-time', exact: true }).click();
  await page.locator('.st svg').waitFor();
  await server(page, 3).click();
  const menu = page.locator('.menu');
  const place = await menu.evaluate((it) => getComputedStyle(it).getPropertyValue('--left'));
  assert.match(place, /^\d/, 'the menu has its place');
});

test('when the scenarios do not arrive, that is said; the next try gets them', async (t) => {
  const page = await openPage(t, { reducedMotion: true, errors: 'allowed' });
  await page.route('**/scenarios/index-*.json', (route) => route.abort());
  await openTab(page, 'Runs');
  await page.locator('#catalogue', { hasText: 'didn\'t arrive. Try again' }).waitFor();
  await page.unroute('**/scenarios/index-*.json');
  await openTab(page, 'Do');
  await openTab(page, 'Runs');
  await page.locator('#catalogue summary', { hasText: 'The fine print' }).click();
  await page.locator('[data-scenario="figure-8.json"]').waitFor();
  await page.route('**/scenario-files_bg-*.wasm', (route) => route.abort());
  await page.locator('[data-scenario="figure-8.json"]').click();
  await page.locator('.told', { hasText: 'didn\'t arrive. Try again' }).waitFor();
  await page.unroute('**/scenario-files_bg-*.wasm');
  await page.locator('[data-scenario="figure-8.json"]').click();
  await page.locator('.about h2').waitFor();
});
