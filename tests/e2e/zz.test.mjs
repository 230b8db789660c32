import { test } from 'node:test';
import { openPage } from './harness.mjs';
import { doTo, leader, play, propose, server, setSpeed, tellStory } from './reader.mjs';
for (const [width, height] of [[390, 844], [1440, 900]]) for (const colorScheme of ['light', 'dark']) {
  test(`shots ${width} ${colorScheme}`, async (t) => {
    const page = await openPage(t, { reducedMotion: true, width, height, colorScheme });
    await tellStory(page);
    const old = await leader(page);
    await server(page, old).press('Enter');
    await page.screenshot({ path: `/tmp/why-menu-${width}-${colorScheme}.png` });
    await page.getByRole('menuitem', { name: /^Why/ }).press('Enter');
    await page.locator('.why-answer:popover-open').waitFor();
    await page.locator('.chain button').nth(1).click();
    await page.screenshot({ path: `/tmp/why-leads-${width}-${colorScheme}.png` });
    await page.locator('.why-answer summary').click();
    await page.locator('.why-answer pre').first().waitFor();
    await page.locator('.why-answer pre').first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: `/tmp/why-code-${width}-${colorScheme}.png` });
    await page.keyboard.press('Escape');
    await page.locator('#playhead').press('End');
    for (const by of [1, 2, 3]) await doTo(page, ((old - 1 + by) % 5) + 1, 'Crash');
    await propose(page, 'SET A 1');
    await setSpeed(page, '1/10');
    await play(page);
    await page.locator('.cluster .wait-tag', { hasText: '2 of 3' }).waitFor();
    await page.locator('.lunch .wait-tag').first().click();
    await page.locator('.try-it').first().waitFor();
    await page.screenshot({ path: `/tmp/why-help-${width}-${colorScheme}.png` });
  });
}
