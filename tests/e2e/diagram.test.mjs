// The space-time diagram: read, walked along, and changed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage, shot } from './harness.mjs';
import { runScenario, tellStory, waitForStores } from './reader.mjs';

async function openDiagram(page) {
  await page.getByRole('button', { name: 'Space-time', exact: true }).click();
  await page.locator('.st svg .lane').first().waitFor({ state: 'attached' });
}

async function pause(page) {
  const button = page.getByRole('button', { name: 'Pause', exact: true });
  if (await button.isVisible()) await button.click();
}

/** Makes the diagram show the whole of a short run. */
async function showAll(page, ms) {
  const shown = async () => {
    const [from, to] = (await page.locator('.range').textContent()).match(/[\d.]+/g).map(Number);
    return from === 0 && to >= ms;
  };
  while (!(await shown())) await page.getByRole('button', { name: 'Show more time' }).click();
}

test('every message is an arrow; pointing at one lights up its past and its future in all panes', async (t) => {
  const page = await openPage(t, { height: 1500 });
  await tellStory(page);
  await pause(page);
  await openDiagram(page);
  assert.ok((await page.locator('.st .dg').count()) > 20);
  await page.locator('.st .lm.m-committed .hit').last().hover();
  await page.locator('.st .dg.t-past').first().waitFor({ state: 'attached' });
  assert.match(await page.locator('.space > .hint').textContent(), /\d+ events led to it, and \d+ followed from it/);
  assert.ok((await page.locator('.feed li.t-past').count()) > 0, 'in the feed too');
  assert.equal(await page.locator('.lunch .is-marked').count(), 1, 'and at the table');
  await shot(page, 'diagram-causes');
});

test('a click on a mark goes there, and the line and the panes go along', async (t) => {
  const page = await openPage(t, { height: 1500 });
  await tellStory(page);
  await pause(page);
  await openDiagram(page);
  await showAll(page, 600);
  await page.locator('.st .lm.m-elected .hit').first().click();
  await page.locator('.player-bar.is-past').waitFor();
  assert.equal(await page.locator('.cluster [aria-label*=", leader,"]').count(), 1);
  assert.ok((await page.locator('table.log td.kv').allTextContents()).every((kv) => !kv.includes('lunch')));
});

test('a mark that is redrawn while the button is down is still gone to', async (t) => {
  const page = await openPage(t, { height: 1500, reducedMotion: true });
  await tellStory(page);
  await pause(page);
  await openDiagram(page);
  const words = await page.locator('.range').textContent();
  await page.locator('.st .lm.m-committed .hit').last().hover();
  await page.mouse.down();
  for (let steps = 0; steps < 20; steps += 1) await page.keyboard.press('.');
  await page.waitForFunction((before) => document.querySelector('.range').textContent !== before, words);
  await page.mouse.up();
  await page.locator('.player-bar.is-past').waitFor();
});

test('in figure 8, dragging the head of one arrow changes which entry survives', async (t) => {
  const page = await openPage(t, { width: 1440, height: 1400 });
  await runScenario(page, 'figure-8.json');
  await page.getByLabel('Speed').selectOption('1×');
  await waitForStores(page, 'A = 3', 5);
  // On past the end of the script: there the other entry would be everywhere.
  await page.getByRole('button', { name: 'Run it again' }).waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForFunction(() => parseFloat(/([\d.]+) s/.exec(document.getElementById('playhead').ariaValueText)[1]) > 2);
  await pause(page);
  await openDiagram(page);
  await showAll(page, 1000);
  // The longest arrow that arrives is the one that the script holds up.
  const late = await page.locator('.st .grip').evaluateAll((heads) => {
    const length = (head) => {
      const line = document.querySelector(`.dg[data-a="${head.dataset.h}"] .w`);
      return head.getAttribute('cx') - line.getAttribute('d').match(/-?\d+/)[0];
    };
    return heads.toSorted((a, b) => length(b) - length(a))[0].dataset.h;
  });
  const head = page.locator(`.st [data-h="${late}"]`);
  await head.scrollIntoViewIfNeeded();
  const box = await head.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 10; step += 1) {
    const drawn = await page.locator('.st svg').boundingBox();
    const target = drawn.x + 90;
    await page.mouse.move(box.x + ((target - box.x) * step) / 10, box.y + 4);
  }
  await page.mouse.up();
  const compared = page.locator('.compared', { hasText: 'Edited; all other actions stay' });
  await compared.waitFor();
  assert.match(await compared.textContent(), /Entry 2 is SET A 2 now; before it was SET A 3/);
  await page.locator('.st .ghost').first().waitFor({ state: 'attached' });
  await page.locator('#playhead').press('End');
  await page.locator('table.log td.kv', { hasText: 'A = 3' }).first().waitFor({ state: 'detached' });
  await shot(page, 'diagram-figure-8');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('#playhead').press('End');
  await waitForStores(page, 'A = 3', 5);
});

test('all of it by keyboard, in a list: later, earlier, drop, remove', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await tellStory(page);
  await openDiagram(page);
  await page.locator('.st-list > summary').press('Enter');
  const append = page.locator('.st-list li', { hasText: /AppendEntries S\d → S\d, arrives/ }).first();
  const words = await append.locator('span').textContent();
  const line = page.locator('.st-list li', { hasText: words.split(',')[0] }).first();
  await line.getByRole('button', { name: /^Later/ }).press('Enter');
  await page.locator('.compared', { hasText: 'Edited' }).waitFor();
  await page.getByText(words, { exact: true }).first().waitFor({ state: 'detached' });
  await line.getByRole('button', { name: /^Earlier/ }).press('Enter');
  await page.locator('.st-list span', { hasText: words }).first().waitFor();
  await line.getByRole('button', { name: /^Drop/ }).press('Enter');
  const lost = page.locator('.st-list li', { hasText: 'lost at' }).first();
  await lost.getByRole('button', { name: /^Don't drop/ }).press('Enter');
  await page.locator('.st-list span', { hasText: words }).first().waitFor();
});

test('a message is dropped by a click on its arrow, and the menu can be walked by keys', async (t) => {
  const page = await openPage(t, { height: 1500 });
  await tellStory(page);
  await pause(page);
  await openDiagram(page);
  await showAll(page, 600);
  await page.locator('.st .dg.k-ae:not(.quiet) > .hit').last().click({ force: true });
  await page.locator('.space .menu').waitFor();
  await page.locator('.menu').getByText('Drop it').click();
  await page.locator('.compared', { hasText: 'Edited' }).waitFor();
  await page.locator('.st .cross').first().waitFor({ state: 'attached' });
});

for (const [width, colorScheme] of [[360, 'dark'], [768, 'light'], [1440, 'light'], [1440, 'dark'], [360, 'light'], [768, 'dark']]) {
  test(`it fits ${width} px, ${colorScheme}`, async (t) => {
    const page = await openPage(t, { width, colorScheme, reducedMotion: true });
    await tellStory(page);
    await openDiagram(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} px`);
    const moments = page.locator('.st text', { hasText: / ms$/ });
    const ends = await moments.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
    assert.ok(ends.length > 1, 'the axis has moments');
    for (const [place, { left }] of ends.entries()) {
      assert.ok(place === 0 || left > ends[place - 1].right, `moment ${place} is over the one before`);
    }
    await page.locator('.space').scrollIntoViewIfNeeded();
    await shot(page, `diagram-${width}-${colorScheme}`);
  });
}
