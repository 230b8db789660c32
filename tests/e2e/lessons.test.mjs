// The lessons: the shelf, and a lesson with a wrong answer, a right one, and by keyboard alone.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { seriousFindings } from './axe.mjs';
import { openPage, shot } from './harness.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

const NAME = 'the-holder-leaves';

const open = (t, options = {}) =>
  openPage(t, { door: 'lessons', before: (page) => page.clock.install(), ...options });

const at = (card) => ({ query: `lesson=${NAME}&card=${card}` });

const button = (page, name) => page.getByRole('button', { name, exact: true });

const line = (page) => page.locator('.shelf-line', { hasText: 'The holder leaves' });

const heading = (page) => page.locator('.lesson-news');

const verdict = (page) => page.locator('.verdict-line');

// Lets time pass until it is told what happened.
async function watch(page) {
  for (let seconds = 0; seconds < 120; seconds += 0.5) {
    if ((await heading(page).textContent()) === 'What happened, and why') return;
    await page.clock.runFor(500);
  }
  assert.fail('two minutes, and the card is not at its end');
}

const marked = (page, pane) => page.locator(`.pane.${pane} .choice`).evaluateAll((all) => all.map((one) => one.className.baseVal));

// The focus moves once the card is drawn: that is waited for.
const focusOn = (page, text) =>
  page.waitForFunction((text) => document.activeElement?.textContent.trim() === text, text);

// Tab by Tab to what is called so.
async function tabTo(page, name) {
  for (let tabs = 0; tabs < 12; tabs += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);
    if (name.test(label)) return;
  }
  assert.fail(`no ${name} within twelve tabs`);
}

const search = (page) => new URL(page.url()).searchParams;

test('from the shelf through the lesson, with a wrong answer and then a right one', async (t) => {
  const page = await open(t);
  await page.getByRole('heading', { name: 'Learn it by guessing' }).waitFor();
  await page.locator('.shelf-group').first().waitFor();
  assert.deepEqual(await page.locator('.shelf-group h3').allTextContents(), ['Agreeing', 'Things break', 'The fine print', 'Challenges']);
  assert.equal(await page.locator('.shelf-go-on').count(), 0);
  await shot(page, 'lessons-shelf');
  await line(page).click();
  await heading(page).filter({ hasText: 'Two notes get lost' }).waitFor();
  assert.equal(search(page).get('lesson'), NAME);

  await button(page, 'Watch it happen').click();
  await watch(page);
  assert.match(await page.locator('.lesson-text').textContent(), /in 3 of 5 notebooks/);
  await button(page, 'Go on').click();
  await button(page, 'Watch it happen').click();
  await button(page, 'Skip ahead').click();
  await button(page, 'Go on').click();
  await heading(page).filter({ hasText: 'Deniz asks everyone' }).waitFor();
  assert.equal(search(page).get('card'), '3');

  // Wrong, by the pictures.
  assert.deepEqual(await marked(page, 'lunch'), Array(3).fill('choice is-open'));
  await page.locator('.pane.cluster .server').nth(1).click();
  assert.deepEqual(await marked(page, 'lunch'), ['choice is-picked', 'choice is-open', 'choice is-open']);
  assert.equal(await page.locator('.pane.lunch .person[aria-pressed=true]').count(), 1);
  await shot(page, 'lesson-asked');
  await button(page, 'Run it and see').click();
  await watch(page);
  assert.equal(await verdict(page).textContent(), 'You said Sasha. It was Jun.');
  assert.ok((await marked(page, 'cluster')).includes('choice is-right'));
  assert.equal(await page.locator('.reasons li').count(), 3);
  await shot(page, 'lesson-wrong');

  // Right, in the card.
  await button(page, 'Try another answer').click();
  await button(page, 'Jun').click();
  await button(page, 'Run it and see').click();
  await watch(page);
  assert.equal(await verdict(page).textContent(), "You said Jun. That's right.");
  await button(page, 'Go on').click();

  // Not known.
  await button(page, "I don't know yet. Show me.").click();
  await watch(page);
  assert.match(await verdict(page).textContent(), /Now you've seen it: .Sasha or Noor./);
  await button(page, 'Go on').click();
  await page.locator('.option', { hasText: 'Salad, as Robin wrote it' }).click();
  await button(page, 'Run it and see').click();
  await watch(page);
  // On to the end.
  while (await button(page, 'Go on').count()) {
    await button(page, 'Go on').click();
    await button(page, "I don't know yet. Show me.").click();
    await watch(page);
  }
  await button(page, 'Finish').click();
  await page.getByText('1 of 16 done').waitFor();
  assert.equal(search(page).get('lesson'), null);
});

test('by keyboard alone, and what happened is where the focus is', async (t) => {
  const page = await open(t, at(3));
  await heading(page).filter({ hasText: 'Deniz asks everyone' }).waitFor();
  await page.keyboard.press('Tab');
  await page.locator('.pane.lunch .person[role=button]').last().focus();
  await page.keyboard.press('Enter');
  assert.deepEqual((await marked(page, 'lunch')).filter((mark) => mark.includes('picked')).length, 1);
  await button(page, 'Run it and see').focus();
  await page.keyboard.press('Enter');
  await focusOn(page, 'Skip ahead');
  await page.keyboard.press('Enter');
  await focusOn(page, 'What happened, and why');
  await tabTo(page, /card before/);
  await tabTo(page, /Try another answer/);
  await page.keyboard.press('Enter');
  await focusOn(page, 'Deniz asks everyone');
  // Without an answer it asks for one.
  await button(page, 'Run it and see').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Pick an answer first').waitFor();
  await button(page, "I don't know yet. Show me.").focus();
  await page.keyboard.press('Enter');
  await focusOn(page, 'Skip ahead');
});

test('at 360 px there is one picture, and nothing is wider than the page', async (t) => {
  const page = await open(t, { ...at(3), width: 360, height: 740 });
  await heading(page).waitFor();
  const isSeen = (pane) => page.locator(`.pane.${pane}`).isVisible();
  assert.deepEqual([await isSeen('lunch'), await isSeen('cluster')], [true, false]);
  await button(page, 'Cluster').click();
  assert.deepEqual([await isSeen('lunch'), await isSeen('cluster')], [false, true]);
  await page.locator('.pane.cluster .server').nth(3).click();
  assert.equal(await page.locator('.option[aria-pressed=true]').textContent(), 'JJun');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await shot(page, 'lesson-phone', { fullPage: true });
  await button(page, 'All lessons').click();
  await page.locator('.shelf-go-on').waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

test('on a phone, what refutes an answer is brought into sight, and the focus stays', async (t) => {
  const page = await open(t, { query: 'lesson=one-line-in-every-notebook&card=1', width: 360, height: 740 });
  await page.locator('.option', { hasText: 'Do it: A is 1 now' }).click();
  await button(page, 'Run it and see').click();
  await watch(page);
  await button(page, 'Show why').scrollIntoViewIfNeeded();
  const top = () => page.locator('.lesson-player').evaluate((room) => room.getBoundingClientRect().top);
  assert.ok((await top()) < 0, 'the reasons are below the picture');
  await button(page, 'Show why').click();
  await focusOn(page, 'Back to the end');
  await page.waitForFunction(() => document.querySelector('.lesson-player').getBoundingClientRect().top >= 0);
});

test('a reload finds the lesson where it was, and Back leads to the shelf', async (t) => {
  const page = await open(t);
  await line(page).click();
  await button(page, 'Watch it happen').click();
  await button(page, 'Skip ahead').click();
  await button(page, 'Go on').click();
  await page.reload();
  await heading(page).filter({ hasText: 'Robin is gone' }).waitFor();
  await page.goBack();
  await page.locator('.shelf-go-on').waitFor();
  assert.match(await page.locator('.shelf-go-on').textContent(), /Go on where you were.*The holder leaves/);
  await page.goForward();
  await heading(page).filter({ hasText: 'Robin is gone' }).waitFor();
  await button(page, 'All lessons').click();
  await page.locator('.shelf-go-on').click();
  await heading(page).filter({ hasText: 'Robin is gone' }).waitFor();
});

test('the run goes along to the sandbox, and the lesson stays where it was', async (t) => {
  const page = await open(t, at(3));
  await heading(page).filter({ hasText: 'Deniz asks everyone' }).waitFor();
  await button(page, 'Sandbox').click();
  await page.locator('table.log').waitFor();
  assert.match(await page.locator('.about').textContent(), /The holder leaves/);
  await page.locator('.pane.cluster .server').nth(1).click();
  await page.getByRole('menuitem', { name: /Crash/ }).click();
  await button(page, 'Lessons').click();
  await heading(page).filter({ hasText: 'Deniz asks everyone' }).waitFor();
  assert.equal(await page.locator('.pane.cluster .server.is-down').count(), 1, 'Robin alone is gone');
  await page.goBack();
  await page.locator('table.log').waitFor();
  await page.goBack();
  await heading(page).filter({ hasText: 'Deniz asks everyone' }).waitFor();
});

test('without storage it works, and what does not arrive is said', async (t) => {
  const page = await open(t, {
    before: async (page) => {
      await page.clock.install();
      await page.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
      });
      await page.route('**/*.lesson', (route) => route.fulfill({ status: 404, body: '' }));
    },
    errors: 'allowed',
  });
  await line(page).click();
  await page.getByText("This lesson didn't arrive.").waitFor();
  await page.unroute('**/*.lesson');
  await line(page).click();
  await heading(page).filter({ hasText: 'Two notes get lost' }).waitFor();
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing serious, ${colorScheme}`, async (t) => {
    const page = await open(t, { colorScheme });
    await line(page).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await line(page).click();
    await heading(page).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    for (let card = 1; card < 3; card += 1) {
      await page.locator('.lesson-main').click();
      await button(page, 'Skip ahead').click();
      await button(page, 'Go on').click();
    }
    await button(page, 'Noor').click();
    assert.deepEqual(await seriousFindings(page), []);
    await button(page, 'Run it and see').click();
    await button(page, 'Skip ahead').click();
    await verdict(page).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
  });
}

// A lesson with every kind of step, in place of one that ships.
const steps = (() => {
  let compiled;
  return () => {
    compiled ??= (() => {
      const folder = mkdtempSync(path.join(tmpdir(), 'raft-lunch-'));
      const file = path.join(here, 'lesson-steps.json');
      execFileSync('cargo', ['run', '--quiet', '--bin', 'lessons', '--', file, folder], { cwd: path.resolve(here, '../..') });
      const bytes = readFileSync(path.join(folder, 'lesson-steps.lesson'));
      rmSync(folder, { recursive: true });
      return bytes;
    })();
    return compiled;
  };
})();

const openSteps = (t, card = 0, options = {}) =>
  openPage(t, {
    door: 'lessons',
    query: `lesson=steps&card=${card + 1}`,
    ...options,
    before: async (page) => {
      await page.clock.install();
      await page.route('**/steps.lesson', (route) => route.fulfill({ body: steps() }));
      await options.before?.(page);
    },
  });

test('the reader does what a task asks, with a menu, and it is ticked', async (t) => {
  const page = await openSteps(t);
  await page.getByText('Crash Robin.').waitFor();
  assert.equal(await page.locator('.light').count(), 2, 'Robin is pointed at, in both pictures');
  assert.equal(await page.locator('.task-hint').count(), 0);
  await page.clock.runFor(20_000);
  await page.locator('.task-hint', { hasText: 'Click on Robin, then on Crash.' }).waitFor();
  await page.locator('.pane.cluster .server').first().click();
  await page.getByRole('menuitem', { name: /Crash/ }).click();
  await page.locator('.task.is-done').waitFor();
  assert.equal(await verdict(page).textContent(), 'Done, with one action.');
  assert.equal(await page.locator('.pane.cluster .server.is-down').count(), 1);
  await button(page, 'Start over').click();
  await page.locator('.task.is-open').waitFor();
  assert.equal(await page.locator('.pane.cluster .server.is-down').count(), 0);
  await button(page, 'Show me').click();
  await watch(page);
  assert.equal(await verdict(page).textContent(), "That's one way to do it.");
  // Back in time.
  await button(page, 'Go on').click();
  await page.getByText('Back in time: before the crash.').waitFor();
  assert.equal(await page.locator('.pane.cluster .server.is-down').count(), 0);
});

test('a word opens what it means, by mouse and by keys', async (t) => {
  const page = await openSteps(t);
  const word = button(page, 'quorum');
  await word.click();
  await page.getByText("Enough servers to decide something.").waitFor();
  await page.keyboard.press('Escape');
  await page.getByText("Enough servers to decide something.").waitFor({ state: 'hidden' });
  await word.focus();
  await page.keyboard.press('Enter');
  await page.getByText("Enough servers to decide something.").waitFor();
  await page.keyboard.press('Escape');
  await focusOn(page, 'quorum');
});

test('a glossary that does not arrive is said, and asked for again', async (t) => {
  const page = await openSteps(t, 0, {
    before: (page) => page.route('**/lessons/glossary-*', (route) => route.fulfill({ status: 404, body: '' })),
    errors: 'allowed',
  });
  await button(page, 'quorum').click();
  await page.getByText("The glossary didn't arrive.").waitFor();
  await page.keyboard.press('Escape');
  await page.unroute('**/lessons/glossary-*');
  await button(page, 'quorum').click();
  await page.getByText('Enough servers to decide something.').waitFor();
});

test('the fields of a message are filled in, and told beside what it says', async (t) => {
  const page = await openSteps(t, 1);
  const field = (name) => page.getByLabel(name);
  await field('prev_log_index').selectOption({ label: '1' });
  await field('prev_log_term').selectOption({ label: '1' });
  await button(page, 'Run it and see').click();
  await page.getByText('Pick an answer first').waitFor();
  await field('leader_commit').selectOption({ label: '0' });
  await button(page, 'Run it and see').click();
  await watch(page);
  assert.equal(await verdict(page).textContent(), '2 of 3 fields are right.');
  const row = page.locator('.fields-told tbody tr').nth(2);
  assert.deepEqual(await row.locator('td').allTextContents(), ['0', '1']);
  assert.ok(await page.locator('.msg.is-lit').count() >= 2, 'the message is pointed at in both pictures');
  await shot(page, 'lesson-fields');
  await page.locator('.reasons li', { hasText: 'leader_commit' }).getByRole('button', { name: 'Show why', exact: true }).click();
  await page.locator('.msg.is-lit').first().waitFor();
  await button(page, 'Back to the end').click();
  await button(page, 'Show why').waitFor();
});

test('a number is picked, and its card goes on at its pace', async (t) => {
  const page = await openSteps(t, 2);
  await page.locator('.is-numbers .option').filter({ hasText: '3' }).click();
  await button(page, 'Run it and see').click();
  await watch(page);
  assert.equal(await verdict(page).textContent(), "You said 3. That's right.");
  await page.locator('.logs.is-lit').waitFor();
});

test('an entry is picked in a notebook or in the logs, and why not is shown at its moment', async (t) => {
  const page = await openSteps(t, 3);
  await page.locator('.logs button.entry-cell[aria-pressed]').nth(0).click();
  assert.equal(await page.locator('.option[aria-pressed=true]').textContent(), 'Line 1 in Sasha’s notebook');
  await page.locator('.pane.lunch .line.is-open:visible').first().click();
  assert.equal(await page.locator('.option[aria-pressed=true]').textContent(), 'Line 2 in Sasha’s notebook');
  await button(page, 'Run it and see').click();
  await watch(page);
  await button(page, 'Show why').click();
  await page.locator('.logs .e.is-lit').waitFor();
  await button(page, 'Back to the end').click();
  await page.locator('.logs .e.is-lit').waitFor({ state: 'detached' });
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing serious in tasks, fields and entries, ${colorScheme}`, async (t) => {
    for (const card of [0, 1, 2, 3]) {
      const page = await openSteps(t, card, { colorScheme });
      await heading(page).waitFor();
      assert.deepEqual(await seriousFindings(page), [], `card ${card}`);
    }
  });
}

test('a lesson of the reader\'s own is opened from a paste and from an address, and a broken one says where', async (t) => {
  const page = await openPage(t, { door: 'lessons', reducedMotion: true });
  const text = readFileSync(path.join(here, 'lesson-steps.json'), 'utf8');
  await page.getByText('A lesson of your own').click();
  const field = page.getByLabel('Or paste a lesson');
  await field.fill(text.replace('"server": 1, "health": "crashed"', '"server": 1, "health": "crasht"'));
  await button(page, 'Open what was pasted').click();
  await page.getByText(/line \d+, column \d+.*crashed/).waitFor();
  assert.ok((await field.inputValue()).includes('crasht'), 'the text is still there');
  await field.fill(text);
  await button(page, 'Open what was pasted').click();
  await heading(page).filter({ hasText: 'Your turn' }).waitFor();
  assert.equal(search(page).get('lesson'), null, 'no address leads to it');

  // An address of this host.
  const address = new URL('my-lesson.json', page.url()).href;
  await page.route('**/my-lesson.json', (route) => route.fulfill({ body: text, contentType: 'application/json' }));
  await page.goto(`${new URL('.', page.url()).href}?door=lessons&lesson=${encodeURIComponent(address)}&card=2`);
  await page.locator('.lesson-top span', { hasText: '2 of ' }).waitFor();
  assert.equal(search(page).get('lesson'), address);
});
