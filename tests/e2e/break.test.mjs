// What breaks by clicking, and how the cluster gets over it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness.mjs';
import {
  doTo,
  leader,
  runScenario,
  openTab,
  play,
  propose,
  setSpeed,
  skipReading,
  stores,
  tellStory,
  verdict,
  waitForStores, whyNot } from './reader.mjs';

test('the leader is crashed by a click, another is elected, a proposal commits', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  const old = await leader(page);
  await doTo(page, old, 'Crash');
  await page.locator(`.cluster [aria-label^="Server ${old}, crashed"]`).waitFor();
  const next = await leader(page);
  assert.notEqual(next, old);
  await propose(page, 'SET A 1');
  await waitForStores(page, 'A = 1', 4);
  assert.match(await verdict(page), /Still safe/);
});

test('a follower that was away catches up after its restart', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  const away = ((await leader(page)) % 5) + 1;
  await doTo(page, away, 'Crash');
  await propose(page, 'soup');
  await waitForStores(page, 'lunch = soup', 4);
  assert.ok(!(await stores(page))[away - 1].includes('soup'));
  await doTo(page, away, 'Restart');
  await waitForStores(page, 'lunch = soup', 5);
});

test('with three of five crashed a proposal stays uncommitted, and the page says why', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  const first = await leader(page);
  for (let offset = 1; offset <= 3; offset += 1) await doTo(page, ((first + offset - 1) % 5) + 1, 'Crash');
  await propose(page, 'soup');
  assert.match(await whyNot(page, 'is safely in 2 of 5 notebooks'), /Line \d+ \(soup\) is safely in 2 of 5 notebooks.*It needs 3\..*can't answer now/);
  assert.ok((await stores(page)).every((store) => !store.includes('soup')));
  await doTo(page, (first % 5) + 1, 'Restart');
  await waitForStores(page, 'lunch = soup', 3);
});

test('a message is dropped by a click on it', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await skipReading(page, async () => (await page.locator('.cluster .msg').count()) > 2);
  const tokens = page.locator('.cluster .msg');
  const dropped = await tokens.first().getAttribute('id');
  await tokens.first().click();
  await page.locator('.menu').getByText('Drop', { exact: true }).click();
  await page.locator('.feed code', { hasText: 'dropped by hand' }).waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const left = await tokens.evaluateAll((all) => all.map((each) => each.id));
  assert.ok(!left.includes(dropped), `${dropped} is not among ${left.join()}`);
  assert.ok(left.length > 1, 'the others are still under way');
});

test('the menu of a message stays open after a slow click, and after one while it moves', async (t) => {
  for (const reducedMotion of [true, false]) {
    const page = await openPage(t, { query: 'seed=8', reducedMotion });
    await skipReading(page, async () => (await page.locator('.cluster .msg').count()) > 2);
    if (!reducedMotion) await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.locator('.cluster .msg .shape').first().hover({ force: true });
    await page.mouse.down();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.mouse.up();
    await page.locator('.menu').getByText('Drop', { exact: true }).waitFor();
  }
});

test('a message is dropped from the list, by keyboard alone', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await skipReading(page, async () => (await page.locator('.cluster .msg').count()) > 0);
  await openTab(page, 'Break');
  await page.locator('#in-flight summary').focus();
  await page.keyboard.press('Enter');
  // What is in the panel comes after it opens; its first button delivers.
  await page.locator('#in-flight li button').first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.feed code', { hasText: 'dropped by hand' }).waitFor();
});

test('a server is crashed and restarted by keyboard alone', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await page.locator('.cluster .server').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.locator('.menu button:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.cluster [aria-label^="Server 2, crashed"]').waitFor();
  await page.locator('.cluster .server').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.locator('.menu button:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.cluster [aria-label^="Server 2, follower"]').waitFor();
});

test('a menu closes with Escape, and the focus goes back', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const server = page.locator('.cluster .server').nth(2);
  await server.focus();
  await page.keyboard.press('Enter');
  await page.locator('.menu').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.menu').waitFor({ state: 'detached' });
  assert.ok(await server.evaluate((element) => element === document.activeElement));
});

test('a link is cut by a click, and healed from the table', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await page.locator('.cluster .link').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('.menu').getByText('Cut both ways').click();
  await page.locator('.cluster .link.cut-both').waitFor();
  await openTab(page, 'Break');
  await page.locator('#network summary').click();
  await page.getByRole('button', { name: 'Heal all links' }).click();
  await page.locator('.cluster .link.cut-both').waitFor({ state: 'detached' });
});

test('a bad command is answered in place, and what was typed stays', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  for (const [text, answer] of [
    ['', /Type a dish/],
    ['SET A', /SET needs a key and a value/],
    ['x'.repeat(65), /65 characters/],
  ]) {
    await propose(page, text);
    await page.locator('.err', { hasText: answer }).waitFor();
    assert.equal(await page.getByLabel('Propose a line').inputValue(), text);
  }
  await propose(page, 'SET A 1');
  await page.locator('#propose-error').waitFor({ state: 'hidden' });
});

test('everyone crashes, and the page still says what is so', async (t) => {
  const page = await openPage(t);
  await setSpeed(page, '1/2');
  for (let number = 1; number <= 5; number += 1) await doTo(page, number, 'Crash');
  // The story's own poll goes on and decides a lunch: this is about something else.
  await propose(page, 'SET A 1');
  await whyNot(page, 'Nobody can get the sheet: 0 of 5 can take part');
  for (let number = 1; number <= 5; number += 1) await doTo(page, number, 'Restart');
  await play(page);
  await waitForStores(page, 'A = 1', 5);
});

for (const pane of ['cluster', 'lunch']) {
  test(`what is redrawn while the button is down still opens its menu: ${pane}`, async (t) => {
    const page = await openPage(t, { reducedMotion: true });
    // Deniz is the first to lose patience then.
    await doTo(page, 1, 'Crash');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const one = page.locator(`.${pane} [role=button]:is(.server, .person)`);
    const before = await one.evaluateAll((all) => all.map((each) => each.ariaLabel));
    const chosen = before.findIndex((label) => /^(Server 5|Deniz)/.test(label));
    await one.nth(chosen).hover();
    await page.mouse.down();
    for (let steps = 0; (await one.nth(chosen).getAttribute('aria-label')) === before[chosen]; steps += 1) {
      assert.ok(steps < 100, 'nothing happens to it within a hundred events');
      await page.keyboard.press('.');
    }
    await page.mouse.up();
    await page.locator('.menu h3', { hasText: 'Deniz' }).waitFor();
  });
}

test('undo goes back to right before the crash', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  const old = await leader(page);
  await doTo(page, old, 'Crash');
  await page.locator(`.cluster [aria-label^="Server ${old}, crashed"]`).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator(`.cluster [aria-label^="Server ${old}, leader"]`).waitFor();
});

test('a hover marks both the teammate and the server', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await page.locator('.cluster .server').nth(3).hover();
  await page.locator('.lunch .person.is-marked').waitFor();
  assert.match(await page.locator('.lunch .person.is-marked').getAttribute('aria-label'), /^Jun/);
});

test('what went wrong is said on the first screen', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await runScenario(page, 'without-majority.json');
  await setSpeed(page, '10×');
  await play(page);
  const said = page.locator('.caption .violated');
  await said.waitFor({ timeout: 60_000 });
  const box = await said.boundingBox();
  assert.ok(box.y + box.height <= 800, `it is in sight: ${JSON.stringify(box)}`);
});
