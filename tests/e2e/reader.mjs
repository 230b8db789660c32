// What a reader does with the page, in words: the verbs of the browser tests.

import assert from 'node:assert/strict';

/** How long a condition may take at the slow speeds of the page. */
const PATIENCE = 60_000;

/** Chooses how fast the run plays: an option of the Speed field, such as "1/2". */
export async function setSpeed(page, speed) {
  await page.getByLabel('Speed').selectOption(speed);
}

/** Steps until the team knows what it eats: the story, without its pauses. */
export async function tellStory(page) {
  await setSpeed(page, '1/2');
  await skipReading(page, async () => (await stores(page)).every((store) => store.includes('lunch =')));
}

/**
 * Plays until `done`, stepping over the pauses that the story makes for reading.
 */
export async function skipReading(page, done) {
  const step = page.getByRole('button', { name: 'One event forward' });
  for (let steps = 0; steps < 600; steps += 1) {
    if (await done()) return;
    await step.click();
  }
  assert.fail('not within six hundred steps');
}

/** The key-value stores of all servers, as the table of logs shows them. */
export async function stores(page) {
  return page.locator('table.log td.kv').allTextContents();
}

/** Waits until as many servers as `count` show this in their key-value store. */
export async function waitForStores(page, text, count) {
  const cells = page.locator('table.log td.kv', { hasText: text });
  await cells.nth(count - 1).waitFor({ timeout: PATIENCE });
}

/** The number of the server that leads; waits for one. */
export async function leader(page) {
  const label = await page
    .locator('.cluster [role=button][aria-label*=", leader,"]')
    .first()
    .getAttribute('aria-label', { timeout: PATIENCE });
  return Number(/^Server (\d+)/.exec(label)[1]);
}

/** A server in the ring. */
export function server(page, number) {
  return page.locator(`.cluster [role=button][aria-label^="Server ${number},"]`);
}

/** Clicks a server, and then what is to happen to it, if need be under More; and lets time pass. */
export async function doTo(page, number, item) {
  await server(page, number).click();
  const menu = page.locator('.menu');
  await menu.waitFor();
  const first = menu.getByText(item, { exact: true });
  if (!(await first.isVisible())) await menu.getByText('More', { exact: true }).click();
  await first.click();
  await play(page);
}

/** Opens a tab of the sandbox's drawer. */
export async function openTab(page, name) {
  await page.getByRole('tab', { name, exact: true }).click();
}

/** Begins another run with so many servers. */
export async function beginWith(page, servers) {
  await openTab(page, 'Do');
  const fields = page.locator('#new-run');
  if ((await fields.getAttribute('open')) === null) await fields.locator('summary').click();
  await fields.getByLabel('Servers').selectOption(String(servers));
  await fields.getByRole('button', { name: 'Start' }).click();
}

/** Where the page says one is: "event 212 of 530, 1.842 s, term 3". */
export async function where(page) {
  return page.locator('#playhead').getAttribute('aria-valuetext');
}

/** Presses Play unless the run plays already. */
export async function play(page) {
  const button = page.getByRole('button', { name: 'Play', exact: true });
  if (await button.isVisible()) await button.click();
}

/** Types a dish or a command, proposes it, and lets time pass. */
export async function propose(page, text) {
  await openTab(page, 'Do');
  await page.getByLabel('Propose a line').fill(text);
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await play(page);
}

/** The live verdict. */
export async function verdict(page) {
  return page.locator('#verdict').textContent();
}

/** Opens one of the scenarios that come with the page, from the tab of this name: it waits to be run. */
export async function openScenario(page, file, tab = 'Runs') {
  await openTab(page, tab);
  const scenario = page.locator(`[data-scenario="${file}"]`);
  await scenario.waitFor({ state: 'attached' });
  const level = page.locator('#catalogue details', { has: scenario });
  if ((await level.getAttribute('open')) === null) await level.locator('summary').click();
  await scenario.click();
  await page.locator('.about h2').waitFor();
}

/** The same, and runs it. */
export async function runScenario(page, file) {
  await openScenario(page, file);
  await page.getByRole('button', { name: 'Run it', exact: true }).click();
}

/** Waits until something waits at the table and its answer says this; returns the whole answer. */
export async function whyNot(page, text) {
  const answer = page.locator('.lunch .answer', { hasText: text });
  await answer.waitFor({ state: 'attached' });
  return answer.textContent();
}
