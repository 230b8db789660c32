// The page as a frame in somebody's post, served from another origin.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, pageUrl, publish, shot, started } from './harness.mjs';

const frame = (src, extra = '') =>
  `<iframe src="${src}" width="100%" height="560" loading="lazy" title="Raft Lunch" ${extra}></iframe>`;

test('a post with a frame shows both panes, paused, and plays on a click', async (t) => {
  const src = await pageUrl({ query: 'embed=1' });
  const url = await publish(`<!doctype html><title>A post</title><p>Read on.</p>${frame(src)}`);
  const page = await openPage(t, { url, started: false });
  const inside = page.frameLocator('iframe');
  await inside.locator('.cluster .server').nth(4).waitFor();
  await inside.locator('.lunch .person').nth(4).waitFor();
  const play = inside.getByRole('button', { name: 'Play', exact: true });
  await play.click();
  await inside.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await shot(page, 'embed');
});

test('two frames on one page each run their own seed, and tell their height', async (t) => {
  const [a, b] = [await pageUrl({ query: 'embed=1&seed=1' }), await pageUrl({ query: 'embed=1&seed=2&servers=3' })];
  const url = await publish(`<!doctype html><title>A post</title>
    <script>
      window.heights = [];
      addEventListener('message', (event) => {
        if (event.data?.source !== 'raft-lunch') return;
        const teller = [...document.querySelectorAll('iframe')].findIndex((frame) => frame.contentWindow === event.source);
        heights[teller] = event.data;
      });
    </script>${frame(a).replace('lazy', 'eager')}${frame(b).replace('lazy', 'eager')}`);
  const page = await openPage(t, { url, started: false });
  for (const [position, servers] of [[0, 5], [1, 3]]) {
    const inside = page.frames()[position + 1];
    await started(inside);
    assert.equal(await inside.locator('.cluster .server').count(), servers);
  }
  await page.waitForFunction(() => window.heights[0] && window.heights[1]);
  for (const told of await page.evaluate(() => window.heights)) {
    assert.equal(told.v, 1);
    assert.ok(told.height > 200, `${told.height} px hold both panes`);
  }
});

test('a sandboxed frame without storage works', async (t) => {
  const src = await pageUrl({ query: 'embed=1' });
  const url = await publish(`<!doctype html><title>A post</title>${frame(src, 'sandbox="allow-scripts"')}`);
  const page = await openPage(t, { url, started: false });
  const inside = page.frameLocator('iframe');
  await inside.getByRole('button', { name: 'On to what is said next' }).click();
  await inside.locator('.cluster .server').nth(4).waitFor();
});
