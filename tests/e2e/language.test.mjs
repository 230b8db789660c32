// The page in the reader's language: of the address, of their choice, of their browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, pageUrl, shot, started } from './harness.mjs';
import { openScenario, openTab, server, where } from './reader.mjs';

const CHINESE = /raft-lunch-zh|\/zh\//;

/** Opens the page, and lists in `page.fetched` what it fetches. */
function open(t, options = {}) {
  return openPage(t, {
    door: '',
    reducedMotion: true,
    ...options,
    before: async (page) => {
      page.fetched = [];
      page.on('request', (request) => page.fetched.push(request.url()));
      await options.before?.(page);
    },
  });
}

const language = (page) => page.locator('html').getAttribute('lang');
const wasms = (page) => page.fetched.filter((url) => url.endsWith('.wasm'));

/** Says which language the page is in: its tag, and the wasm it came with. */
async function isChinese(page) {
  assert.equal(await language(page), 'zh-Hans');
  assert.equal(await page.locator('html').getAttribute('dir'), 'ltr');
  await page.getByRole('group', { name: '语言', includeHidden: true }).waitFor({ state: 'attached' });
  assert.equal(wasms(page).length, 1, wasms(page).join(', '));
  assert.match(wasms(page)[0], CHINESE);
}

async function choose(page, name, tag) {
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator(`html[lang="${tag}"]`).waitFor();
  await started(page);
}

const numbers = async (page) => (await where(page)).match(/[\d.]+/g);

test('in English nothing of another language is fetched', async (t) => {
  const page = await open(t);
  assert.equal(await language(page), 'en');
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  await page.locator('.shelf').waitFor();
  assert.equal(wasms(page).length, 1);
  assert.deepEqual(page.fetched.filter((url) => CHINESE.test(url)), []);
});

for (const query of ['lang=zh', 'lang=zh-CN', 'lang=zh-Hant-TW', 'lang=zh.']) {
  test(`?${query} is Chinese`, async (t) => isChinese(await open(t, { query })));
}

for (const query of ['lang=es', 'lang=es-MX']) {
  test(`?${query} opens the story in Spanish`, async (t) => {
    const page = await open(t, { query });
    assert.equal(await language(page), 'es');
    await page.getByRole('group', { name: 'Idioma', includeHidden: true }).waitFor({ state: 'attached' });
    await page.getByText('Cinco personas de un equipo quieren almorzar lo mismo.').first().waitFor();
    assert.equal(wasms(page).length, 1, wasms(page).join(', '));
    assert.match(wasms(page)[0], /raft-lunch-es/);
    await shot(page, 'language-es');
  });
}

test('Spanish has begun: two lessons are in it, and the others say that they are in English', async (t) => {
  const page = await open(t, { query: 'lang=es&door=lessons' });
  const lines = page.locator('.shelf-line');
  await lines.first().waitFor();
  const foreign = page.locator('.shelf-foreign');
  assert.equal(await foreign.count(), (await lines.count()) - 2);
  assert.equal(await foreign.first().textContent(), 'en inglés');
  assert.deepEqual(await lines.nth(2).locator('[lang]').evaluateAll((all) => all.map((it) => it.lang)), ['en', 'en']);
  assert.equal(await lines.first().locator('[lang]').count(), 0);
  await shot(page, 'language-es-shelf');
  await lines.first().filter({ hasText: '¿Qué comemos?' }).click();
  await page.locator('.lesson-card').getByRole('heading', { name: 'Una vuelta a la mesa' }).waitFor();
  assert.equal(await page.locator('.lesson-card [lang]').count(), 0);
});

test('a lesson in English says so to who listens', async (t) => {
  const page = await open(t, { query: 'lang=es&lesson=late-to-lunch' });
  const card = page.locator('.lesson-card');
  await card.waitFor();
  assert.equal(await card.getByRole('heading').first().getAttribute('lang'), 'en');
  assert.equal(await card.locator('.lesson-text').first().getAttribute('lang'), 'en');
});

test('the first of the preferred languages that there is', async (t) => {
  await isChinese(await open(t, { locale: 'zh-CN' }));
  const page = await open(t, {
    before: (page) => page.addInitScript(() => {
      Object.defineProperty(navigator, 'languages', { get: () => ['tlh', 'zh-TW', 'en'] });
    }),
  });
  await isChinese(page);
});

test('the address counts for more than the browser', async (t) => {
  const page = await open(t, { query: 'lang=en', locale: 'zh-CN' });
  assert.equal(await language(page), 'en');
});

test('while it loads there is no other language to be seen', async (t) => {
  let letThrough;
  const held = new Promise((resolve) => (letThrough = resolve));
  const page = await open(t, {
    query: 'lang=zh',
    started: false,
    before: (page) => page.route('**/*.wasm', async (route) => {
      await held;
      await route.continue();
    }),
  });
  await page.getByText('正在给五台服务器摆桌子').waitFor();
  assert.equal(await page.getByText('Setting the table').isVisible(), false);
  assert.equal(await page.locator('.first').isVisible(), false);
  letThrough();
  await started(page);
});

test('where it does not start that is said in the language', async (t) => {
  const page = await open(t, {
    query: 'lang=zh',
    started: false,
    errors: 'allowed',
    before: (page) => page.route('**/*.wasm', (route) => route.abort()),
  });
  await page.getByText('页面有一部分没送到').waitFor();
  assert.equal(await page.getByRole('button').count(), 1);
  await page.unroute('**/*.wasm');
  await page.getByRole('button', { name: '重新加载' }).click();
  await started(page);
});

test('an unknown language is told of, and the page is in a known one', async (t) => {
  const page = await open(t, { query: 'lang=xx' });
  assert.equal(await language(page), 'en');
  const notice = page.locator('.told', { hasText: 'lang' });
  assert.match(await notice.textContent(), /xx.*en, zh/s);
});

test('choosing a language keeps the run, the moment and the door, and is remembered', async (t) => {
  const page = await open(t, { query: 'door=sandbox' });
  await openTab(page, 'Do');
  for (let steps = 0; steps < 12; steps += 1) {
    await page.getByRole('button', { name: 'One event forward' }).click();
  }
  await server(page, 3).click();
  await page.locator('.menu').getByText('Crash', { exact: true }).click();
  await page.getByRole('button', { name: 'One step back' }).click();
  const before = await numbers(page);
  await shot(page, 'language-en');
  await choose(page, '中文', 'zh-Hans');
  assert.deepEqual(await numbers(page), before);
  const address = new URL(page.url());
  assert.deepEqual([address.searchParams.get('lang'), address.searchParams.get('door')], ['zh', 'sandbox']);
  await shot(page, 'language-zh');

  await page.goto(await pageUrl({ door: '' }));
  await started(page);
  assert.equal(await language(page), 'zh-Hans', 'remembered without an address that says so');
  await choose(page, 'English', 'en');
});

test('by keyboard, in the story, at the chapter that it is in', async (t) => {
  const page = await open(t, { query: 'start=copy' });
  const chapter = () => page.locator('.chapters button').evaluateAll((all) => all.findIndex((it) => it.ariaCurrent === 'step'));
  const before = await chapter();
  assert.ok(before > 0);
  await page.getByRole('button', { name: '中文', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator('html[lang="zh-Hans"]').waitFor();
  await started(page);
  await page.locator('.chapters').waitFor();
  assert.equal(await chapter(), before);
});

test('on a phone the help has the choice, and nothing is wider than the screen', async (t) => {
  for (const [lang, other, tag] of [['en', '中文', 'zh-Hans'], ['zh', 'English', 'en']]) {
    const page = await open(t, { query: `lang=${lang}`, width: 390 });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wider <= 0, `${wider} px`);
    assert.equal(await page.getByRole('button', { name: other, exact: true }).count(), 0);
    await page.locator('.help > button').click();
    await choose(page, other, tag);
  }
});

test('choosing a language keeps the card of a lesson, which comes in it', async (t) => {
  const page = await open(t, { query: 'lesson=late-to-lunch&card=2' });
  await page.locator('.lesson-card').waitFor();
  await choose(page, '中文', 'zh-Hans');
  const { searchParams } = new URL(page.url());
  assert.deepEqual([searchParams.get('lesson'), searchParams.get('card')], ['late-to-lunch', '2']);
  await page.locator('.lesson-card').waitFor();
  assert.ok(page.fetched.some((url) => /\/lessons\/zh\/late-to-lunch-\w+\.lesson$/.test(url)));
});

test('practice asks in the language of the page', async (t) => {
  const page = await open(t, { query: 'lang=zh&practice=votes&seed=7&n=3' });
  await page.locator('.lesson-card').waitFor();
  assert.ok(page.fetched.some((url) => /practice-questions[^/]*\.wasm$/.test(url)));
});

test('the scenarios are listed and open in the language, under the same name', async (t) => {
  const page = await open(t, { query: 'lang=zh&door=sandbox' });
  await openScenario(page, 'torn-disk.json', '运行');
  assert.match(await page.locator('[data-scenario="torn-disk.json"]').textContent(), /磁盘忘了事.*Raft 靠的是一件事/s);
  const about = page.locator('.about', { has: page.locator('h2') });
  assert.match(await about.textContent(), /磁盘忘了事.*磁盘得说话算数/s);
  assert.ok(page.fetched.some((url) => /\/scenarios\/zh\/torn-disk-\w+\.json$/.test(url)));

  await page.goto(await pageUrl({ door: '', query: 'lang=zh&scenario=torn-disk' }));
  await started(page);
  await about.waitFor();
  assert.match(await about.textContent(), /磁盘忘了事.*磁盘得说话算数/s);
});

test('what is wrong with a file or a link is said in the language, with its place', async (t) => {
  const page = await open(t, { query: 'lang=zh&door=sandbox', hash: 'run=AAAA' });
  await page.locator('.told', { hasText: '这不是一次运行的链接。' }).waitFor();
  await openTab(page, '运行');
  await page.locator('#scenarios textarea').fill('{"version": 1, "title": "x", "seed": 1, "servers": 3, "steps": [{"crash": 9}]}');
  await page.getByRole('button', { name: '打开粘贴的内容' }).click();
  await page.locator('.told', { hasText: /第 1 步，.crash.（第 1 行，第 \d+ 列）：没有服务器 9。服务器的编号是 1 到 3。/ }).waitFor();
});

test('a link that is sent has the language of the address or of a choice, and no other', async (t) => {
  const sent = async (page) => {
    await page.locator('#share > button').click();
    await page.locator('#share-panel button').first().click();
    const link = await page.locator('#link').inputValue();
    return new URL(link).searchParams.get('lang');
  };
  assert.equal(await sent(await open(t, { locale: 'zh-CN' })), null);
  assert.equal(await sent(await open(t, { query: 'lang=zh-CN' })), 'zh');
});

test('a frame has no choice of a language; its address says which', async (t) => {
  const page = await open(t, { query: 'embed=1&lang=zh' });
  assert.equal(await language(page), 'zh-Hans');
  assert.equal(await page.locator('.languages').count(), 0);
  assert.match(wasms(page)[0], CHINESE);
});

/** What a browser's translation does: it wraps texts in elements of its own, and marks the document. */
const translate = (page, mark) =>
  page.evaluate((mark) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) if (texts.currentNode.parentElement.closest('h1, p, button, summary')) found.push(texts.currentNode);
    for (const text of found) {
      const font = document.createElement('font');
      text.replaceWith(font);
      font.append(text.data);
    }
    Object.assign(document.documentElement, mark);
  }, mark);

test('browsers are asked not to translate the page, which has languages of its own', async (t) => {
  const page = await open(t);
  assert.equal(await page.locator('html').getAttribute('translate'), 'no');
});

for (const [what, mark] of [
  ['Chrome', { className: 'translated-ltr' }],
  ['Firefox', { lang: 'fr' }],
]) {
  test(`where ${what} translates the page, it says so and offers its own languages`, async (t) => {
    const page = await open(t, { query: 'door=sandbox&lang=en' });
    const notice = page.locator('#translated');
    assert.equal(await notice.isVisible(), false);
    await translate(page, mark);
    await notice.getByText('Your browser is translating this page').waitFor();
    assert.equal(await notice.locator('p:not(:has(button)) span:visible').count(), 1, 'in the language of the page alone');
    assert.equal(await notice.getAttribute('translate'), 'yes', 'it may be read in the language of the reader');
    await shot(page, 'language-translated');

    await notice.getByText('Close', { exact: true }).click();
    assert.equal(await notice.isVisible(), false);

    await translate(page, mark);
    await notice.getByText('English', { exact: true }).click();
    await page.locator('html[lang="en"]:not([class])').waitFor();
    await started(page);
    await translate(page, mark);
    await notice.getByText('中文', { exact: true }).click();
    await page.locator('html[lang="zh-Hans"]').waitFor();
    await started(page);
    assert.equal(new URL(page.url()).searchParams.get('door'), 'sandbox');
  });
}

test('the words of the notice are those of the page', async (t) => {
  for (const [lang, words] of [['zh', '浏览器正在翻译这个页面'], ['es', 'El navegador está traduciendo esta página']]) {
    const page = await open(t, { query: `lang=${lang}` });
    await translate(page, { className: 'translated-ltr' });
    const sentence = page.locator('#translated p').first();
    await sentence.getByText(words).waitFor();
    assert.equal(await sentence.locator('span:visible').count(), 1);
  }
});
