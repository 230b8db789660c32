// Practice: a teacher's ten questions, a wrong answer and a right one, the files, the quiz after
// a lesson, and what is kept.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { seriousFindings } from './axe.mjs';
import { openPage, shot } from './harness.mjs';

const LINK = { door: 'lessons', query: 'practice=votes,commit&seed=7&n=10' };

const button = (page, name) => page.getByRole('button', { name, exact: true });

const place = (page) => page.locator('.practice-place');

const question = (page) => page.locator('.practice-card legend span').textContent();

const heading = (page) => page.locator('.practice-card .lesson-news');

// The focus moves once the card is drawn: that is waited for.
const focusOn = (page, text) =>
  page.waitForFunction((text) => document.activeElement?.textContent.trim() === text, text);

const inside = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

async function at(page, words) {
  await place(page).filter({ hasText: new RegExp(`^${words}$`) }).waitFor();
}

// Picks the first option and answers.
async function answer(page) {
  await page.locator('.practice-card .option').first().click();
  await button(page, 'Answer').click();
  await heading(page).filter({ hasText: /^(That's right|Not quite)\.$/ }).waitFor();
  return (await heading(page).textContent()) === "That's right.";
}

// Learns from the page what is right for the question on it.
const right = (page) =>
  page.locator('.practice-card .option.is-right > span').allTextContents();

async function goOn(page) {
  await page.locator('.lesson-actions .lesson-main').click();
}

// Goes through the round, "I don't know" all the time: what is asked, and what is right.
async function seen(page, count) {
  const all = [];
  for (let number = 1; number <= count; number += 1) {
    await at(page, `${number} of ${count}`);
    const words = await question(page);
    await button(page, "I don't know yet. Show me.").click();
    await heading(page).filter({ hasText: "Here's the answer." }).waitFor();
    all.push([words, await right(page)]);
    await goOn(page);
  }
  await page.getByRole('heading', { name: 'How it went' }).waitFor();
  return all;
}

async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return [file.suggestedFilename(), await readFile(await file.path(), 'utf8')];
}

test("ten questions of a teacher's link, the same for everybody", async (t) => {
  const first = await seen(await openPage(t, LINK), 10);
  const page = await openPage(t, LINK);
  for (const [number, [words, right]] of first.entries()) {
    await at(page, `${number + 1} of 10`);
    assert.equal(await question(page), words);
    if (number === 0) {
      // Right, as the other one was told.
      for (const name of right) await page.locator('.option', { hasText: name }).first().click();
      await button(page, 'Answer').click();
      await focusOn(page, "That's right.");
      await button(page, 'Watch it').click();
      await page.locator('.logs.card').waitFor();
      await shot(page, 'practice-right');
    } else if (number === 1) {
      const wrong = page.locator('.option:not(.is-quiet)').filter({ hasNotText: right[0] });
      await wrong.first().click();
      await button(page, 'Answer').click();
      await focusOn(page, 'Not quite.');
      await shot(page, 'practice-wrong');
    } else {
      await answer(page);
    }
    await goOn(page);
  }
  await page.getByRole('heading', { name: 'How it went' }).waitFor();
  assert.match(await page.locator('.practice-result').textContent(), /^\d+ of 10 right\.$/);
  await shot(page, 'practice-end');

  const [csvName, csv] = await download(page, 'CSV');
  assert.equal(csvName, 'raft-practice.csv');
  const lines = csv.trim().split('\r\n');
  assert.equal(lines.length, 11);
  assert.match(lines[0], /^"number","family","seed","day"/);
  assert.match(lines[1], /^"1","votes","7",.*"right",""$/);
  assert.match(lines[2], /^"2","commit-index","8",.*"wrong"/);
  const [jsonName, json] = await download(page, 'JSON');
  assert.equal(jsonName, 'raft-practice.json');
  assert.deepEqual(JSON.parse(json).map(({ seed }) => seed), [7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);

  await button(page, 'Again with new questions').click();
  await at(page, '1 of 10');
});

test('a belief is named, kept until the next visit, and can be forgotten', async (t) => {
  const page = await openPage(t, { door: 'lessons', query: 'practice=reachable&seed=3&n=2' });
  await at(page, '1 of 2');
  assert.deepEqual(await seriousFindings(page), []);
  if (await answer(page)) {
    await goOn(page);
    await at(page, '2 of 2');
    // Of two answers the other one is wrong.
    const known = await seen(await openPage(t, { door: 'lessons', query: 'practice=reachable&seed=4&n=1' }), 1);
    await page.locator('.option:not(.is-quiet)').filter({ hasNotText: known[0][1][0] }).click();
    await button(page, 'Answer').click();
  }
  await heading(page).filter({ hasText: 'Not quite.' }).waitFor();
  assert.match(await page.locator('.practice-belief b').textContent(), /^That would be so if /);
  assert.deepEqual(await seriousFindings(page), []);

  await page.goto(page.url().replace(/\?.*/, '?door=lessons&practice=known'));
  await page.getByRole('heading', { name: 'Still to overcome' }).waitFor();
  assert.match(await page.locator('.practice-beliefs small').first().textContent(), /^Fell for it once/);
  await button(page, 'Forget it all').click();
  await button(page, 'No, keep it').click();
  await button(page, 'Forget it all').click();
  await button(page, 'Yes, forget it').click();
  await page.getByText('Nothing yet.').waitFor();
});

test('of servers to which no belief leads it is said which is missing or does not belong there', async (t) => {
  const page = await openPage(t, { door: 'lessons', query: 'practice=votes&seed=7&n=20' });
  // Everybody is hardly ever right, and seldom what a known belief says.
  for (let number = 1; number <= 20; number += 1) {
    await at(page, `${number} of 20`);
    const options = page.locator('.practice-card .option:not(.is-quiet)');
    const servers = options.filter({ hasText: /S\d$/ });
    // All but the first one.
    for (let place = 1; place < (await servers.count()); place += 1) await servers.nth(place).click();
    await button(page, 'Answer').click();
    await heading(page).filter({ hasText: /^(That's right|Not quite)\.$/ }).waitFor();
    const apart = page.locator('.practice-apart li');
    if (await apart.count()) {
      for (const said of await apart.allTextContents()) assert.match(said, /^S\d (is missing|doesn't belong there)\. S\d /);
      assert.equal(await page.locator('.practice-belief').count(), 0);
      assert.deepEqual(await seriousFindings(page), []);
      await shot(page, 'practice-apart');
      return;
    }
    await goOn(page);
  }
  assert.fail('every answer was some belief');
});

test('by keyboard alone, from the shelf', async (t) => {
  const page = await openPage(t, { door: 'lessons' });
  await button(page, 'May this read be answered?').press('Enter');
  await button(page, 'Practice these').press('Enter');
  await at(page, '1 of 10');
  await focusOn(page, 'May this read be answered?');
  assert.equal(new URL(page.url()).searchParams.get('practice'), 'read');
  const option = page.locator('.practice-card .option').first();
  await option.focus();
  await page.keyboard.press('ArrowDown');
  await focusOn(page, 'No');
  await page.keyboard.press('Enter');
  await page.locator('.option[aria-pressed=true]', { hasText: 'No' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.practice-told').waitFor();
  assert.ok(await heading(page).evaluate((heading) => heading === document.activeElement));
  await button(page, 'Next question').press('Enter');
  await at(page, '2 of 10');
  await page.goBack();
  await page.getByRole('heading', { name: 'Learn it by guessing' }).waitFor();
});

test('a quiz after a lesson, on what it was about', async (t) => {
  const page = await openPage(t, { door: 'lessons', query: 'lesson=the-holder-leaves&card=99' });
  const card = page.locator('.lesson-card');
  await card.waitFor();
  assert.equal(await button(page, 'Four questions on what you have seen').count(), 0);
  await button(page, "I don't know yet. Show me.").click();
  await button(page, 'Skip ahead').click();
  await button(page, 'Four questions on what you have seen').click();
  await at(page, '1 of 4');
  await seen(page, 4);
  await button(page, 'All lessons').click();
  await page.locator('.shelf-line.is-done').waitFor();
});

test('at 360 px in the dark nothing is wider than the page', async (t) => {
  const page = await openPage(t, {
    ...LINK, query: 'practice=fields,votes,repair&seed=2&n=3', width: 360, height: 740, colorScheme: 'dark',
  });
  for (const number of [1, 2, 3]) {
    await at(page, `${number} of 3`);
    assert.ok(await inside(page));
    assert.deepEqual(await seriousFindings(page), []);
    await answer(page);
    assert.ok(await inside(page));
    await goOn(page);
  }
  await page.getByRole('heading', { name: 'How it went' }).waitFor();
  assert.ok(await inside(page));
});

test('without storage, and where the questions do not arrive', async (t) => {
  const page = await openPage(t, {
    door: 'lessons',
    errors: 'allowed',
    before: async (page) => {
      await page.addInitScript(() =>
        Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } }));
      await page.route('**/practice-questions_bg-*.wasm', (route) => route.abort());
    },
  });
  await button(page, 'Ten questions').click();
  await page.getByText("The questions didn't arrive.").waitFor();
  await page.unroute('**/practice-questions_bg-*.wasm');
  await button(page, 'Ten questions').click();
  await at(page, '1 of 10');
  await answer(page);
  await goOn(page);
  await at(page, '2 of 10');
});
