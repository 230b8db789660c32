// The first picture is in the HTML: it is there before the wasm, and nothing jumps when that comes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, shot, started } from './harness.mjs';

/** Opens the page with its wasm held back; `arrives()` lets it through, and waits until the page has started. */
async function openHeld(t, options = {}) {
  let letThrough;
  const held = new Promise((resolve) => (letThrough = resolve));
  const page = await openPage(t, {
    door: '',
    started: false,
    ...options,
    before: async (page) => {
      await page.addInitScript(noteShifts);
      await page.route('**/*.wasm', async (route) => {
        await held;
        await route.continue();
      });
    },
  });
  const arrives = async () => {
    letThrough();
    await started(page);
  };
  return { page, arrives };
}

/** In the page: `window.shifts` lists what has moved without being asked. */
function noteShifts() {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      window.shifts.push([value, ...sources.map(({ node }) => node?.className?.baseVal ?? node?.className ?? '?')]);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Where the parts of the page are. */
const boxes = (page) =>
  page.evaluate(() => {
    const parts = '.top, .app h1, .pane, .pane h2, .drawing, .person, .book, .server, .client, .caption, .say-l, .telling, .play, .step, .chapters li';
    return [...document.querySelectorAll(parts)].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return [part.getAttribute('class') ?? part.tagName, ...[x, y, width, height].map(Math.round)].join(' ');
    });
  });

/** What is drawn, element by element, but for what only the clock knows. */
const drawn = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.drawing *')].map((part) => {
      const attributes = [...part.attributes].filter(({ name, value }) => value && name !== 'stroke-dasharray');
      const text = part.childElementCount ? '' : part.textContent;
      return `${part.tagName} ${attributes.map(({ name, value }) => `${name}=${value}`).toSorted().join(' ')} ${text}`;
    }),
  );

for (const [width, height] of [[360, 740], [768, 1024], [1440, 900]]) {
  test(`the first picture is there before the wasm, and nothing jumps, at ${width} px`, async (t) => {
    const { page, arrives } = await openHeld(t, { width, height });
    assert.equal(await page.locator('.lunch .person:visible').count(), 6);
    assert.equal(await page.locator('.cluster .server:visible').count(), 5);
    await page.getByText('Setting the table').waitFor();
    await shot(page, `first-${width}`);
    const [places, picture] = [await boxes(page), await drawn(page)];
    await arrives();
    await page.locator('.first').waitFor({ state: 'detached' });
    assert.deepEqual(await boxes(page), places);
    assert.deepEqual(await drawn(page), picture, 'it is not stale');
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
  });
}

for (const [what, options] of [
  ['an embed', { query: 'embed=1' }],
  ['the sandbox', { query: 'door=sandbox' }],
  ['another run', { query: 'utm_source=post&seed=5' }],
  ['a run in the fragment', { hash: 'AAAA' }],
]) {
  test(`${what} does not begin with the story's picture`, async (t) => {
    const { page, arrives } = await openHeld(t, { ...options, errors: 'allowed' });
    await page.getByText('Setting the table').waitFor();
    assert.equal(await page.locator('.drawing:visible').count(), 0);
    await arrives();
    await page.locator('.drawing').first().waitFor();
  });
}

test('an address that only says where it comes from keeps the first picture', async (t) => {
  const { page, arrives } = await openHeld(t, { query: 'utm_source=post&door=story' });
  assert.equal(await page.locator('.drawing:visible').count(), 2);
  await arrives();
});

test('without a script a sentence stands under the picture, and nothing can be pressed', async (t) => {
  const page = await openPage(t, { door: '', started: false, javaScript: false });
  await page.getByText(/allow JavaScript for this page/).waitFor();
  assert.equal(await page.locator('.drawing:visible').count(), 2);
  assert.equal(await page.locator('.first button:visible').count(), 0);
  await shot(page, 'first-no-script');
});
