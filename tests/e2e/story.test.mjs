// The untouched page tells the whole story, and stops with one invitation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, shot } from './harness.mjs';
import { setSpeed, skipReading, stores, verdict } from './reader.mjs';

test('untouched, the story reaches its end: lunch is in all five stores', async (t) => {
  const page = await openPage(t, { before: (page) => page.clock.install() });
  const captions = new Set();
  for (let seconds = 0; seconds < 240; seconds += 1) {
    captions.add(await page.locator('.say-l').textContent());
    if (await page.locator('.invite').isVisible()) break;
    await page.clock.runFor(1_000);
  }
  assert.equal(await page.locator('.invite').textContent(), 'Now crash the one who holds the sheet.');
  const all = await stores(page);
  assert.equal(all.length, 5);
  assert.ok(all.every((store) => /^lunch = \w+$/.test(store)), all.join());
  assert.equal(new Set(all).size, 1, 'all five are equal');
  assert.match([...captions].join('\n'), /Line 2 is final\./);
  assert.match([...captions].join('\n'), /Nothing is decided yet/);
  assert.match(await verdict(page), /still safe: 5 of 5 properties hold/);
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await shot(page, 'story-told');
});

// Lets several frames pass, and more time than the page's clock takes for a tick while a caption
// is read (100 ms). How many frames and how many timers has the page asked for meanwhile?
function askedMeanwhile(page) {
  return page.evaluate(async () => {
    const { counted, uncounted } = window;
    const before = { ...counted };
    const until = performance.now() + 300;
    for (let frames = 0; frames < 10 || performance.now() < until; frames += 1) await new Promise(uncounted);
    return { frames: counted.frames - before.frames, timers: counted.timers - before.timers };
  });
}

test('while paused nothing asks for a frame, nor for a timer', async (t) => {
  const page = await openPage(t, {
    before: (page) =>
      page.addInitScript(() => {
        window.counted = { frames: 0, timers: 0 };
        window.uncounted = window.requestAnimationFrame.bind(window);
        const count = (name, kind) => {
          const ask = window[name].bind(window);
          window[name] = (...all) => {
            window.counted[kind] += 1;
            return ask(...all);
          };
        };
        count('requestAnimationFrame', 'frames');
        count('setTimeout', 'timers');
        count('setInterval', 'timers');
      }),
  });
  const button = (name) => page.getByRole('button', { name, exact: true });
  assert.ok((await askedMeanwhile(page)).timers > 0, 'the first caption is being read');
  await button('Pause').click();
  assert.deepEqual(await askedMeanwhile(page), { frames: 0, timers: 0 });

  // So slowly that the messages of this moment are under way all the while.
  await setSpeed(page, '1/1000');
  await skipReading(page, async () => (await page.locator('.cluster .msg').count()) > 0);
  await button('Play').click();
  assert.ok((await askedMeanwhile(page)).frames > 0, 'messages move');
  await button('Pause').click();
  assert.deepEqual(await askedMeanwhile(page), { frames: 0, timers: 0 });
});

test('with reduced motion the page waits, and a step shows something', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const step = page.getByRole('button', { name: 'One event forward' });
  for (let steps = 0; steps < 8; steps += 1) await step.click();
  assert.ok((await page.locator('.feed li').count()) > 0);
  assert.ok((await page.locator('.cluster .flight').count()) > 0, 'arrows instead of travel');
});

test('the address chooses the run, and what it gets wrong is said', async (t) => {
  const page = await openPage(t, { query: 'seed=5&servers=3' });
  assert.equal(await page.locator('#seed').textContent(), '5');
  assert.equal(await page.locator('.cluster .server').count(), 3);
  const wrong = await openPage(t, { query: 'seed=soup&servers=40' });
  const notice = await wrong.locator('.told').textContent();
  assert.match(notice, /seed=soup/);
  assert.match(notice, /servers=40/);
  assert.equal(await wrong.locator('.cluster .server').count(), 5);
});

test('three to nine servers are drawn, each with its teammate', async (t) => {
  const page = await openPage(t);
  for (const count of [3, 4, 6, 7, 8, 9]) {
    await page.getByLabel('Servers').selectOption(String(count));
    await page.locator(`.cluster .server:nth-child(${count})`).waitFor();
    assert.equal(await page.locator('.lunch .person:not(.asker)').count(), count);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await shot(page, `servers-${count}`);
  }
});
