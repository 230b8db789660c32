// Time: back to before a crash, another future from there, and the old one again.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage, shot } from './harness.mjs';
import * as reader from './reader.mjs';
import { doTo, leader, openTab, play, propose, setSpeed, tellStory, waitForStores } from './reader.mjs';

/** Where the page says one is: `event 212 of 530, 1.842 s, term 3`. */
async function where(page) {
  const [, event, of, seconds, term] = /^event (\d+) of (\d+), ([\d.]+) s, term (\d+)$/.exec(await reader.where(page));
  return { event: Number(event), of: Number(of), seconds: Number(seconds), term: Number(term) };
}

/** Moves the playhead to this millisecond, as dragging it would. */
async function seek(page, ms) {
  await page.locator('#playhead').evaluate((slider, value) => {
    slider.value = value;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }, ms);
}

async function pause(page) {
  const button = page.getByRole('button', { name: 'Pause', exact: true });
  if (await button.isVisible()) await button.click();
}

test('back before a crash it has not happened, and what is done there is another branch', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  const old = await leader(page);
  const before = await where(page);
  await doTo(page, old, 'Crash');
  await page.locator(`.cluster [aria-label^="Server ${old}, crashed"]`).waitFor();
  await setSpeed(page, '1×');
  await page.locator('.cluster [role=button][aria-label*=", leader,"]').first().waitFor();
  await propose(page, 'soup');
  await waitForStores(page, 'soup', 4);
  await pause(page);
  const end = await where(page);
  assert.ok(end.event === end.of && end.term > before.term);

  await seek(page, before.seconds * 1000);
  await page.locator(`.cluster [aria-label^="Server ${old}, leader"]`).waitFor();
  assert.equal((await where(page)).of, end.of, 'nothing is lost');
  await page.locator('.compared', { hasText: "You're looking at the past" }).waitFor();
  assert.equal(await page.locator('table.log td.kv', { hasText: 'soup' }).count(), 0);
  await shot(page, 'time-in-the-past');

  await propose(page, 'dumplings');
  await page.locator('.compared', { hasText: 'A new branch' }).waitFor();
  await waitForStores(page, 'dumplings', 5);
  await page.locator('.compared', { hasText: /Entry 3 is .*dumplings.* now; before it was no-op/ }).waitFor();
  await pause(page);

  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal((await where(page)).of, end.of, 'the old future is back');
  await page.locator('#playhead').press('End');
  await waitForStores(page, 'soup', 4);
  assert.deepEqual(await where(page), end);
  await page.getByRole('button', { name: 'Redo' }).click();
  await waitForStores(page, 'dumplings', 5);
});

test('steps go back the way they came, by events, messages and decisions', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const step = page.getByRole('button', { name: /^One .* forward$/ });
  const back = page.getByRole('button', { name: 'One step back' });
  for (const stride of ['event', 'message', 'decision']) {
    await openTab(page, 'Runs');
    await page.getByLabel('Forward and Back go by').selectOption(stride);
    const stops = [];
    // Lunch is committed: more is not decided here.
    for (let steps = 0; steps < (stride === 'decision' ? 2 : 6); steps += 1) {
      // A caption that waits to be read comes first.
      const { event } = await where(page);
      if (event !== stops.at(-1)) stops.push(event);
      await step.click();
    }
    for (const stop of stops.toReversed().slice(0, -1)) {
      while ((await where(page)).event > stop) await back.click();
      assert.equal((await where(page)).event, stop);
    }
  }
});

test('the line is walked by the arrow keys, and the page too', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await openTab(page, 'Runs');
  await page.getByLabel('Forward and Back go by').selectOption('decision');
  const step = page.getByRole('button', { name: 'One decision forward' });
  await step.click();
  await page.locator('#playhead').focus();
  const { event } = await where(page);
  await page.keyboard.press('ArrowLeft');
  await page.locator('.player-bar.is-past').waitFor();
  assert.ok((await where(page)).event < event);
  await page.keyboard.press('End');
  await page.locator('.player-bar:not(.is-past)').waitFor();
  await page.locator('h1').click();
  await page.keyboard.press(',');
  await page.locator('.player-bar.is-past').waitFor();
  assert.ok((await where(page)).event < event);
});

test('from the past the run plays on into the present', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  await pause(page);
  const end = await where(page);
  await seek(page, end.seconds * 1000 - 200);
  await setSpeed(page, '1/2');
  await play(page);
  await page.locator('.player-bar:not(.is-past)').waitFor();
  await pause(page);
  assert.ok((await where(page)).of >= end.of);
});
