// What the share panel sends, of each thing that can be on the screen.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openPage, publish } from './harness.mjs';

const button = (page, name) => page.getByRole('button', { name, exact: true });

test('of a pasted lesson no link is sent, and the panel says why', async (t) => {
  const page = await openPage(t, { door: 'lessons', reducedMotion: true });
  const lesson = await readFile(new URL('lesson-steps.json', import.meta.url), 'utf8');
  await page.getByText('A lesson of your own').click();
  await page.getByLabel('Or paste a lesson').fill(lesson);
  await button(page, 'Open what was pasted').click();
  await page.locator('.lesson-card').waitFor();
  await page.locator('#share > button').click();
  await page.locator('#share').getByText('no link leads to it').waitFor();
  assert.equal(await button(page, 'Copy link').count(), 0);
  assert.equal(await button(page, 'Copy embed code').count(), 0);
});

test('a round of practice is shared as a link with its seed, and as a frame', async (t) => {
  const page = await openPage(t, { door: 'lessons', query: 'practice=votes&seed=7&n=4', reducedMotion: true });
  await page.locator('.practice-card .option').first().waitFor();
  const asked = await page.locator('.practice-card legend span').textContent();
  await page.locator('#share > button').click();
  await button(page, 'Copy link').click();
  const link = new URL(await page.locator('#link').inputValue());
  assert.deepEqual(Object.fromEntries(link.searchParams), { door: 'lessons', practice: 'votes', seed: '7', n: '4' });
  assert.equal(await button(page, 'Download scenario').count(), 0, 'its run would give the answer away');
  await button(page, 'Copy embed code').click();
  const code = page.locator('#link');
  await page.waitForFunction(() => document.getElementById('link').value.startsWith('<iframe '));
  const post = await openPage(t, { url: await publish(await code.inputValue()), started: false });
  const within = post.frameLocator('iframe');
  await within.locator('.practice-card .option').first().waitFor();
  assert.equal(await within.locator('.practice-card legend span').textContent(), asked);
});
