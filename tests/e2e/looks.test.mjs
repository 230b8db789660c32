// How the page looks: pictures for people, and what a picture must not show.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, shot } from './harness.mjs';
import { doTo, leader, play, propose, setSpeed, tellStory } from './reader.mjs';

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

async function noSidewaysScroll(page) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `the page is ${over} px too wide`);
}
