// "Why not yet?" is a tag at the thing that waits, and its answer is beside it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seriousFindings } from './axe.mjs';
import { openPage, shot } from './harness.mjs';
import { doTo, leader, openScenario, play, propose, server, setSpeed, skipReading, tellStory, waitForStores, where } from './reader.mjs';

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
    assert.equal(await tag.getAttribute('aria-label'), 'Why not yet? 2 of 3 needed');
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

/** The sandbox with three of five away: a proposal is on two, and waits for a quorum. Time stands still. */
async function openStuck(t, options = {}) {
  const page = await openPage(t, { reducedMotion: true, ...options });
  await tellStory(page);
  const old = await leader(page);
  for (const by of [1, 2, 3]) await doTo(page, ((old - 1 + by) % 5) + 1, 'Crash');
  await propose(page, 'SET A 1');
  await setSpeed(page, '1/10');
  await play(page);
  await page.locator('.cluster .wait-tag', { hasText: '2 of 3' }).waitFor();
  return page;
}

test('what waits for a quorum says what it needs, and one who comes back is enough', async (t) => {
  const page = await openStuck(t);
  await page.locator('.cluster .wait-tag').click();
  const answer = page.locator('.cluster .answer:popover-open');
  assert.match(await answer.textContent(), /counts 2 of 5 copies, and needs 3/);
  const tryIt = answer.locator('.try-it');
  assert.match(await tryIt.textContent(), /^Let \w+ come back$/);
  assert.match(await answer.locator('.what-helps .in-raft').textContent(), /^Restart S\d: it happens [\d.]+ ms later\./);
  await shot(page, 'waiting-help');
  await tryIt.click();
  await waitForStores(page, 'A = 1', 2);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.cluster .wait-tag', { hasText: '2 of 3' }).waitFor();
});

test('under figure 8 copies alone do not count, and letting one AppendEntries through commits all', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await openScenario(page, 'figure-8.json');
  await setSpeed(page, '1×');
  await page.getByRole('button', { name: 'Run it', exact: true }).click();
  await page.locator('.about', { hasText: 'expectations hold' }).waitFor();
  // Back to where server 1 leads term 4, and forward until its copies would be enough.
  await page.locator('#playhead').press('Home');
  const tag = page.locator('.cluster .wait-tag', { hasText: 'copies alone' });
  await skipReading(page, async () => (await tag.count()) > 0);
  await tag.click();
  const answer = page.locator('.cluster .answer:popover-open');
  assert.match(await answer.textContent(), /Index 1 is of term 1, and Server 1 leads term 4: only an entry of its own term commits/);
  assert.match(await answer.locator('.try-it').textContent(), /^Hand this note to \w+ now$/);
  assert.match(await answer.locator('.what-helps .in-raft').textContent(), /^Let this AppendEntries.* from S1 reach S\d now: it happens [\d.]+ ms later\./);
  await shot(page, 'waiting-figure-8');
  await answer.locator('.try-it').click();
  await page.locator('table.log [data-server="1"] tr:first-child td.r', { hasText: '3' }).waitFor();
});

test('from a server to what made it lead: each link goes there, and Escape closes', async (t) => {
  const page = await openPage(t, { reducedMotion: true, width: 1440, height: 900 });
  await tellStory(page);
  const leads = await leader(page);
  await server(page, leads).press('Enter');
  await page.getByRole('menuitem', { name: /^Why does \w+ hold the sheet\?/ }).press('Enter');
  const answer = page.locator('.why-answer:popover-open');
  await answer.waitFor();
  assert.equal(await page.locator('.menu').count(), 0, 'one thing is open at a time');
  assert.equal(await answer.locator('.chain small', { hasText: 'counted' }).count(), 3);
  const end = await where(page);
  await answer.locator('.chain button').first().press('Enter');
  await answer.locator('.chain .is-here').waitFor();
  assert.notEqual(await where(page), end);
  await answer.locator('.chain button').last().press('Enter');
  await page.locator('.feed .t-self').waitFor({ state: 'attached' });
  assert.ok(await answer.locator('.further button', { hasText: 'Why is line 2 final' }).count());
  await answer.locator(':scope > .the-code > summary').click();
  await answer.locator(':scope > .the-code pre', { hasText: 'fn count_vote' }).waitFor();
  // What led to it was decided too, each by lines of its own.
  const won = answer.locator('.chain li', { has: page.locator('code', { hasText: /becomes? (the )?leader/ }) });
  await won.locator('summary').click();
  await won.locator('pre', { hasText: 'Decision::BecameLeader' }).waitFor();
  await shot(page, 'why-leads');
  assert.deepEqual(await seriousFindings(page), []);
  await page.keyboard.press('Escape');
  await answer.waitFor({ state: 'detached' });
});

test('an entry of the logs is asked by a click', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await tellStory(page);
  await page.locator('table.log .commit .entry-cell').last().click();
  const answer = page.locator('.why-answer:popover-open');
  await answer.locator('h3', { hasText: /^Why is line 2 final for \w+\?/ }).waitFor();
  assert.match(await answer.locator('.both-words .in-raft').first().textContent(), /^3 copies of index 2/);
});

test('why a line was crossed out is asked where it is told, by the keyboard too, and shows the lines that did it', async (t) => {
  const page = await openPage(t, { reducedMotion: true, width: 1440, height: 900 });
  await openScenario(page, 'wrong-log.json');
  await setSpeed(page, '1×');
  await page.getByRole('button', { name: 'Run it', exact: true }).click();
  await page.locator('.about', { hasText: 'expectations hold' }).waitFor();
  const row = page.locator('.feed li', { has: page.locator('code', { hasText: 'removes' }) }).first();
  const ask = row.getByRole('button', { name: /^Why\?/ });
  // One stop for the Tab key; the arrow keys lead from line to line.
  assert.equal(await page.locator('.feed .ask-why[tabindex="0"]').count(), 1);
  await page.locator('.feed .ask-why[tabindex="0"]').focus();
  await page.keyboard.press('End');
  assert.ok(await page.locator('.feed .ask-why').last().evaluate((it) => it === document.activeElement));
  await ask.focus();
  await page.keyboard.press('Enter');
  const answer = page.locator('.why-answer:popover-open');
  await answer.locator('h3', { hasText: /^Why did \w+ cross out line \d+\?/ }).waitFor();
  assert.match(await answer.locator('.both-words .in-raft').first().textContent(), /has another term/);
  await answer.locator(':scope > .the-code > summary').click();
  await answer.locator(':scope > .the-code pre', { hasText: 'fn truncate_from' }).waitFor();
  assert.deepEqual(await seriousFindings(page), []);
  await shot(page, 'why-crossed-out');
  await page.keyboard.press('Escape');
  await answer.waitFor({ state: 'detached' });
  // The next line of the feed is asked about in another panel.
  await page.locator('.feed .ask-why').first().click();
  await answer.locator('h3').waitFor();
});
