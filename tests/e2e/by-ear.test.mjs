// Lesson 2 from the shelf to its end, by keyboard alone, with somebody who listens.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness.mjs';
import { gaps, hearAll } from './listening.mjs';

const name = (page) =>
  page.evaluate(() => (document.activeElement.ariaLabel ?? document.activeElement.textContent).trim());

/** Goes by Tab to what is called so. */
async function tabTo(page, wanted) {
  const passed = [];
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab');
    passed.push(await name(page));
    if (wanted.test(passed.at(-1))) return;
  }
  assert.fail(`no ${wanted} among ${passed.join(' | ')}`);
}

/** Waits until the heading of the card has the focus, and returns what it says. */
async function heading(page, isNew) {
  for (let passed = 0; passed < 300_000; passed += 500) {
    const has = await page.evaluate(() => document.activeElement.matches('.lesson-news') && document.activeElement.textContent.trim());
    if (has && isNew(has)) return has;
    await page.clock.runFor(500);
  }
  return assert.fail('five minutes, and nothing new has the focus');
}

const isTold = (title) => title === 'What happened, and why';

test('lesson 2 by keyboard alone, and what is heard meanwhile', async (t) => {
  const page = await openPage(t, { door: 'lessons', before: (page) => page.clock.install() });
  await page.locator('.shelf-line').first().waitFor();
  await hearAll(page);
  await tabTo(page, /One line in every notebook/);
  await page.keyboard.press('Enter');
  const cards = [];
  for (let card = 1; card <= 7; card += 1) {
    cards.push(await heading(page, (title) => !isTold(title) && title !== cards.at(-1)));
    assert.equal(await page.locator('.lesson-top span').textContent(), `${card} of 7`);
    if ((await page.locator('.fields').count()) > 0) {
      await tabTo(page, /I don't know yet/);
      await page.keyboard.press('Enter');
    } else if ((await page.locator('.options').count()) > 0) {
      const option = await page.locator('.options > .option').first().textContent();
      await tabTo(page, new RegExp(option.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
      await page.keyboard.press('Enter');
      await tabTo(page, /Run it and see/);
      await page.keyboard.press('Enter');
    } else if ((await page.getByRole('button', { name: /^(Watch it happen|Show me)$/ }).count()) > 0) {
      await tabTo(page, /^(Watch it happen|Show me)$/);
      await page.keyboard.press('Enter');
    }
    if ((await page.getByRole('button', { name: /^(Go on|Finish)$/ }).count()) === 0) {
      await heading(page, isTold);
      await page.clock.runFor(20_000);
      const verdict = page.locator('.verdict-line');
      if ((await verdict.count()) > 0) {
        const answer = await verdict.textContent();
        const heard = await page.evaluate(() => window.heard.map(([, said]) => said));
        assert.ok(heard.includes(answer.trim()), `${answer} is not among ${heard.join(' | ')}`);
      }
    }
    await tabTo(page, /^(Go on|Finish)$/);
    await page.keyboard.press('Enter');
  }
  await page.getByText('1 of 16 done').waitFor();
  const heard = await page.evaluate(() => window.heard);
  assert.match(heard.map(([, said]) => said).join('\n'), /^Server \d: .* is final/m);
  assert.deepEqual(gaps(heard), []);
});
