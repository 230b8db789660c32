// axe-core finds nothing serious, in each look of the page.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { seriousFindings } from './axe.mjs';
import { dist, openPage } from './harness.mjs';
import { openTab, server } from './reader.mjs';

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    test(`the page is accessible: ${colorScheme}, ${width} wide`, async (t) => {
      const page = await openPage(t, { colorScheme, width });
      assert.deepEqual(await seriousFindings(page), []);
    });
  }
}

test('each tab of the drawer, a menu, the help and space-time are accessible', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  for (const name of ['Break', 'Rules', 'Runs']) {
    await openTab(page, name);
    const closed = page.locator('.tab-panel details:not([open]) > summary');
    while ((await closed.count()) > 0) await closed.first().click();
    assert.deepEqual(await seriousFindings(page), [], name);
  }
  await server(page, 1).press('Enter');
  await page.locator('.menu .unfolds').last().press('Enter');
  assert.deepEqual(await seriousFindings(page), [], 'a menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Help: keys and marks' }).click();
  await page.locator('#help[open] li').first().waitFor();
  assert.deepEqual(await seriousFindings(page), [], 'the help');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Space-time', exact: true }).click();
  await page.locator('.st svg').waitFor();
  assert.deepEqual(await seriousFindings(page), [], 'space-time');
});

test('what is written under a server begins its accessible name', async (t) => {
  const page = await openPage(t);
  const names = await page.locator('.cluster .server').evaluateAll((servers) =>
    servers.map((server) => [server.querySelector('.name.long').textContent, server.getAttribute('aria-label')]),
  );
  assert.equal(names.length, 5);
  for (const [seen, name] of names) assert.ok(name.startsWith(seen), `${seen}: ${name}`);
});

for (const colorScheme of ['light', 'dark']) {
  test(`the story and its end are accessible: ${colorScheme}`, async (t) => {
    const page = await openPage(t, { colorScheme, door: '', query: 'start=tell' });
    assert.deepEqual(await seriousFindings(page), []);
    await page.locator('.invitation h2').waitFor({ timeout: 30_000 });
    assert.deepEqual(await seriousFindings(page), []);
  });
}

test('the sentence of a page that cannot start is accessible', async (t) => {
  const url = pathToFileURL(path.join(dist, 'index.html')).href;
  const page = await openPage(t, { url, started: false, errors: 'allowed' });
  await page.locator('#boot-file').waitFor();
  assert.deepEqual(await seriousFindings(page), []);
});
