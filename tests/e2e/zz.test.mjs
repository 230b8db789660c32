import { test } from 'node:test';
import { openPage } from './harness.mjs';
const P='/tmp/sb/';
const button = (page, name) => page.getByRole('button', { name, exact: true });
for (const [name,cards,sizes] of [['one-line-in-every-notebook',9,[[1440,900],[390,844]]],['what-shall-we-eat',9,[[1440,900]]],['a-majority-is-not-always-final',9,[[1440,900]]]])
for (const [w,h] of sizes)
test(`${name} ${w}`, async (t) => {
  const page = await openPage(t, { door:'lessons', query:`lesson=${name}&card=1`, width:w, height:h, before:(p)=>p.clock.install() });
  for (let card=1; card<=cards; card++) {
    await page.waitForTimeout(150);
    await page.screenshot({path:`${P}${name}-${w}-${card}a.png`});
    const body = await page.locator('.lesson-body').innerText().catch(()=>'');
    console.log(`\n#### ${name} card ${card}\n`+body);
    // answer something
    const opt = page.locator('.lesson-card .option').first();
    if (await opt.count()) await opt.click();
    for (const label of ['Run it and see','Watch it happen']) if (await button(page,label).count()) { await button(page,label).first().click(); break; }
    let n=0; for (; n<240; n++) { if ((await page.locator('.lesson-news').textContent())==='What happened, and why') break; if (await button(page,'Go on').count() && n>4) break; if (await button(page,'Show me').count()) {await button(page,'Show me').click();} await page.clock.runFor(500); if(n===8) await page.screenshot({path:`${P}${name}-${w}-${card}m.png`}); }
    await page.waitForTimeout(100);
    await page.screenshot({path:`${P}${name}-${w}-${card}b.png`});
    console.log('---- after', n/2, 's\n'+await page.locator('.lesson-body').innerText().catch(()=>''));
    const go = button(page,'Go on');
    if (!await go.count()) { console.log('no Go on', await page.locator('.lesson-card button').allTextContents()); break; }
    await go.first().click();
  }
});
