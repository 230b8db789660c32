// Panels, keys and what is said about the run in hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness.mjs';
import { doTo, leader, openScenario, server, tellStory, verdict } from './reader.mjs';

test('a panel closes with Escape, by a click elsewhere, and when another opens', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const open = (id) => page.locator(`#${id} :popover-open`);
  const button = (id) => page.locator(`#${id} > button`);
  await button('switches').click();
  await page.locator('#switches input').first().focus();
  await page.keyboard.press('Escape');
  await open('switches').waitFor({ state: 'detached' });
  assert.ok(await button('switches').evaluate((element) => element === document.activeElement));
  await button('switches').click();
  await page.locator('#switches label').first().click();
  await page.locator('.weakened, #switches input:checked').first().waitFor();
  assert.equal(await open('switches').count(), 1, 'what is in it can be used');
  await button('share').click();
  await open('share').waitFor();
  assert.equal(await open('switches').count(), 0);
  await page.locator('h1').click();
  await open('share').waitFor({ state: 'detached' });
});

test('a menu closes by a click elsewhere, and a click on another server opens that one', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const title = page.locator('.menu h3');
  await server(page, 3).click();
  await page.locator('h1').click();
  await title.waitFor({ state: 'detached' });
  await server(page, 3).click();
  await title.waitFor();
  await server(page, 5).click();
  await page.locator('.menu h3', { hasText: 'Server 5' }).waitFor();
  assert.equal(await title.count(), 1);
});

test('the focus finds a place when what had it is gone', async (t) => {
  const page = await openPage(t, { query: 'seed=soup', reducedMotion: true });
  const hasFocus = (selector) =>
    page.waitForFunction((selector) => document.activeElement.matches(selector), selector);
  await page.locator('.told button').press('Enter');
  await hasFocus('.play');
  while ((await page.locator('.cluster .msg').count()) === 0) await page.keyboard.press('.');
  await page.locator('#in-flight > summary').press('Enter');
  await page.getByRole('button', { name: /^Drop: / }).first().press('Enter');
  await hasFocus('#in-flight > summary');
});

test('the command key takes back and does again', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  const old = await leader(page);
  const crashed = page.locator(`.cluster [aria-label^="Server ${old}, crashed"]`);
  await doTo(page, old, 'Crash');
  await crashed.waitFor();
  await page.locator('h1').click();
  await page.keyboard.press('Meta+z');
  await crashed.waitFor({ state: 'detached' });
  await page.keyboard.press('Meta+Shift+z');
  await crashed.waitFor();
});

test('what is violated comes first', async (t) => {
  const page = await openPage(t);
  await openScenario(page, 'stale-read.json');
  await page.getByLabel('Speed').selectOption('1×');
  await page.locator('#verdict', { hasText: 'violated' }).waitFor();
  assert.equal(await verdict(page), 'violated: Linearizability, Reads Are Fresh');
  await page.locator('.cluster .wait-tag', { hasText: 'out of date' }).click();
  const answer = page.locator('.answer:popover-open', { hasText: 'no new entry of term 1 can commit' });
  assert.ok(await answer.evaluate((box) => box.scrollHeight <= box.clientHeight), 'the whole of it is seen');
});

test('the number of servers is the one that is there, and a new run says where the old one is', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  await page.getByRole('button', { name: 'Add a server' }).click();
  await page.locator('.cluster .server:nth-child(6)').waitFor();
  assert.equal(await page.getByLabel('Servers').inputValue(), '6');
  await page.waitForFunction(() => location.hash.startsWith('#run='));
  await doTo(page, 1, 'Crash');
  await page.locator('.cluster [aria-label^="Server 1, crashed"]').waitFor();
  await page.getByLabel('Servers').selectOption('3');
  await page.locator('.told', { hasText: "The browser's Back leads to the one before" }).waitFor();
  await page.goBack();
  await page.locator('.cluster .server:nth-child(6)').waitFor();
  await page.locator('.cluster [aria-label^="Server 1, crashed"]').waitFor();
});
