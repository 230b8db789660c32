// "Why not yet?" is a tag at the thing that waits, and its answer is beside it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, shot } from './harness.mjs';

/** The story, at a moment when two have copied the second line. Time passes only when the test says so. */
async function openCopying(t, options = {}) {
  const page = await openPage(t, { door: '', query: 'start=copy', before: (page) => page.clock.install(), ...options });
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 500);
  const tag = page.locator('.lunch .wait-tag', { hasText: '2 of 3' });
  for (let tries = 0; tries < 400 && !(await tag.count()); tries += 1) await page.clock.runFor(50);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  return page;
}

for (const [width, height] of [[360, 740], [900, 1000], [1440, 900]]) {
  test(`a tag is at the leader in both pictures, and its answer is seen whole, at ${width} px`, async (t) => {
    const page = await openCopying(t, { width, height });
    assert.equal(await page.locator('.wait-tag').count(), 2);
    const tag = page.locator('.lunch .wait-tag');
    assert.equal(await tag.getAttribute('aria-label'), 'Why not yet? 2 of 3 copies needed');
    await tag.click();
    const answer = page.locator('.answer:popover-open');
    assert.match(await answer.textContent(), /Line 2 .* is safely in 2 of 5 notebooks/);
    assert.equal(await answer.locator('.roll-call li').count(), 5);
    assert.equal(await answer.locator('.roll-call .is-in').count(), 2);
    assert.ok(await answer.locator('.roll-call li:nth-child(3).is-enough').isVisible());
    const box = await answer.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= height, JSON.stringify(box));
    if (width === 360) {
      const buttons = await page.locator('.telling').boundingBox();
      assert.ok(box.y + box.height <= buttons.y, 'it is above the buttons');
    }
    await shot(page, `waiting-${width}`);
  });
}

test('one answer is open at a time, and Escape closes it', async (t) => {
  const page = await openCopying(t, { width: 1440, height: 900 });
  await page.locator('.lunch .wait-tag').click();
  await page.locator('.lunch .answer:popover-open').waitFor();
  await page.locator('.cluster .wait-tag').click();
  await page.locator('.cluster .answer:popover-open').waitFor();
  assert.equal(await page.locator('.answer:popover-open').count(), 1);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.answer:popover-open').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'wait-tag');
});

test('the tag can be pressed on 44 px, turns green when the line is final, and goes', async (t) => {
  const page = await openCopying(t, { width: 360, height: 740 });
  const area = await page.locator('.lunch .wait-tag').evaluate((tag) => {
    const { x, y, width, height } = tag.getBoundingClientRect();
    const isHit = (dy) => document.elementFromPoint(x + width / 2, y + height / 2 + dy) === tag;
    return isHit(-21) && isHit(21);
  });
  assert.ok(area);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const done = page.locator('.lunch .wait-tag.is-final', { hasText: 'final' });
  for (let tries = 0; tries < 100 && !(await done.count()); tries += 1) await page.clock.runFor(100);
  assert.equal(await done.count(), 1);
  await page.clock.runFor(1_600);
  assert.equal(await page.locator('.lunch .wait-tag').count(), 0);
});
