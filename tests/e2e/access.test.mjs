// The page by keyboard, by ear, and for who wants less motion.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness.mjs';
import { doTo, openScenario } from './reader.mjs';

const stroke = (locator) => locator.evaluate((halo) => {
  const { stroke, strokeWidth } = getComputedStyle(halo);
  return `${stroke} ${strokeWidth}`;
});

for (const forcedColors of [false, true]) {
  test(`what has the focus is seen, and what is pointed at in both pictures${forcedColors ? ', in forced colours' : ''}`, async (t) => {
    const page = await openPage(t, { reducedMotion: true, forcedColors });
    const [person, server] = [page.locator('.lunch .person').nth(1), page.locator('.cluster .server').nth(1)];
    const halo = (actor) => actor.locator('.halo').first();
    assert.match(await stroke(halo(server)), /^none/);
    await server.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    const focused = await stroke(halo(server));
    assert.match(focused, /^rgb.* 5px$/);
    // Its partner at the table is marked meanwhile.
    const marked = await stroke(halo(person));
    assert.match(marked, /^rgb.* 3px$/);
    assert.notEqual(marked, focused);
    await page.locator('h1').click();
    await person.hover();
    assert.equal(await stroke(halo(person)), marked);
    assert.equal(await stroke(halo(server)), marked);
  });
}

/** All that is said to people who listen, with the time of each. */
const listen = (page) =>
  page.evaluate(() => {
    window.heard = [];
    const region = document.getElementById('said');
    new MutationObserver(() => window.heard.push([performance.now(), region.textContent])).observe(region, { childList: true, characterData: true, subtree: true });
  });

test('what decides is said, with two seconds between any two sentences', async (t) => {
  const page = await openPage(t, { door: '', query: 'start=copy', before: (page) => page.clock.install() });
  await listen(page);
  for (let seconds = 0; seconds < 90 && !(await page.locator('.invitation h2').isVisible()); seconds += 0.5) {
    await page.clock.runFor(500);
  }
  await page.clock.runFor(10_000);
  const heard = await page.evaluate(() => window.heard);
  const all = heard.map(([, sentence]) => sentence).join('\n');
  assert.match(all, /Line 2 is final/);
  for (let at = 1; at < heard.length; at += 1) {
    assert.ok(heard[at][0] - heard[at - 1][0] > 1_900, JSON.stringify(heard.slice(at - 1, at + 1)));
  }
});

test('a step, the title of what is opened, and what goes wrong are said', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await listen(page);
  const heard = (sentence) => page.waitForFunction((part) => window.heard.some(([, said]) => said.includes(part)), sentence);
  await page.getByRole('button', { name: 'One event forward' }).click();
  const told = await page.locator('.feed li p').first().textContent();
  await heard(told.slice(0, 20));
  await openScenario(page, 'stale-read.json');
  await heard(await page.locator('.about h2').textContent());
});

test('letters are keys only on the pictures, and can be switched off', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const where = () => page.locator('#where').textContent();
  const start = await where();
  await page.getByLabel('Speed').focus();
  await page.getByRole('button', { name: 'Propose', exact: true }).focus();
  await page.keyboard.press('.');
  assert.equal(await where(), start, 'a button has the focus');
  await page.locator('.cluster .server').first().focus();
  await page.keyboard.press('.');
  await page.waitForFunction((before) => document.getElementById('where').textContent !== before, start);
  await page.keyboard.press('?');
  await page.getByLabel('Use . , u and ? on the pictures').uncheck();
  await page.keyboard.press('Escape');
  const later = await where();
  await page.locator('.cluster .server').first().focus();
  await page.keyboard.press('.');
  assert.equal(await where(), later, 'it is switched off');
});

test('who asks for less motion while the page is open gets it', async (t) => {
  const page = await openPage(t);
  await doTo(page, 2, 'Crash');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const step = page.getByRole('button', { name: 'One event forward' });
  while ((await page.locator('.cluster .msg').count()) === 0) await step.click();
  assert.equal(await page.locator('.cluster .flight').count(), 0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.locator('.cluster .flight').first().waitFor();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.locator('.cluster .flight').first().waitFor({ state: 'detached' });
});

for (const [width, height] of [[360, 640], [360, 740], [390, 844]]) {
  test(`names in the pictures are 12 px at least, at ${width} by ${height} px`, async (t) => {
    const page = await openPage(t, { door: '', width, height, reducedMotion: true });
    const sizes = await page.locator('.drawing .name:visible').evaluateAll((names) =>
      names.map((name) => parseFloat(getComputedStyle(name).fontSize) * name.getScreenCTM().a),
    );
    assert.ok(sizes.length >= 10 && sizes.every((size) => size >= 12), sizes.join());
  });
}

test('on a phone both pictures stand above what is said, and the head is one line', async (t) => {
  const page = await openPage(t, { door: '', width: 360, height: 740, reducedMotion: true });
  const box = (part) => page.locator(part).boundingBox();
  const [head, ring, said] = [await box('.top'), await box('.cluster .drawing'), await box('.story')];
  assert.ok(head.height < 56, `${head.height}`);
  assert.ok(ring.y + ring.height <= said.y + 1, JSON.stringify([ring, said]));
});

test('the button that follows the run is called what it says', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await page.getByRole('button', { name: 'Space-time', exact: true }).click();
  await page.getByRole('button', { name: 'Follow', exact: true }).waitFor();
});
