// What the share panel sends, of each thing that can be on the screen.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openPage } from './harness.mjs';

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
