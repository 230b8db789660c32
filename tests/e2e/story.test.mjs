// The untouched page tells the whole story, and stops with one invitation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, shot } from './harness.mjs';
import { stores, verdict } from './reader.mjs';

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

test('while paused nothing asks for a frame', async (t) => {
  const page = await openPage(t, {
    before: (page) =>
      page.addInitScript(() => {
        window.framesAsked = 0;
        const ask = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (act) => {
          window.framesAsked += 1;
          return ask(act);
        };
      }),
  });
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const asked = await page.evaluate(async () => {
    const before = window.framesAsked;
    // A macrotask after the page has had the chance to ask.
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(0);
    });
    return window.framesAsked - before;
  });
  assert.equal(asked, 0);
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
