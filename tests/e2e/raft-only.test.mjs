// The lunch can be faded out, behind every door, and comes back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seriousFindings } from './axe.mjs';
import { openPage, pageUrl, publish, shot, started } from './harness.mjs';

const only = (page) => page.getByRole('button', { name: 'Only Raft', exact: true });

for (const [door, query] of [['', ''], ['lessons', 'lesson=what-shall-we-eat&card=2'], ['sandbox', 'start=tell']]) {
  for (const [width, height] of [[390, 844], [1440, 900]]) {
    test(`the lunch fades out and comes back at ${width} px: ${door || 'story'}`, async (t) => {
      const page = await openPage(t, { door, query, width, height, reducedMotion: true });
      await page.locator('.cluster .server').first().waitFor({ state: 'attached' });
      // On a phone a lesson shows one picture at a time.
      if (door === 'lessons' && width < 760) await page.getByRole('button', { name: 'Cluster', exact: true }).click();
      assert.equal(await only(page).getAttribute('aria-pressed'), 'false');
      await only(page).focus();
      await page.keyboard.press('Enter');
      await page.locator('.lunch').waitFor({ state: 'detached' });
      assert.ok(await page.locator('.cluster .stage').isVisible());
      assert.equal(await only(page).getAttribute('aria-pressed'), 'true');
      assert.ok(await only(page).evaluate((it) => it === document.activeElement), 'the focus stays');
      assert.match(page.url(), /[?&]view=cluster\b/);
      const said = await page.locator('.caption').textContent();
      assert.doesNotMatch(said, /Robin|Sasha|Jun|Noor|Deniz|sheet|teammates/);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      assert.deepEqual(await seriousFindings(page), []);
      await shot(page, `raft-only-${door || 'story'}-${width}`);
      await only(page).press('Enter');
      await page.locator('.lunch .person').first().waitFor({ state: 'attached' });
      assert.doesNotMatch(page.url(), /view=/);
    });
  }
}

test('it stays so on the next visit, and a link takes it along', async (t) => {
  const page = await openPage(t, { door: 'sandbox', query: 'start=tell', reducedMotion: true });
  await only(page).click();
  await page.locator('.lunch').waitFor({ state: 'detached' });
  const link = page.url();
  assert.match(link, /view=cluster/);
  const plain = new URL(link);
  plain.search = '?door=story';
  plain.hash = '';
  await page.goto(plain.href);
  await started(page);
  await page.locator('.cluster .server').first().waitFor();
  assert.equal(await page.locator('.lunch').count(), 0);
  await only(page).click();
  await page.locator('.lunch .person').first().waitFor({ state: 'attached' });
  await page.goto(plain.href);
  await started(page);
  await page.locator('.lunch .person').first().waitFor({ state: 'attached' });
});

test('Back and Forward leave it as it is', async (t) => {
  const page = await openPage(t, { door: '', reducedMotion: true });
  await only(page).click();
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click();
  await page.locator('.drawer').waitFor();
  await only(page).click();
  await page.locator('.lunch .person').first().waitFor({ state: 'attached' });
  await page.goBack();
  await page.locator('.story-page').waitFor();
  await page.locator('.lunch .person').first().waitFor({ state: 'attached' });
  assert.doesNotMatch(page.url(), /view=/);
  assert.equal(await page.evaluate(() => localStorage.getItem('raft-lunch-view')), null);
});

test('the page around a frame is told both halves all the same', async (t) => {
  const src = await pageUrl({ query: 'embed=1&view=cluster' });
  const url = await publish(`<iframe src="${src}" width="700" height="560"></iframe>
    <script>window.told = []; addEventListener('message', ({ data }) => told.push(data));</script>`);
  const page = await openPage(t, { url, started: false });
  await page.frameLocator('iframe').getByRole('button', { name: 'Play', exact: true }).click();
  const isTold = ({ type, lunch, raft }) => type === 'event' && /Robin|Sasha|Noor|Jun|Deniz/.test(lunch) && raft !== '';
  await page.waitForFunction(`told.some(${isTold})`);
});

test('an open answer stays open while the lunch fades out', async (t) => {
  const page = await openPage(t, { door: 'sandbox', query: 'start=tell', reducedMotion: true });
  await page.locator('.cluster .server.is-leader').press('Enter');
  await page.locator('.menu [role=menuitem]', { hasText: /^Why/ }).first().click();
  const answer = page.locator('.why-answer:popover-open');
  await answer.waitFor();
  await answer.evaluate((it) => (it.isTheSame = true));
  await only(page).focus();
  await page.keyboard.press('Enter');
  await page.locator('.lunch').waitFor({ state: 'detached' });
  assert.ok(await answer.evaluate((it) => it.isTheSame), 'it is the same panel');
  assert.match(await answer.locator('h3').textContent(), /^Why does Server \d lead/);
  assert.ok(await only(page).evaluate((it) => it === document.activeElement), 'the focus stays');
});
