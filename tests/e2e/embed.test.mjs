// The page as a frame in somebody's post, served from another origin: the bare frame, the
// element, and what they say to each other.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { seriousFindings } from './axe.mjs';
import { dist, openPage, pageUrl, publish, shot, siteUrl, started } from './harness.mjs';

const frame = (src, extra = '') =>
  `<iframe src="${src}" width="100%" height="560" title="Raft Lunch" ${extra}></iframe>`;

/** A post with this in its body. */
const post = (body) => publish(`<!doctype html><meta name="viewport" content="width=device-width"><title>A post</title>${body}`);

/** A post with embed.js and these elements. */
async function postWith(elements) {
  return post(`<script async src="${await siteUrl()}embed.js"></script>${elements}`);
}

const inside = (page, id) => page.frameLocator(`#${id} iframe`);
const button = (where, name) => where.getByRole('button', { name, exact: true });
const press = (page, id) => page.locator(`#${id}`).getByRole('button').click();

/** Keeps what frames say to the post. */
const KEEP = `<script>
  window.told = [];
  addEventListener('message', ({ data, source }) => {
    if (data?.raftLunch !== 1) return;
    told.push({ ...data, by: [...document.querySelectorAll('iframe')].findIndex((it) => it.contentWindow === source) });
  });
  window.say = (message) => document.querySelector('iframe').contentWindow.postMessage(message, '*');
</script>`;

/** The first message of this type, once it has come. */
async function told(page, type, by = 0) {
  const found = await page.waitForFunction(
    ([type, by]) => window.told.find((it) => it.type === type && it.by === by),
    [type, by],
  );
  return found.jsonValue();
}

test('a post with a frame shows both panes, paused, and plays on a click', async (t) => {
  const url = await post(`<p>Read on.</p>${frame(await pageUrl({ query: 'embed=1' }))}`);
  const page = await openPage(t, { url, started: false });
  const within = page.frameLocator('iframe');
  await within.locator('.cluster .server').nth(4).waitFor();
  await within.locator('.lunch .person').nth(4).waitFor();
  assert.equal(await within.getByRole('heading', { level: 1 }).count(), 1);
  await button(within, 'Play').click();
  await button(within, 'Pause').waitFor();
  await shot(page, 'embed');
});

test('two frames on one page each run their own seed, and tell their height', async (t) => {
  const [a, b] = [await pageUrl({ query: 'embed=1&seed=1' }), await pageUrl({ query: 'embed=1&seed=2&servers=3' })];
  const page = await openPage(t, { url: await post(`${KEEP}${frame(a)}${frame(b)}`), started: false });
  for (const [place, servers] of [[0, 5], [1, 3]]) {
    await started(page.frames()[place + 1]);
    assert.equal(await page.frames()[place + 1].locator('.cluster .server').count(), servers);
    assert.ok((await told(page, 'height', place)).height > 320);
  }
});

for (const width of [280, 320, 400, 640, 900, 1200]) {
  test(`Play is in sight and nothing scrolls, ${width} px wide`, async (t) => {
    for (const height of [320, 480]) {
      const page = await openPage(t, { query: 'embed=1', width, height });
      for (const name of ['Back', 'Play', 'On to what is said next', 'Start over', 'Open the full page']) {
        const box = await button(page, name).boundingBox();
        const isIn = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
        assert.ok(isIn, `${name} at ${JSON.stringify(box)} in ${height}`);
      }
      for (const caption of ['.say-l', '.say-r']) assert.ok(await page.locator(caption).isVisible(), caption);
      const size = await page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth]);
      assert.deepEqual(size, [height, width]);
      const pictures = await page.locator('.stage').evaluateAll((all) => all.filter((it) => it.offsetWidth > 0).length);
      assert.equal(pictures, width < 640 ? 1 : 2);
      if (pictures === 1) {
        await button(page, 'Cluster').click();
        await page.locator('.cluster .server').first().waitFor();
        assert.ok(!(await page.locator('.lunch .stage').isVisible()));
      }
    }
  });

  test(`the poster is as high as the player, ${width} px wide`, async (t) => {
    const url = await postWith('<body style="margin: 0"><raft-lunch id="a"></raft-lunch><p id="next">Read on.</p>');
    const page = await openPage(t, { url, started: false, width, height: 900 });
    const poster = page.locator('#a').getByRole('button', { name: 'Play: Raft Lunch' });
    await poster.waitFor();
    const top = () => page.locator('#next').evaluate((it) => it.offsetTop);
    const before = await top();
    await press(page, 'a');
    await button(inside(page, 'a'), 'Pause').waitFor();
    await page.locator('#a .box[style]').waitFor();
    assert.ok(Math.abs((await top()) - before) <= 1, `${before}, then ${await top()}`);
  });
}

for (const [width, query] of [[280, ''], [900, ''], [900, '&scenario=figure-8'], [400, '&lesson=what-shall-we-eat'], [900, '&view=spacetime']]) {
  test(`axe finds nothing serious in a frame of ${width} px ${query}`, async (t) => {
    for (const theme of ['light', 'dark']) {
      const page = await openPage(t, { query: `embed=1&theme=${theme}${query}`, width, height: 700 });
      await page.locator(query.includes('=') && !query.includes('view') ? '.embed-title' : '.play').waitFor();
      assert.deepEqual(await seriousFindings(page), []);
    }
  });
}

test('the wheel over a frame scrolls the post', async (t) => {
  const src = await pageUrl({ query: 'embed=1' });
  const url = await post(`${KEEP}${frame(src).replace('560', '320')}<p style="height: 3000px">Read on.</p>`);
  const page = await openPage(t, { url, started: false });
  await told(page, 'ready');
  await page.mouse.move(200, 200);
  await page.mouse.wheel(0, 300);
  await page.waitForFunction(() => scrollY > 100);
});

test('the bare frame of the documentation plays, as where scripts are taken out, and gets its height where they are not', async (t) => {
  const docs = await readFile(path.join(dist, '..', 'docs', 'embedding.md'), 'utf8');
  const [, ...blocks] = docs.split('\n## The bare frame\n')[1].split('\n## ')[0].split('```html\n');
  const [bare, script] = await Promise.all(
    blocks.map(async (block) => block.split('```')[0].replaceAll('https://lunch.example/', await siteUrl())),
  );
  assert.match(bare, /^<iframe [^>]*><\/iframe>\s*$/, 'a frame and nothing else');
  const cleaned = await openPage(t, { url: await post(bare), started: false });
  const within = cleaned.frameLocator('iframe');
  await within.getByText('Figure 8').first().waitFor();
  await within.getByRole('button', { name: /^(Play|Run it)$/ }).first().click();
  assert.equal(await cleaned.locator('iframe').evaluate((it) => it.offsetHeight), 560);

  const page = await openPage(t, { url: await post(`${KEEP}${script}${bare}`), started: false, width: 500 });
  const { height } = await told(page, 'height');
  assert.notEqual(height, 560);
  await page.waitForFunction((height) => document.querySelector('iframe').offsetHeight === height, height);
});

test('six on one page: one plays, the others wait; removing one frees it; a wrong one hurts no other', async (t) => {
  const scenarios = ['', '', 'scenario="no-such-thing"', 'view="lunch"', 'view="cluster"', 'lesson="what-shall-we-eat"'];
  const url = await postWith(`${KEEP}${scenarios.map((it, n) => `<raft-lunch id="e${n}" ${it}></raft-lunch>`).join('')}`);
  // What is not there is asked for in vain.
  const page = await openPage(t, { url, started: false, errors: 'allowed' });
  await page.locator('#e5').getByRole('button').waitFor();
  assert.equal(page.frames().length, 1, 'no frame before a click');
  for (const n of [0, 1, 3, 4]) {
    await press(page, `e${n}`);
    await button(inside(page, `e${n}`), 'Pause').waitFor();
  }
  for (const n of [0, 1, 3]) await button(inside(page, `e${n}`), 'Play').waitFor();
  await button(inside(page, 'e0'), 'Play').click();
  await button(inside(page, 'e4'), 'Play').waitFor();
  await button(inside(page, 'e0'), 'Pause').waitFor();

  await press(page, 'e2');
  await inside(page, 'e2').getByText("This scenario didn't arrive").waitFor();
  await press(page, 'e5');
  await inside(page, 'e5').locator('.lesson-card').waitFor();

  const frames = page.frames().length;
  await page.locator('#e0').evaluate((element) => element.remove());
  assert.equal(page.frames().length, frames - 1);
  await button(inside(page, 'e1'), 'Play').click();
  await button(inside(page, 'e1'), 'Pause').waitFor();
});

test('the text inside is the caption, also where the script is there before the element', async (t) => {
  const post = await publish(`<!doctype html><title>A post</title>
    <script src="${await siteUrl()}embed.js"></script>
    <raft-lunch>Five teammates want one lunch</raft-lunch>`);
  const page = await openPage(t, { url: post, started: false });
  const play = page.locator('raft-lunch').getByRole('button', { name: 'Play: Five teammates want one lunch', exact: true });
  await play.waitFor();
  assert.equal(await page.locator('raft-lunch p').textContent(), 'Five teammates want one lunch');
  await play.click();
  await page.frameLocator('raft-lunch iframe').locator('#boot').waitFor({ state: 'detached' });
  assert.equal(await page.locator('raft-lunch iframe').getAttribute('title'), 'Five teammates want one lunch');
});

test('a message before anybody has pressed Play starts the player, which does what it says', async (t) => {
  const docs = await readFile(path.join(dist, '..', 'docs', 'embedding.md'), 'utf8');
  const [lines] = /<button id="crash">.*?<\/script>/s.exec(docs);
  const page = await openPage(t, { url: await postWith(`<raft-lunch id="a"></raft-lunch>${lines}`), started: false });
  const crash = page.getByRole('button', { name: 'Crash the leader' });
  await crash.focus();
  await page.keyboard.press('Enter');
  await inside(page, 'a').locator('.cluster .server[aria-label*=", crashed"]').waitFor();
  assert.equal(await inside(page, 'a').locator('.cluster .server[aria-label*=", crashed"]').count(), 1);
  await button(inside(page, 'a'), 'Pause').waitFor();
  assert.ok(await crash.evaluate((it) => it === document.activeElement), 'the focus stays where it was');
});

test('an element that changes its mind shows another poster, and its theme at once', async (t) => {
  const page = await openPage(t, { url: await postWith('<raft-lunch id="a" theme="dark">A lunch</raft-lunch>'), started: false });
  await press(page, 'a');
  const root = inside(page, 'a').locator(':root');
  await button(inside(page, 'a'), 'Pause').waitFor();
  const ground = () => root.locator('.embed-page').evaluate((it) => getComputedStyle(it).backgroundColor);
  const dark = await ground();
  await page.locator('#a').evaluate((element) => element.setAttribute('theme', 'light'));
  await inside(page, 'a').locator(':root[data-theme=light]').waitFor();
  assert.notEqual(await ground(), dark);
  await page.locator('#a').evaluate((element) => element.setAttribute('start', 'copy'));
  await page.locator('#a').getByRole('button', { name: 'Play: A lunch' }).waitFor();
  assert.equal(page.frames().length, 1);
});

test('a post can load, act, seek, play and pause, and hears what happens', async (t) => {
  const url = await post(`${KEEP}${frame(await pageUrl({ query: 'embed=1' }))}`);
  const page = await openPage(t, { url, started: false });
  const within = page.frameLocator('iframe');
  const say = (message) => page.evaluate((it) => window.say(it), { raftLunch: 1, ...message });
  await told(page, 'ready');
  await say({ type: 'load', scenario: 'figure-8' });
  await within.getByText('Figure 8').first().waitFor();
  await say({ type: 'play' });
  await button(within, 'Pause').waitFor();
  await told(page, 'play');
  const event = await told(page, 'event');
  assert.ok(event.event > 0 && event.lunch && event.raft, JSON.stringify(event));
  await say({ type: 'pause' });
  await button(within, 'Play').waitFor();
  await say({ type: 'load', door: 'sandbox' });
  await within.getByText('Figure 8').first().waitFor({ state: 'detached' });
  await say({ type: 'act', action: { crash: 'leader' } });
  await within.locator('.server.is-down').waitFor();
  await say({ type: 'seek', ms: 0 });
  await within.locator('#clock', { hasText: /^0\.0 ms/ }).waitFor();
});

test('a story says when it is at its end, and offers its choices', async (t) => {
  const src = await pageUrl({ query: 'embed=1&start=tell' });
  const page = await openPage(t, { url: await post(`${KEEP}${frame(src)}`), started: false, reducedMotion: true });
  const within = page.frameLocator('iframe');
  await told(page, 'ready');
  const next = within.getByRole('button', { name: 'On to what is said next' });
  const choices = within.locator('.invitation button');
  for (let steps = 0; steps < 40 && (await choices.count()) === 0; steps += 1) await next.click();
  await told(page, 'done');
  await choices.first().click();
  await button(within, 'Pause').waitFor();
});

test('the answer to a question of a lesson is told', async (t) => {
  const src = await pageUrl({ query: 'embed=1&lesson=what-shall-we-eat' });
  const page = await openPage(t, { url: await post(`${KEEP}${frame(src).replace('560', '900')}`), started: false, height: 1000 });
  const within = page.frameLocator('iframe');
  await within.locator('.lesson-card .option').first().click();
  await button(within, 'Run it and see').click();
  await within.getByRole('button', { name: /Skip|Go on/ }).first().click();
  const answer = await told(page, 'answer');
  assert.deepEqual([answer.lesson, answer.card], ['what-shall-we-eat', 1]);
});

test('a message of the wrong shape is answered by a sentence, and one from elsewhere by nobody', async (t) => {
  const other = frame('about:blank', 'name="other"');
  const url = await post(`${KEEP}${frame(await pageUrl({ query: 'embed=1' }))}${other}`);
  const page = await openPage(t, { url, started: false });
  const within = page.frameLocator('iframe >> nth=0');
  await told(page, 'ready');
  const errors = () => page.evaluate(() => window.told.filter((it) => it.type === 'error').map((it) => it.message));
  // Not ours, or not from the post: the frame stays as it is, and says nothing.
  await page.evaluate(() => {
    for (const message of [null, 'play', 7, {}, { type: 'play' }, { raftLunch: undefined, type: 'play' }]) say(message);
    frames.other.eval("parent.frames[0].postMessage({ raftLunch: 1, type: 'play' }, '*')");
    frames.other.eval("parent.frames[0].postMessage({ raftLunch: 1, type: 'explode' }, '*')");
  });
  const wrong = [
    [{ raftLunch: 2, type: 'play' }, /version 1/],
    [{ raftLunch: 1 }, /type of a message/],
    [{ raftLunch: 1, type: 'explode' }, /type of a message/],
    [{ raftLunch: 1, type: 'seek', ms: -4 }, /whole number/],
    [{ raftLunch: 1, type: 'act', action: { crash: 'everyone' } }, /A server is its number/],
    [{ raftLunch: 1, type: 'act', action: { crash: 8 } }, /\w/],
    [{ raftLunch: 1, type: 'load', seed: 'x' }, /seed is .*x/],
    [{ raftLunch: 1, type: 'load', run: 'garbage' }, /\w/],
    [{ raftLunch: 1, type: 'theme', theme: 'pink' }, /auto, light, dark/],
  ];
  for (const [place, [message, sentence]] of wrong.entries()) {
    await page.evaluate((it) => say(it), message);
    await page.waitForFunction((count) => told.filter((it) => it.type === 'error').length > count, place);
    const said = await errors();
    assert.equal(said.length, place + 1, said.join('\n'));
    assert.match(said.at(-1), sentence);
  }
  await button(within, 'Play').waitFor();
  assert.equal(await page.evaluate(() => told.some((it) => it.type === 'play')), false);
  await page.evaluate(() => say({ raftLunch: 1, type: 'play' }));
  await button(within, 'Pause').waitFor();
});

test('an address that is not understood gets a sentence', async (t) => {
  const page = await openPage(t, { query: 'embed=1&view=sideways&theme=pink', width: 700 });
  await page.locator('.told', { hasText: 'view=' }).waitFor();
  assert.match(await page.locator('.told').innerText(), /both, lunch, cluster, spacetime.*auto, light, dark/s);
});

test('a sandboxed frame without storage works, and gives the address that it cannot open', async (t) => {
  const src = await pageUrl({ query: 'embed=1' });
  // The browser reports the tab that it blocked.
  const page = await openPage(t, {
    url: await post(frame(src, 'sandbox="allow-scripts"')), started: false, errors: 'allowed',
  });
  const within = page.frameLocator('iframe');
  await within.getByRole('button', { name: 'On to what is said next' }).click();
  await within.locator('.cluster .server').nth(4).waitFor();
  await button(within, 'Open the full page').click();
  const address = await within.locator('.embed-sent input').inputValue();
  const whole = await openPage(t, { url: address });
  const clock = await within.locator('#clock').textContent();
  await whole.waitForFunction((clock) => document.getElementById('clock').textContent === clock, clock);
});

test('the code of the share dialog, pasted into an empty page, shows what was on the screen', async (t) => {
  const page = await openPage(t, { query: 'utm_source=mail&fbclid=7&gclid=8' });
  await page.getByRole('button', { name: 'Step', exact: false }).first().waitFor({ state: 'attached' });
  for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('.');
  await page.locator('#share > button').click();
  await button(page, 'Copy embed code').click();
  await page.locator('#share').getByText("your readers can't reach it").waitFor();
  const code = await page.locator('#link').inputValue();
  // By now the last step is drawn.
  const clock = await page.locator('#clock').textContent();
  assert.equal(code.split('\n').length, 2);
  assert.doesNotMatch(code, /utm_|fbclid|gclid/);
  const blank = await openPage(t, { url: await publish(code), started: false });
  await blank.locator('raft-lunch').getByRole('button').click();
  const within = blank.frameLocator('raft-lunch iframe');
  await within.locator(`#clock`).waitFor();
  const link = await blank.locator('raft-lunch').getAttribute('run');
  const frame = await openPage(t, { query: 'embed=1', hash: `run=${link}` });
  await frame.waitForFunction((clock) => document.getElementById('clock').textContent === clock, clock);
});

test('what is copied is in the clipboard, and that is said', async (t) => {
  const page = await openPage(t, { query: 'lesson=two-tables&card=2', door: 'lessons' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('.lesson-card').waitFor();
  await page.locator('#share > button').click();
  for (const [name, has] of [['Copy link', /\?door=lessons&lesson=two-tables&card=2$/], ['Copy embed code', /lesson="two-tables" card="2"/]]) {
    await button(page, name).click();
    await page.locator('#share [role=status]', { hasText: 'Copied' }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, has);
    assert.equal(await page.locator('#link').inputValue(), text);
  }
});

test('the element weighs at most 3 KiB, and at most 4 with its poster', async () => {
  const weight = async (...file) => gzipSync(await readFile(path.join(dist, ...file)), { level: 9 }).length;
  const element = await weight('embed.js');
  assert.ok(element <= 3 * 1024, `${element} bytes`);
  for (const poster of await readdir(path.join(dist, 'posters'))) {
    const bytes = element + (await weight('posters', poster));
    assert.ok(bytes <= 4 * 1024, `${poster}: ${bytes} bytes`);
  }
});

test('a poster is of its scenario, of its lesson and of its half; of the story where there is none', async (t) => {
  const own = 'https://example.org/own.json';
  const posters = [
    ['scenario="figure-8"', 'scenario-figure-8.svg'],
    ['scenario="figure-8" view="cluster"', 'scenario-figure-8.svg#cluster'],
    ['lesson="late-to-lunch" view="lunch"', 'lesson-late-to-lunch.svg#lunch'],
    [`scenario="${own}"`, 'story.svg'],
    ['scenario="no-such-thing"', 'story.svg'],
    ['scenario="figure-8" run="abc"', 'story.svg'],
    ['', 'story.svg'],
  ];
  const url = await postWith(posters.map(([it], n) => `<raft-lunch id="e${n}" ${it}></raft-lunch>`).join(''));
  const page = await openPage(t, { url, started: false, errors: 'allowed' });
  for (const [n, [, name]] of posters.entries()) {
    await page.locator(`#e${n}`).scrollIntoViewIfNeeded();
    const drawn = page.locator(`#e${n} img[src$="/posters/${name}"]`);
    await drawn.waitFor();
    await drawn.evaluate((it) => it.decode());
  }
  await page.locator('#e0').scrollIntoViewIfNeeded();
  await shot(page, 'posters', { fullPage: true });
});

test('what the reader has shown in practice is still there after a post has loaded something else', async (t) => {
  const first = await openPage(t, { door: 'lessons', query: 'practice=votes&seed=7&n=1', reducedMotion: true });
  await first.locator('.option').first().click();
  await button(first, 'Answer').click();
  await first.locator('.lesson-card h2', { hasText: /Right|Not quite/ }).waitFor();
  const kept = () => localStorage.getItem('raft-lunch-practice');
  const record = await first.evaluate(kept);
  assert.ok(record, 'it is kept');
  const page = await openPage(t, {
    url: await post(`${KEEP}${frame(await pageUrl({ query: 'embed=1' }))}`),
    started: false,
    before: (page) => page.addInitScript((text) => localStorage.setItem('raft-lunch-practice', text), record),
  });
  await told(page, 'ready');
  await page.evaluate(() => window.say({ raftLunch: 1, type: 'load', scenario: 'figure-8' }));
  await page.frameLocator('iframe').getByText('Figure 8').first().waitFor();
  assert.equal(await page.frames().at(-1).evaluate(kept), record);
});
