import { test } from 'node:test';
import { openPage } from './harness.mjs';
const css = new URL('../../static/styles/practice.css', import.meta.url).pathname;
const button = (page, name) => page.getByRole('button', { name, exact: true });
for (const [w, h, colorScheme] of [[1440, 900, 'light'], [390, 844, 'dark']])
test(`${w}`, async (t) => {
  const page = await openPage(t, { door: 'lessons', width: w, height: h, colorScheme, errors: 'allowed' });
  const P = (n, o = {}) => page.screenshot({ path: `/tmp/practice-${w}-${n}.png`, ...o });
  await page.addStyleTag({ path: css });
  await page.locator('.shelf-line').first().waitFor();
  await page.locator('.practice-shelf').scrollIntoViewIfNeeded();
  await button(page, 'Who can be elected?').click();
  await P('shelf');
  await page.goto(page.url().replace(/\?.*/, '?door=lessons&practice=&seed=7&n=12'));
  await page.addStyleTag({ path: css });
  for (let n = 1; n <= 12; n++) {
    await page.locator('.practice-place', { hasText: `${n} of 12` }).waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await P(`q${n}`, { fullPage: true });
    if (w === 390) { const wide = await page.evaluate(() => [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.log-scroll')).map((e) => e.className?.baseVal ?? e.className).slice(0, 5)); if (wide.length) console.log(n, wide); }
    await page.locator('.practice-card .option').first().click();
    await button(page, 'Answer').click();
    await page.locator('.practice-told').waitFor();
    await P(`t${n}`, { fullPage: true });
    if (n === 1 || n === 4) { await button(page, 'Watch it').click(); await page.waitForTimeout(6000); await P(`w${n}`, { fullPage: true }); }
    console.log(n, await page.locator('.lesson-body').innerText());
    await page.locator('.lesson-main').click();
  }
  await page.getByRole('heading', { name: 'How it went' }).waitFor();
  await P('end', { fullPage: true });
  await button(page, 'What I know').click();
  await page.getByRole('heading', { name: 'Still to overcome' }).waitFor();
  await P('known', { fullPage: true });
});
