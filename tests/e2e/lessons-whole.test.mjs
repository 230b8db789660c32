// Three lessons from their first card to their last, each question answered wrongly first and then
// rightly; and a challenge, solved by clicking.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, shot } from './harness.mjs';
import { server } from './reader.mjs';

const button = (page, name) => page.getByRole('button', { name, exact: true });

const heading = (page) => page.locator('.lesson-news');

const verdict = (page) => page.locator('.verdict-line');

const options = (page) => page.locator('.lesson-card .options > .option');

const open = (t, lesson) =>
  openPage(t, { door: 'lessons', query: `lesson=${lesson}&card=1`, before: (page) => page.clock.install() });

// Lets time pass until it is told what happened.
async function watch(page) {
  for (let passed = 0; passed < 300_000; passed += 500) {
    if ((await heading(page).textContent()) === 'What happened, and why') return;
    await page.clock.runFor(500);
  }
  assert.fail('five minutes, and the card is not at its end');
}

// Answers with the options at these places, and says whether that was right.
async function answer(page, places) {
  for (const place of places) await options(page).nth(place).click();
  await button(page, 'Run it and see').click();
  await watch(page);
  return /That's right\.$/.test(await verdict(page).textContent());
}

// Every choice of options that an answer may be: one of them, or several.
function* answers(count, isSeveral) {
  for (let place = 0; place < count; place += 1) yield [place];
  if (!isSeveral) return;
  for (let bits = 1; bits < 2 ** count; bits += 1) {
    const places = [...Array(count).keys()].filter((place) => bits & (1 << place));
    if (places.length > 1) yield places;
  }
}

// Tries until it is right; true if something else was tried before.
async function tryAll(page, count) {
  const isSeveral = (await page.locator('.question legend').textContent()).includes('Tap them');
  let wasWrong = false;
  for (const places of answers(count, isSeveral)) {
    if (await answer(page, places)) return wasWrong;
    assert.equal(await page.locator('.verdict-line.is-wrong').count(), 1);
    assert.ok((await button(page, 'Show why').count()) > 0, 'a wrong answer leads to what refutes it');
    wasWrong = true;
    await button(page, 'Try another answer').click();
  }
  return assert.fail('no answer is right');
}

for (const [lesson, cards] of [
  ['one-line-in-every-notebook', 7],
  ['late-to-lunch', 8],
  ['a-majority-is-not-always-final', 9],
]) {
  test(`the lesson ${lesson} is gone through, wrongly and then rightly`, async (t) => {
    const page = await open(t, lesson);
    let corrected = 0;
    for (let card = 1; card <= cards; card += 1) {
      await page.locator('.lesson-top span', { hasText: `${card} of ${cards}` }).waitFor();
      const count = await options(page).count();
      const fields = page.locator('.lesson-card .fields');
      if (count > 0) corrected += (await tryAll(page, count)) ? 1 : 0;
      else if ((await fields.count()) > 0) await page.locator('.option.is-quiet').click();
      else if ((await button(page, 'Show me').count()) > 0) await button(page, 'Show me').click();
      else if ((await button(page, 'Watch it happen').count()) > 0) await button(page, 'Watch it happen').click();
      if (count === 0 && (await button(page, card < cards ? 'Go on' : 'Finish').count()) === 0) await watch(page);
      await button(page, card < cards ? 'Go on' : 'Finish').click();
    }
    assert.ok(corrected > 0, 'something was wrong first');
    await page.getByText('1 of 16 done').waitFor();
  });
}

test('a challenge is solved by clicking, and says with how many actions', async (t) => {
  const page = await open(t, 'challenge-two-leaders');
  await server(page, 1).click();
  await page.getByRole('menuitem', { name: /Cut its links/ }).click();
  if ((await button(page, 'Play').count()) > 0) await button(page, 'Play').click();
  await watch(page);
  assert.equal(await verdict(page).textContent(), 'Done, with one action.');
  assert.equal(await page.locator('.pane.cluster .server[aria-label*="leader,"]').count(), 2, 'both are seen');
  await shot(page, 'challenge-solved');
});
