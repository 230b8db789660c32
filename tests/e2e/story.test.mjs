// The untouched page tells the whole story, and stops with one invitation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, shot } from './harness.mjs';
import { beginWith, setSpeed, skipReading, stores, verdict, whyNot } from './reader.mjs';

// The page's time that passes between two looks at what is said.
const LOOK = 250;

// Lets time pass until the story invites, and returns what was said, in order, each with the
// milliseconds that it stood there.
async function listen(page) {
  const heard = [];
  for (let passed = 0; passed < 120_000; passed += LOOK) {
    const said = await page.locator('.say-l').textContent();
    if (said !== heard.at(-1)?.said) heard.push({ said, ms: 0 });
    if (await page.locator('.invitation h2').isVisible()) return heard;
    await page.clock.runFor(LOOK);
    heard.at(-1).ms += LOOK;
  }
  return assert.fail(`two minutes, and no invitation: ${heard.map(({ said }) => said).join(' ')}`);
}

const hear = async (page) => (await listen(page)).map(({ said }) => said);

// Nobody reads more than five words a second.
function assertCanBeRead(heard) {
  for (const { said, ms } of heard.slice(0, -1)) {
    const words = said.trim().split(/\s+/).length;
    assert.ok(ms + LOOK >= words * 200, `${words} words in ${ms} ms: ${said}`);
  }
}

const openStory = (t, options = {}) =>
  openPage(t, { door: '', before: (page) => page.clock.install(), ...options });

const choose = (page, title) => page.locator('.invitation button', { hasText: title }).click();

test('untouched, the lunch is told to its end, and the reader is asked what to try', async (t) => {
  const page = await openStory(t);
  const told = await listen(page);
  const took = told.reduce((sum, { ms }) => sum + ms, 0);
  assert.ok(took >= 50_000 && took <= 75_000, `${took} ms`);
  assertCanBeRead(told);
  const heard = told.map(({ said }) => said).join('\n');
  assert.match(heard, /Robin holds the order sheet/);
  assert.match(heard, /goes round/);
  assert.match(heard, /Nothing is decided yet/);
  assert.match(heard, /copied/);
  assert.match(heard, /Line 2 is final\./);
  assert.equal(await page.locator('.chapters button').count(), 8);
  assert.equal(await page.locator('.invitation button').count(), 3);
  await page.getByRole('button', { name: 'Again', exact: true }).waitFor();
  await shot(page, 'story-told');
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click();
  const all = await stores(page);
  assert.ok(all.every((store) => store === 'lunch = salad'), all.join());
  assert.match(await verdict(page), /Still safe/);
});

test('each choice is told in the same way, and leads to the next ones', async (t) => {
  const page = await openStory(t);
  await hear(page);
  await choose(page, 'Send Robin home');
  const crash = (await hear(page)).join('\n');
  assert.match(crash, /Robin leaves the table/);
  assert.match(crash, /asks everyone/);
  assert.match(crash, /holds the order sheet/);
  assert.match(crash, /Line 3 is final/);
  await choose(page, 'Send');
  assert.match((await hear(page)).join('\n'), /leaves the table/);
  await whyNot(page, 'it takes 3');
  await choose(page, 'Bring Robin back');
  await hear(page);
  assert.deepEqual(await page.locator('.chapters button').allTextContents(), [
    'Start', 'Ask', 'Tally', 'Write', 'Copy', 'Final', 'Answer', 'Tell',
    'Send Robin home', 'Send Sasha and Noor home too', 'Bring Robin back',
  ]);
});

for (let seed = 1; seed <= 20; seed += 1) {
  test(`seed ${seed}: after a crash, who asks, who holds the sheet and what is final is told, and held`, async (t) => {
    const page = await openStory(t, { query: `seed=${seed}&start=tell` });
    await hear(page);
    await choose(page, 'Send');
    const crash = await listen(page);
    await choose(page, 'Write');
    const write = await listen(page);
    assertCanBeRead([...crash, ...write]);
    const heard = crash.map(({ said }) => said).join('\n');
    assert.match(heard, /leaves the table/);
    assert.match(heard, /asks everyone/);
    assert.match(heard, /holds the order sheet/);
    assert.match(write.map(({ said }) => said).join('\n'), /is final/);
  });
}

test('chapters are buttons, and the address may name one', async (t) => {
  const page = await openStory(t, { query: 'start=final' });
  await page.locator('.say-l', { hasText: 'Line 2 is final' }).waitFor();
  const current = page.locator('.chapters [aria-current=step]');
  assert.equal(await current.textContent(), 'Final');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.locator('.chapters [aria-current=step]', { hasText: 'Ask' }).waitFor();
  await page.locator('.say-l', { hasText: 'goes round' }).waitFor();
});

test('on a phone the chapter that is told stays in sight, and what is said too', async (t) => {
  const page = await openStory(t, { query: 'start=answer', width: 360, height: 740 });
  for (const part of ['.chapters [aria-current=step]', '.say-l']) {
    const box = await page.locator(part).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 360, `${part}: ${JSON.stringify(box)}`);
    assert.ok(box.y >= 0 && box.y + box.height <= 740, `${part}: ${JSON.stringify(box)}`);
  }
});

test('the run goes along from door to door', async (t) => {
  const page = await openStory(t);
  await hear(page);
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click();
  await page.locator('#where', { hasText: 'term 1' }).waitFor();
  await page.getByRole('button', { name: 'Story', exact: true }).click();
  await page.clock.runFor(500);
  assert.equal(await page.locator('.chapters button').count(), 8);
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

const counting = (page) =>
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
  });

test('while paused nothing asks for a frame, nor for a timer: the story', async (t) => {
  const page = await openPage(t, { door: '', before: counting });
  assert.ok((await askedMeanwhile(page)).timers > 0, 'the first caption is being read');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  assert.deepEqual(await askedMeanwhile(page), { frames: 0, timers: 0 });
});

test('while paused nothing asks for a frame, nor for a timer: the sandbox', async (t) => {
  const page = await openPage(t, { before: counting });
  const button = (name) => page.getByRole('button', { name, exact: true });
  await button('Pause').click();
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
  assert.match(await page.locator('#new-run summary').textContent(), /3 servers, seed 5/);
  assert.equal(await page.locator('.cluster .server').count(), 3);
  const wrong = await openPage(t, { query: 'seed=soup&servers=40' });
  const notice = await wrong.locator('.told').textContent();
  assert.match(notice, /seed=soup/);
  assert.match(notice, /servers=40/);
  assert.equal(await wrong.locator('.cluster .server').count(), 5);
});

test('two to nine servers are drawn, each with its teammate', async (t) => {
  const page = await openPage(t);
  for (const count of [2, 3, 4, 6, 7, 8, 9]) {
    await beginWith(page, count);
    await page.locator(`.cluster .server:nth-child(${count})`).waitFor();
    assert.equal(await page.locator('.lunch .person:not(.asker)').count(), count);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await shot(page, `servers-${count}`);
  }
});

test('Back leads through the doors, with the run as it is', async (t) => {
  const page = await openStory(t);
  await hear(page);
  await choose(page, 'Write down a number');
  await hear(page);
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click();
  await page.locator('#where').waitFor();
  assert.match(page.url(), /door=sandbox/);
  await page.goBack();
  await page.clock.runFor(500);
  await page.locator('.chapters').waitFor();
  assert.match(page.url(), /door=story/);
  await page.getByRole('button', { name: 'Sandbox', exact: true }).click();
  await page.locator('table.log').waitFor();
  assert.ok((await stores(page)).every((store) => store.includes('A = 1')));
});
