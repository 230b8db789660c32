// docs/where.md says where each thing can be seen: every place that it names opens.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openPage, siteUrl, started } from './harness.mjs';

const text = await readFile(new URL('../../docs/where.md', import.meta.url), 'utf8');

const links = [...new Set([...text.matchAll(/\]\((\?[^)]+)\)/g)].map(([, link]) => link))];

/** The texts of the links that are titles: they begin with a capital letter. */
const titles = new Map([...text.matchAll(/\[([A-Z][^\]]*)\]\((\?[^)]*lesson=[^)]+)\)/g)].map(([, title, link]) => [link, title]));

/** What has to be there once a place has opened. */
function proof(page, params) {
  if (params.has('lesson')) return page.locator('.lesson-card h2');
  if (params.has('scenario')) return page.locator('.about h2');
  if (params.has('start')) return page.locator('.chapters [aria-current=step]');
  return page.locator('table.log');
}

test('every place that docs/where.md names opens, and nothing in its address is wrong', async (t) => {
  assert.ok(links.length > 30, `${links.length} places`);
  assert.ok(titles.size > 10, `${titles.size} titles`);
  const page = await openPage(t, { reducedMotion: true });
  for (const link of links) {
    const params = new URLSearchParams(link);
    await t.test(link, async () => {
      await page.goto(`${await siteUrl()}${link}`);
      await started(page);
      await proof(page, params).first().waitFor();
      const card = params.get('card');
      if (card) await page.locator('.lesson-top span', { hasText: `${card} of ` }).waitFor();
      const title = titles.get(link);
      if (title) assert.equal(await proof(page, params).first().textContent(), title);
      assert.equal(await page.getByText('The address says').count(), 0);
    });
  }
});
