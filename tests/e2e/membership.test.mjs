// Servers come and go, logs are compacted, protections are switched off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness.mjs';
import { doTo, leader, openTab, play, propose, stores, tellStory, verdict, waitForStores } from './reader.mjs';

/** Waits until the line over the logs says this. */
async function members(page, text) {
  await page.locator('#members', { hasText: text }).waitFor({ timeout: 60_000 });
}

test('a server joins as a learner, is promoted, and the leader is removed', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  await page.getByRole('button', { name: 'Add a server' }).click();
  await play(page);
  await members(page, 'learners S6');
  await waitForStores(page, 'lunch =', 6);
  await doTo(page, 6, 'Promote to voter');
  await members(page, 'voters S1, S2, S3, S4, S5, S6');
  const first = await leader(page);
  // One change at a time: the promotion has to be committed first.
  await propose(page, 'SET A 1');
  await waitForStores(page, 'A = 1', 6);
  await doTo(page, first, 'Remove from the cluster');
  // Here, before later events push it out of the list.
  await page.locator('.feed', { hasText: /steps down|steps back/ }).waitFor();
  const rest = [1, 2, 3, 4, 5, 6].filter((id) => id !== first).map((id) => `S${id}`);
  await members(page, `voters ${rest.join(', ')}`);
  await page.locator(`.cluster [aria-label^="Server ${first}, not a member"]`).waitFor();
  await propose(page, 'SET B 2');
  await waitForStores(page, 'B = 2', 5);
  assert.match(await verdict(page), /Still safe/);
});

test('who was away during a compaction comes back by InstallSnapshot', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  const first = await leader(page);
  const away = (first % 5) + 1;
  await doTo(page, away, 'Crash');
  await propose(page, 'SET A 1');
  await waitForStores(page, 'A = 1', 4);
  await doTo(page, first, 'Compact its log');
  await page.locator('table.log td.snap', { hasText: 'snapshot' }).first().waitFor();
  await doTo(page, away, 'Restart');
  await waitForStores(page, 'A = 1', 5);
  assert.match((await stores(page))[away - 1], /lunch = .*A = 1|A = 1.*lunch = /);
  assert.match(await page.locator('.feed').textContent(), /installs a snapshot/);
});

test('a protection that is off is named, on the page and in the frame, until it is on', async (t) => {
  const page = await openPage(t);
  await openTab(page, 'Rules');
  const box = page.getByRole('checkbox', { name: /Log check on votes/ });
  await box.click();
  const mark = page.locator('.verdict .weakened');
  await mark.waitFor();
  assert.match(await mark.textContent(), /no longer Raft.*Log check on votes/);
  await box.click();
  await mark.waitFor({ state: 'detached' });
});

test('a client reads what is final, and the page keeps what it was told', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  await propose(page, 'SET A 1');
  await waitForStores(page, 'A = 1', 5);
  await propose(page, 'GET A');
  await openTab(page, 'Runs');
  const history = page.locator('#history');
  await history.locator('summary').click();
  await history.getByText('GET A: read 1.').waitFor({ timeout: 60_000 });
});
