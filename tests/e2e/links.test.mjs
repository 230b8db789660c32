// Runs in the address, scenarios, and files.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { openPage, publish, shot, siteUrl, started } from './harness.mjs';
import {
  doTo, leader, openScenario, runScenario, openTab, play, propose, setSpeed, stores, tellStory, waitForStores, where,
} from './reader.mjs';

async function pause(page) {
  const button = page.getByRole('button', { name: 'Pause', exact: true });
  if (await button.isVisible()) await button.click();
}

async function seek(page, ms) {
  await page.locator('#playhead').evaluate((slider, value) => {
    slider.value = value;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }, ms);
}

async function copyLink(page) {
  await page.locator('#share > button').click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  const link = await page.locator('#link').inputValue();
  await page.locator('#share > button').click();
  return link;
}

/** A run in which the leader crashed, seen from before that, with something dropped there. */
async function forked(t) {
  const page = await openPage(t);
  await tellStory(page);
  await pause(page);
  const old = await leader(page);
  await doTo(page, old, 'Crash');
  await setSpeed(page, '1×');
  await propose(page, 'soup');
  await waitForStores(page, 'soup', 4);
  await pause(page);
  return page;
}

test('scrub back before a crash, drop a message there, and send what came of it', async (t) => {
  const page = await forked(t);
  const end = await where(page);
  await seek(page, 200);
  await page.locator('.player-bar.is-past').waitFor();
  await openTab(page, 'Break');
  await page.locator('#in-flight > summary').click();
  const drop = page.locator('.flying').getByRole('button', { name: /^Drop: / }).first();
  await drop.click();
  await setSpeed(page, '1×');
  await play(page);
  await page.locator('.compared', { hasText: /now; before|not committed now|Now .* leads/ }).waitFor();
  await pause(page);
  const link = await copyLink(page);
  const other = await openPage(t, { url: link });
  assert.equal(await where(other), await where(page), 'the same events, the same playhead');
  assert.deepEqual(await stores(other), await stores(page), 'the same state');
  assert.equal(await other.locator('.told').count(), 0, 'nothing is amiss');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('#playhead').press('End');
  assert.equal(await where(page), end);
});

test('a link opens at its playhead, with its question and its diagram', async (t) => {
  const page = await forked(t);
  await page.getByRole('button', { name: 'Space-time', exact: true }).click();
  await page.locator('#share > button').click();
  await page.locator('#words').fill('Who will lead next?');
  await page.locator('#words').press('Tab');
  await page.locator('#share > button').click();
  await seek(page, 560);
  const link = await copyLink(page);
  const other = await openPage(t, { url: link });
  await other.locator('.about', { hasText: 'Who will lead next?' }).waitFor();
  await other.locator('.st svg').waitFor();
  assert.equal(await where(other), await where(page));
  await other.locator('.player-bar.is-past').waitFor();
});

test('the address follows the run, a reload shows it again, and Back steps between runs', async (t) => {
  const page = await forked(t);
  await page.waitForURL(/#run=/);
  const before = page.url();
  await seek(page, 700);
  await page.waitForURL((url) => url.href !== before);
  const [first, told] = [page.url(), await where(page)];
  await page.reload();
  await page.locator('#boot').waitFor({ state: 'detached' });
  await page.waitForFunction((words) => document.getElementById('playhead')?.ariaValueText === words, told);
  await page.locator('#new-run > summary').click();
  await page.getByRole('button', { name: 'New seed' }).click();
  await page.waitForURL((url) => !url.hash.includes('run='));
  await page.goBack();
  await page.waitForURL(first);
  await page.waitForFunction((words) => document.getElementById('playhead').ariaValueText === words, told);
  await page.goForward();
  await page.waitForURL((url) => !url.hash.includes('run='));
});

test('while a run plays the address goes along', async (t) => {
  const page = await openPage(t);
  await setSpeed(page, '1/100');
  await doTo(page, 1, 'Crash');
  for (let times = 0; times < 3; times += 1) {
    const before = page.url();
    await page.waitForURL((url) => url.href !== before && url.hash.startsWith('#run='));
  }
  const at = async () => Number(/event (\d+)/.exec(await where(page))[1]);
  const before = await at();
  await page.reload();
  await page.locator('.player-bar').waitFor();
  await page.waitForFunction(() => /event \d+/.test(document.getElementById('playhead')?.ariaValueText));
  assert.ok((await at()) > before / 2, 'it is not back at the start');
});

test('whatever is wrong with a link is said, and the usual run is shown', async (t) => {
  const page = await forked(t);
  const good = new URL(await copyLink(page)).hash.slice(1);
  for (const [hash, sentence] of [
    [good.slice(0, -9), /damaged, or its end is missing/],
    [`run=Aw${good.slice(6)}`, /version 3; this page knows version 2/],
    ['run=not a link', /not a link to a run/],
    ['nowhere', /not a link to a run/],
    [`run=${'A'.repeat(40_000)}`, /has 40000/],
  ]) {
    const other = await openPage(t, { hash });
    await other.locator('.told', { hasText: sentence }).waitFor();
    assert.match(await other.locator('.told').textContent(), /The usual run is shown instead/);
    assert.match(await where(other), /term \d/);
  }
  // A changed fragment is followed; a wrong one leaves the run in hand.
  const before = await where(page);
  await page.evaluate(() => { location.hash = 'run=broken!'; });
  await page.locator('.told', { hasText: 'The run in hand stays' }).waitFor();
  assert.equal(await where(page), before);
});

test('scenarios are listed, opened, saved as a file and opened from it', async (t) => {
  const page = await openPage(t);
  await runScenario(page, 'late-follower.json');
  await shot(page, 'scenario');
  await setSpeed(page, '1×');
  // Time stops at its end, and only then is said what it expected.
  await page.locator('.about', { hasText: 'expectations hold' }).waitFor();
  const told = await where(page);
  await page.locator('#share > button').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download scenario' }).click(),
  ]);
  const file = await download.path();
  const written = JSON.parse(await readFile(file, 'utf8'));
  assert.equal(written.version, 1);
  assert.ok(written.expect.length > 0, 'nobody changed the run: the file is the one that was opened');
  const other = await openPage(t);
  await openTab(other, 'Runs');
  await other.locator('#scenarios input[type=file]').setInputFiles(file);
  await other.locator('.about h2', { hasText: written.title }).waitFor();
  await setSpeed(other, '1×');
  await other.getByRole('button', { name: 'Run it', exact: true }).click();
  await other.locator('.about', { hasText: 'expectations hold' }).waitFor();
  assert.equal(await where(other), told);
  assert.deepEqual(await stores(other), await stores(page));
});

test('a pasted scenario that is wrong says where and why, and the run in hand stays', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const before = await where(page);
  const paste = async (text) => {
    await openTab(page, 'Runs');
    await page.locator('#scenarios textarea').fill(text);
    await page.getByRole('button', { name: 'Open what was pasted' }).click();
  };
  await paste('{"version": 1, "title": "x", "seed": 1, "servers": 3, "steps": [{"crash": "nine"}]}');
  await page.locator('.told', { hasText: /Step 1, .crash. \(line 1, / }).waitFor();
  await paste('what is this?');
  await page.locator('.told', { hasText: /[Ll]ine 1/ }).waitFor();
  assert.equal(await page.locator('#scenarios textarea').inputValue(), 'what is this?', 'it can be mended');
  assert.equal(await where(page), before);
  await paste('{"version": 1, "title": "Two", "seed": 2, "servers": 2, "steps": [{"until": {"leader": "any"}}]}');
  await page.locator('.about h2', { hasText: 'Two' }).waitFor();
});

test('a link that mail has wrapped, or that ends a sentence, opens', async (t) => {
  const page = await forked(t);
  const good = new URL(await copyLink(page)).hash.slice(1);
  const told = await where(page);
  for (const hash of [`${good}.`, `${good})`, `${good}%3E`, `${good}%0A`, `${good.slice(0, 90)}%0D%0A${good.slice(90)}`]) {
    const other = await openPage(t, { hash });
    assert.equal(await where(other), told, hash.slice(-4));
    assert.equal(await other.locator('.told').count(), 0, 'nothing is amiss');
  }
  const named = await openPage(t, { door: '', query: 'scenario=figure-8.', reducedMotion: true });
  await named.locator('.about h2', { hasText: 'Figure 8' }).waitFor();
});

test('a frame shows the run of a link, paused', async (t) => {
  const page = await forked(t);
  const link = new URL(await copyLink(page));
  const frame = await openPage(t, { query: 'embed=1', hash: link.hash.slice(1), width: 700 });
  await frame.getByRole('button', { name: 'Play' }).waitFor();
  // At the same moment, once the run has been replayed.
  const moment = await page.locator('#clock').textContent();
  const isThere = (page) => page.locator('#clock', { hasText: moment }).waitFor();
  await isThere(frame);
  const opened = frame.context().waitForEvent('page');
  await frame.getByRole('button', { name: 'Open the full page' }).click();
  const whole = await opened;
  await started(whole);
  await isThere(whole);
});

test('on a phone an opened scenario is come to at its text, and running it does not lead away', async (t) => {
  const page = await openPage(t, { width: 360, height: 740 });
  const isThere = () =>
    page.waitForFunction(() => {
      const heading = document.querySelector('.about h2');
      const { top, bottom } = heading.getBoundingClientRect();
      return document.activeElement === heading && top >= 0 && bottom <= innerHeight;
    });
  await openScenario(page, 'late-follower.json');
  await isThere();
  await page.getByRole('button', { name: 'Run it', exact: true }).click();
  await page.getByRole('button', { name: 'Run it', exact: true }).waitFor({ state: 'detached' });
  await isThere();
});

test('the address may name a scenario, of this page or of anybody', async (t) => {
  const page = await openPage(t, { reducedMotion: true, errors: 'allowed', query: 'scenario=figure-8' });
  await page.locator('.about h2', { hasText: 'Figure 8' }).waitFor();
  const site = await siteUrl();
  const open = async (address) => {
    await page.goto(`${site}?scenario=${encodeURIComponent(address)}`);
    await started(page);
  };
  await open(`${site}scenarios/split-vote.json`);
  await page.locator('.about h2', { hasText: 'A split vote' }).waitFor();
  // The blog sends no header that lets others read it.
  await open(await publish('{}'));
  await page.locator('.told').getByText('its host lets only its own pages read it').waitFor();
  await open('figure-99');
  await page.locator('.told').getByText("This scenario didn't arrive").waitFor();
  await open('Figure 8');
  await page.locator('.told').getByText('The address says scenario=').waitFor();
  await page.locator('.say-l', { hasText: 'teammates want one lunch' }).waitFor();
});
