// How the page looks: pictures for people, and what a picture must not show.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, shot } from './harness.mjs';
import { doTo, leader, runScenario, openTab, play, propose, setSpeed, tellStory } from './reader.mjs';

for (const colorScheme of ['light', 'dark']) {
  for (const [width, height] of [[360, 740], [768, 1024], [1440, 900]]) {
    test(`nothing sticks out at ${width} px, ${colorScheme}`, async (t) => {
      const page = await openPage(t, { width, height, colorScheme, reducedMotion: true });
      await tellStory(page);
      await setSpeed(page, '1/100');
      await propose(page, 'SET A 1');
      await page.locator('table.log .open, table.log .wet').first().waitFor();
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await noSidewaysScroll(page);
      await shot(page, `${width}-${colorScheme}`);
      await shot(page, `${width}-${colorScheme}-whole`, { fullPage: true });
    });
  }
}

test('at 200 % zoom everything is still reachable', async (t) => {
  // Half the room and twice the pixels is what the browser's own zoom does.
  const page = await openPage(t, { width: 640, height: 400, reducedMotion: true });
  await noSidewaysScroll(page);
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await page.locator('.err', { hasText: 'Type a dish' }).waitFor();
});

test('a crashed leader and an election in the picture', async (t) => {
  const page = await openPage(t, { width: 1440, height: 900 });
  await tellStory(page);
  await setSpeed(page, '1/50');
  await doTo(page, await leader(page), 'Crash');
  await play(page);
  // Two may ask at once.
  await page.locator('.person.is-asking').first().waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await shot(page, 'election');
});

for (const [width, query] of [[360, ''], [768, ''], [1440, ''], [1000, 'embed=1&']]) {
  test(`a bubble hides no face, at ${width} px ${query}`, async (t) => {
    for (const servers of [3, 5, 7, 9]) {
      const page = await openPage(t, {
        width, height: 900, query: `${query}seed=38&servers=${servers}`, reducedMotion: true,
      });
      let said = 0;
      for (let steps = 0; steps < 110; steps += 1) {
        await page.keyboard.press('.');
        said += await page.locator('.bubble').count();
        assert.deepEqual(await overlaps(page, '.bubble', '.lunch .head'), []);
        if (servers > 5 && steps > 50) break;
      }
      // In a frame a step goes from one sentence of the story to the next.
      assert.ok(said > (query ? 2 : 10), `somebody speaks: ${said}`);
      // The names in the ring are apart, and the client is clear of them.
      assert.deepEqual(await overlaps(page, '.cluster .server .name', '.cluster .server .name'), []);
      assert.deepEqual(await overlaps(page, '.cluster .server .name', '.client :is(.box, .laptop)'), []);
      await page.close();
    }
  });
}

for (const width of [360, 768, 1024]) {
  test(`the pictures stay where they are while the story goes on, at ${width} px`, async (t) => {
    const page = await openPage(t, { width, height: 800, reducedMotion: true });
    const tops = new Set();
    for (let steps = 0; steps < 75; steps += 1) {
      await page.keyboard.press('.');
      tops.add((await page.locator('.lunch').boundingBox()).y);
    }
    assert.equal(tops.size, 1, `${[...tops]}`);
  });
}

test('the player, the verdict and the head of the logs fit a window of 1440 by 900', async (t) => {
  const page = await openPage(t, { width: 1440, height: 900, reducedMotion: true });
  const fits = async () => {
    for (const part of ['.player', '.verdict-chip', '.logs h2']) {
      const box = await page.locator(part).boundingBox();
      assert.ok(box.y + box.height <= 900, `${part} ends at ${box.y + box.height}`);
    }
  };
  await fits();
  await runScenario(page, 'figure-7-f.json');
  await fits();
});

for (const width of [360, 768, 1440]) {
  test(`a long log shows its newest entry and what came of it, at ${width} px`, async (t) => {
    const page = await openPage(t, { width, height: 900, reducedMotion: true });
    await runScenario(page, 'figure-7-f.json');
    const frame = await page.locator('.log-scroll').boundingBox();
    const store = width > 760 ? 'td.kv' : '.kv-below';
    for (const cell of ['th:first-child', 'td.r', store, '.e >> nth=-1']) {
      const box = await page.locator(`.log [data-server="2"] >> ${cell}`).boundingBox();
      const isInside = box.x >= frame.x - 1 && box.x + box.width <= frame.x + frame.width + 1;
      assert.ok(isInside, `${cell} from ${box.x} for ${box.width} in ${JSON.stringify(frame)}`);
    }
  });
}

async function noSidewaysScroll(page) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `the page is ${over} px too wide`);
}

test('a message in flight is named, and its buttons are in one row on a phone', async (t) => {
  const page = await openPage(t, { width: 360, height: 740, reducedMotion: true });
  await page.keyboard.press('.');
  await page.keyboard.press('.');
  await openTab(page, 'Break');
  await page.locator('#in-flight > summary').click();
  const row = page.locator('.flying li').first();
  assert.match(await row.locator('span').textContent(), /^AppendEntries .*from .* to /);
  const card = await page.locator('#in-flight').boundingBox();
  const boxes = await row.locator('button').evaluateAll((buttons) =>
    buttons.map((button) => button.getBoundingClientRect().toJSON()),
  );
  assert.equal(new Set(boxes.map((box) => box.top)).size, 1);
  assert.ok(boxes.every((box) => box.left >= card.x && box.right <= card.x + card.width));
});

/** The pairs of what these selectors find that lie over each other. */
async function overlaps(page, ones, others) {
  return page.evaluate(([ones, others]) => {
    const found = [];
    const all = [...document.querySelectorAll(others)];
    for (const one of document.querySelectorAll(ones)) {
      const a = one.getBoundingClientRect();
      for (const other of all) {
        const b = other.getBoundingClientRect();
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (one !== other && wide > 1 && high > 1) found.push([one.textContent, wide, high]);
      }
    }
    return found;
  }, [ones, others]);
}
