// The page by keyboard, by ear, and for who wants less motion.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness.mjs';
import { gaps, hearAll } from './listening.mjs';
import { doTo, openScenario, openTab, play, runScenario, setSpeed } from './reader.mjs';

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

test('what decides is said, with two seconds between any two sentences', async (t) => {
  const page = await openPage(t, { door: '', query: 'start=copy', before: (page) => page.clock.install() });
  await hearAll(page);
  for (let seconds = 0; seconds < 90 && !(await page.locator('.invitation h2').isVisible()); seconds += 0.5) {
    await page.clock.runFor(500);
  }
  await page.clock.runFor(10_000);
  const heard = await page.evaluate(() => window.heard);
  const all = heard.map(([, sentence]) => sentence).join('\n');
  assert.match(all, /Line 2 is final/);
  assert.deepEqual(gaps(heard), []);
});

/** Waits until this was said, as a part of a sentence. */
const heard = (page, part) =>
  page.waitForFunction((part) => window.heard.some(([, said]) => said.includes(part)), part, { timeout: 90_000 });

test('a step and the title of what is opened are said', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await hearAll(page);
  await page.getByRole('button', { name: 'One event forward' }).click();
  const told = await page.locator('.feed li p').first().textContent();
  await heard(page, told.slice(0, 20));
  await openScenario(page, 'stale-read.json');
  await heard(page, await page.locator('.about h2').textContent());
});

test('what is answered, what is violated, and what is refused are said', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await hearAll(page);
  await runScenario(page, 'stale-read.json');
  await setSpeed(page, '10×');
  await play(page);
  await heard(page, 'Robin answers the asker');
  await page.locator('.caption .violated').waitFor({ timeout: 90_000 });
  await heard(page, await page.locator('.caption .violated').textContent());
  // What can't be done is refused in a sentence, and that is heard too.
  await openTab(page, 'Do');
  await page.getByLabel('Propose a line').fill('SET A');
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  const refused = await page.locator('#propose-error').textContent();
  await heard(page, refused.trim());
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

test('each picture is one stop: Tab leads to the leader, the arrows to everybody and to the links', async (t) => {
  const page = await openPage(t, { query: 'start=tell', reducedMotion: true });
  const active = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  for (const pane of ['.lunch', '.cluster']) {
    assert.equal(await page.locator(`${pane} .drawing [tabindex="0"]`).count(), 1);
    assert.match(await page.locator(`${pane} .drawing`).getAttribute('aria-label'), /Arrow keys/i);
  }
  const stop = page.locator('.cluster .drawing [tabindex="0"]');
  assert.match(await stop.getAttribute('aria-label'), /leader/);
  await stop.focus();
  await page.keyboard.press('Home');
  const names = [];
  for (let number = 1; number <= 7; number += 1) {
    names.push(await active());
    await page.keyboard.press('ArrowRight');
  }
  for (let number = 1; number <= 5; number += 1) assert.match(names[number - 1], new RegExp(`^Server ${number}\\b`));
  assert.match(names[5], /client/i);
  assert.match(names[6], /link/i);
  // Who had the focus last has it when one comes back.
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  assert.match(await active(), /^Server 2\b/);
});

test('the logs are one stop, and the arrows lead from entry to entry', async (t) => {
  const page = await openPage(t, { query: 'start=tell', reducedMotion: true });
  const here = () =>
    page.evaluate(() => [document.activeElement.closest('tbody').dataset.server, document.activeElement.dataset.index].join(':'));
  assert.equal(await page.locator('.log-scroll [tabindex="0"]').count(), 1);
  await page.locator('.log-scroll [tabindex="0"]').focus();
  for (const [key, place] of [['Home', '1:1'], ['ArrowRight', '1:2'], ['ArrowDown', '2:2'], ['ArrowLeft', '2:1'], ['ArrowUp', '1:1']]) {
    await page.keyboard.press(key);
    assert.equal(await here(), place, key);
  }
  await page.keyboard.press('Enter');
  await page.locator('.why-answer:popover-open').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement.dataset.index === '1');
});

test('a link leads past the doors, and the parts of the page have their names', async (t) => {
  for (const door of ['', 'sandbox', 'lessons']) {
    const page = await openPage(t, { door, reducedMotion: true });
    const address = page.url();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'MAIN');
    assert.equal(page.url(), address);
    for (const [role, count] of [['main', 1], ['banner', 1], ['navigation', 1]]) {
      assert.equal(await page.getByRole(role).count(), count, `${door} ${role}`);
    }
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
    await page.close();
  }
});

test('who acts while time stands still leaves it so', async (t) => {
  const page = await openPage(t, { query: 'start=tell', reducedMotion: true });
  await page.locator('.cluster .server').nth(2).press('Enter');
  await page.locator('.menu [role=menuitem]').first().press('Enter');
  await page.locator('.cluster [aria-label^="Server 3, crashed"]').waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
});

for (let seed = 1; seed <= 8; seed += 1) {
  test(`seed ${seed}: after a crash one hears who was elected and what is final, one sentence at a time`, async (t) => {
    const page = await openPage(t, { query: `seed=${seed}&start=tell`, before: (page) => page.clock.install() });
    await page.clock.runFor(15_000);
    await hearAll(page);
    const leader = page.locator('.cluster .server.is-leader');
    await leader.click();
    await page.locator('.menu [role=menuitem]').first().click();
    const play = page.getByRole('button', { name: 'Play', exact: true });
    if (await play.isVisible()) await play.click();
    for (let seconds = 0; seconds < 60 && (await leader.count()) < 1; seconds += 1) await page.clock.runFor(1_000);
    await page.getByRole('button', { name: 'SET A 1' }).click();
    for (let seconds = 0; seconds < 60; seconds += 1) await page.clock.runFor(1_000);
    const heard = await page.evaluate(() => window.heard);
    const all = heard.map(([, sentence]) => sentence).join('\n');
    assert.match(all, /^Server \d: .*holds the order sheet/m);
    assert.match(all, /^Server \d: .*Line \d is final/m);
    assert.deepEqual(gaps(heard), []);
  });
}
