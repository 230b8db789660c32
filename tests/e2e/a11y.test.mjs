// Names that are heard are those that are seen, and a page that cannot start is accessible too.
// The rest of axe-core is in everywhere.test.mjs.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { seriousFindings } from './axe.mjs';
import { dist, openPage } from './harness.mjs';

test('what is written under a server begins its accessible name', async (t) => {
  const page = await openPage(t);
  const names = await page.locator('.cluster .server').evaluateAll((servers) =>
    servers.map((server) => [server.querySelector('.name.long').textContent, server.getAttribute('aria-label')]),
  );
  assert.equal(names.length, 5);
  for (const [seen, name] of names) assert.ok(name.startsWith(seen), `${seen}: ${name}`);
});

test('the sentence of a page that cannot start is accessible', async (t) => {
  const url = pathToFileURL(path.join(dist, 'index.html')).href;
  const page = await openPage(t, { url, started: false, errors: 'allowed' });
  await page.locator('#boot-file').waitFor();
  assert.deepEqual(await seriousFindings(page), []);
});
