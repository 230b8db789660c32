// The page on paper, on a phone on its side, and in forced colours.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, shot } from './harness.mjs';
import { openState } from './states.mjs';

/** What a printer is given: the page says that it prints, and its styles are those of paper. */
async function print(page) {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
}

const isSeen = (page, part) => page.locator(part).first().isVisible();

test('a lesson prints as a storyboard: the cards so far, each with both pictures', async (t) => {
  const page = await openPage(t, {
    door: 'lessons', query: 'lesson=one-line-in-every-notebook&card=3', reducedMotion: true, width: 800, height: 1000,
  });
  await page.locator('.lesson-card').waitFor();
  assert.equal(await page.locator('.storyboard li').count(), 0, 'on the screen there is none');
  await print(page);
  const cards = page.locator('.storyboard > ol > li');
  await cards.nth(2).waitFor();
  assert.equal(await cards.count(), 3);
  for (let card = 0; card < 3; card += 1) {
    assert.equal(await cards.nth(card).locator('.drawing').count(), 2);
    const box = await cards.nth(card).locator('.lunch .drawing').boundingBox();
    assert.ok(box.width > 250 && box.height > 150, JSON.stringify(box));
  }
  // What has not happened yet is not told.
  assert.match(await cards.nth(0).textContent(), /Line 2 is in 1 of 3 notebooks/);
  assert.equal(await cards.nth(2).locator(':scope > div').last().textContent(), '');
  assert.equal(await isSeen(page, '.lesson-room'), false);
  assert.equal(await page.locator('button:visible').count(), 0);
  await shot(page, 'storyboard', { fullPage: true });
  const pdf = await page.pdf();
  assert.ok(pdf.length > 10_000);
});

test('the story and the sandbox print without what can only be pressed', async (t) => {
  for (const door of ['', 'sandbox']) {
    const page = await openPage(t, { door, query: 'start=tell', reducedMotion: true });
    await print(page);
    for (const part of ['.doors', '.header-tools', '.telling', '.player-bar', '.drawer']) assert.equal(await isSeen(page, part), false, part);
    for (const part of ['.lunch .drawing', '.cluster .drawing', '.say-l']) assert.ok(await isSeen(page, part), part);
    await page.close();
  }
});

for (const [width, height] of [[740, 360], [844, 390], [667, 375]]) {
  test(`on a phone on its side both pictures, what is said and Play are seen together, ${width} by ${height}`, async (t) => {
    const page = await openPage(t, { door: '', query: 'start=copy', reducedMotion: true, width, height });
    for (const part of ['.lunch .stage', '.cluster .stage', '.say-l', '.play']) {
      const box = await page.locator(part).boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= height, `${part}: ${JSON.stringify(box)}`);
    }
    const sizes = await page.locator('.drawing .name:visible').evaluateAll((names) =>
      names.map((name) => parseFloat(getComputedStyle(name).fontSize) * name.getScreenCTM().a),
    );
    assert.ok(sizes.length >= 10 && sizes.every((size) => size >= 12), sizes.join());
  });
}

for (const query of ['lesson=one-line-in-every-notebook&embed=1', 'scenario=figure-8&embed=1']) {
  for (const width of [280, 740, 1200]) {
    test(`in a frame of ${width} by 320 Play is in sight: ${query}`, async (t) => {
      const page = await openPage(t, { query, width, height: 320, reducedMotion: true });
      const shown = query.startsWith('lesson') ? '.lesson-card' : '.embed-title';
      await page.locator(shown).first().waitFor();
      const box = await page.locator('.play').first().boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= 320, JSON.stringify(box));
      // The docs say so: only a lesson's frame scrolls.
      const over = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      assert.equal(over > 0, query.startsWith('lesson'), `${over} px`);
    });
  }
}

for (const state of ['a question of a lesson', 'a practice question', 'a run with entries']) {
  test(`on a phone on its side nothing is wider than the page, and what is next can be reached: ${state}`, async (t) => {
    const page = await openState(t, state, { width: 740, height: 360 });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wider <= 0, `${wider} px`);
    const part = page.locator('.option, .play').first();
    await part.scrollIntoViewIfNeeded();
    const box = await part.boundingBox();
    assert.ok(box.height > 20 && box.y >= 0 && box.y + box.height <= 360, JSON.stringify(box));
  });
}

test('in forced colours what is chosen is told from what is not', async (t) => {
  const page = await openState(t, 'a question of a lesson', { forcedColors: true });
  const line = (part) => page.locator(part).first().evaluate((it) => {
    const { outlineStyle, outlineColor, borderColor, backgroundColor } = getComputedStyle(it);
    return [outlineStyle, outlineStyle === 'none' ? '' : outlineColor, borderColor, backgroundColor].join();
  });
  const before = await line('.options > .option');
  await page.locator('.options > .option').first().click();
  await page.locator('h1').click();
  assert.notEqual(await line('.options > .option[aria-pressed=true]'), before);
  assert.notEqual(await line('.doors [aria-current]'), await line('.doors button:not([aria-current])'));
});
