// Panels, keys and what is said about the run in hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness.mjs';
import { beginWith, doTo, leader, runScenario, openTab, server, tellStory, verdict } from './reader.mjs';

test('a panel closes with Escape, and by a click elsewhere', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const open = page.locator('#share :popover-open');
  const button = page.locator('#share > button');
  await button.click();
  await page.locator('#words').focus();
  await page.keyboard.press('Escape');
  await open.waitFor({ state: 'detached' });
  assert.ok(await button.evaluate((element) => element === document.activeElement));
  await button.click();
  await page.locator('#share label').first().click();
  assert.equal(await open.count(), 1, 'what is in it can be used');
  await page.locator('h1').click();
  await open.waitFor({ state: 'detached' });
});

test('the help opens with its key and its button, and the focus comes back', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const button = page.getByRole('button', { name: 'Help: keys and marks' });
  await button.press('Enter');
  await page.locator('#help[open] .legend li').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#help:not([open])').waitFor({ state: 'attached' });
  assert.ok(await button.evaluate((element) => element === document.activeElement));
  await server(page, 1).focus();
  await page.keyboard.press('?');
  await page.locator('#help[open] #keys kbd').first().waitFor();
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
  await openTab(page, 'Break');
  const step = page.getByRole('button', { name: 'One event forward' });
  while ((await page.locator('.cluster .msg').count()) < 3) await step.click();
  await page.locator('#in-flight > summary').press('Enter');
  const drops = page.getByRole('button', { name: /^Drop: / });
  const next = await drops.nth(1).getAttribute('aria-label');
  await drops.first().press('Enter');
  await page.waitForFunction((name) => document.activeElement.ariaLabel === name, next);
});

test('the focus stays: after a notice, on an Undo that has nothing left, in the field for a line', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);
  const undo = page.getByRole('button', { name: 'Undo' });
  await doTo(page, 3, 'Crash');
  await page.locator('.cluster [aria-label^="Server 3, crashed"]').waitFor();
  await undo.press('Enter');
  await page.locator('.cluster [aria-label^="Server 3, crashed"]').waitFor({ state: 'detached' });
  assert.ok(await isFocused(undo));
  await undo.press('Enter');
  await page.locator('.told button').press('Enter');
  await page.locator('.told').waitFor({ state: 'detached' });
  assert.ok(await isFocused(undo), 'back to what asked');
  const field = page.getByLabel('Propose a line');
  for (const text of ['SET A', 'SET A 1']) {
    await field.fill(text);
    await field.press('Enter');
    assert.ok(await isFocused(field), text);
  }
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
  await runScenario(page, 'stale-read.json');
  await page.getByLabel('Speed').selectOption('1×');
  await page.locator('#verdict', { hasText: 'Violated' }).waitFor();
  assert.equal(await verdict(page), 'Violated: Linearizability, Reads Are Fresh');
  assert.match(await page.locator('.verdict-chip').textContent(), /^Violated: Linearizability/);
  await page.locator('.sign.is-violated').first().waitFor({ state: 'attached' });
  await page.locator('.cluster .wait-tag', { hasText: 'out of date' }).click();
  const answer = page.locator('.answer:popover-open', { hasText: 'no new entry of term 1 can commit' });
  assert.ok(await answer.evaluate((box) => box.scrollHeight <= box.clientHeight), 'the whole of it is seen');
  await page.locator('.verdict-chip').click();
  await page.waitForFunction(() => document.activeElement.id === 'verdict');
});

test('the number of servers is the one that is there, and a new run says where the old one is', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  await page.getByRole('button', { name: 'Add a server' }).click();
  await page.locator('.cluster .server:nth-child(6)').waitFor();
  await page.locator('#new-run summary', { hasText: '6 servers' }).waitFor();
  await page.waitForFunction(() => location.hash.startsWith('#run='));
  await doTo(page, 1, 'Crash');
  await page.locator('.cluster [aria-label^="Server 1, crashed"]').waitFor();
  await beginWith(page, 3);
  await page.locator('.told', { hasText: "The browser's Back leads to the one before" }).waitFor();
  await page.goBack();
  await page.locator('.cluster .server:nth-child(6)').waitFor();
  await page.locator('.cluster [aria-label^="Server 1, crashed"]').waitFor();
});
