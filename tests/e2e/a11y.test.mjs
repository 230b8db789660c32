// axe-core finds nothing serious, in each look of the page.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { seriousFindings } from './axe.mjs';
import { dist, openPage } from './harness.mjs';

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    test(`the page is accessible: ${colorScheme}, ${width} wide`, async (t) => {
      const page = await openPage(t, { colorScheme, width });
      assert.deepEqual(await seriousFindings(page), []);
    });
  }
}

test('the sentence of a page that cannot start is accessible', async (t) => {
  const url = pathToFileURL(path.join(dist, 'index.html')).href;
  const page = await openPage(t, { url, started: false, errors: 'allowed' });
  await page.locator('#boot-file').waitFor();
  assert.deepEqual(await seriousFindings(page), []);
});
