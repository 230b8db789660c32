// What holds everywhere: at a phone's width, at 400 % zoom, by keyboard, in forced colours.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seriousFindings } from './axe.mjs';
import { openState, states } from './states.mjs';

for (const colorScheme of ['light', 'dark']) {
  for (const state of states) {
    test(`axe finds nothing serious, ${colorScheme}: ${state}`, async (t) => {
      assert.deepEqual(await seriousFindings(await openState(t, state, { colorScheme })), []);
    });
  }
}

// In other languages: where names that are heard differ most from what is seen.
for (const language of ['zh', 'es']) {
  for (const state of ['the story', 'the tab Do', 'the share dialog', 'a question of a lesson', 'a practice question', 'a frame in a post']) {
    test(`axe finds nothing serious, ${language}: ${state}`, async (t) => {
      assert.deepEqual(await seriousFindings(await openState(t, state, { language })), []);
    });
  }
}

/** The texts that are smaller than 12 px, and what can be pressed on less than 24 px. */
const small = (page) =>
  page.evaluate(() => {
    const isSeen = (element) =>
      element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && element.getClientRects().length > 0 && !element.closest('.vh, [hidden]');
    const name = (element) => `${element.className?.baseVal ?? element.className} ${(element.ariaLabel ?? element.textContent).trim().slice(0, 30)}`;
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (texts.currentNode.data.trim() === '' || !isSeen(element) || element.closest('.badge, .mk, [aria-hidden=true] .letter')) continue;
      const scale = element.getScreenCTM?.().a ?? 1;
      const size = parseFloat(getComputedStyle(element).fontSize) * scale;
      if (size < 11.9) found.push(`${size.toFixed(1)} px: ${name(element)}`);
    }
    // A word in a sentence may be as small as the sentence.
    for (const element of document.querySelectorAll('button, a, input, select, summary, [role=button]:not(.link)')) {
      if (!isSeen(element) || element.closest('.glossary, .skip, .drawing [aria-hidden=true]')) continue;
      const target = element.querySelector(':scope > .hit') ?? (['checkbox', 'radio'].includes(element.type) ? element.closest('label') ?? element : element);
      const { width, height } = target.getBoundingClientRect();
      if (width > 0 && Math.min(width, height) < 24) found.push(`${width.toFixed(0)} x ${height.toFixed(0)}: ${name(element)}`);
    }
    return [...new Set(found)];
  });

const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const state of states) {
  test(`on a phone texts have 12 px, targets 24, and nothing is wider than the page: ${state}`, async (t) => {
    const page = await openState(t, state, { width: 360, height: 740 });
    assert.deepEqual(await small(page), []);
    assert.ok((await tooWide(page)) <= 0);
  });

  test(`at 200 % and 400 % zoom nothing is wider than the page: ${state}`, async (t) => {
    const page = await openState(t, state, { width: 640, height: 400 });
    assert.ok((await tooWide(page)) <= 0, '200 %');
    await page.setViewportSize({ width: 320, height: 256 });
    assert.ok((await tooWide(page)) <= 0, '400 %');
  });
}

/** What has the focus, how that is seen, and what covers its middle. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const parse = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const light = (color) => {
      const [r, g, b] = parse(color).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const isOpaque = (color) => parse(color).length === 3 || parse(color)[3] === 1;
    let around = element.parentElement;
    while (around.parentElement && !isOpaque(getComputedStyle(around).backgroundColor)) around = around.parentElement;
    const ground = getComputedStyle(around).backgroundColor;
    const halo = element.querySelector(':scope .halo');
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const { stroke, strokeWidth } = halo ? getComputedStyle(halo) : {};
    const [line, width] = halo ? [stroke, strokeWidth] : [outlineColor, outlineStyle === 'none' ? '0' : outlineWidth];
    const [dark, bright] = [light(line), light(ground)].toSorted((a, b) => a - b);
    const box = (element.querySelector(':scope > .hit') ?? element).getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2];
    const over = document.elementFromPoint(Math.min(Math.max(x, 0), innerWidth - 1), Math.min(Math.max(y, 0), innerHeight - 1));
    const bar = over?.closest('*') && [...(function* up(it) { for (; it; it = it.parentElement) yield it; })(over)].find((it) => ['sticky', 'fixed'].includes(getComputedStyle(it).position));
    return {
      name: `${element.tagName}.${element.className.baseVal ?? element.className} ${(element.ariaLabel ?? element.textContent).trim().slice(0, 30)}`,
      width: parseFloat(width),
      contrast: (bright + 0.05) / (dark + 0.05),
      isInside: y >= 0 && y <= innerHeight,
      coveredBy: bar && !bar.contains(element) ? bar.className : null,
    };
  });

for (const state of states) {
  test(`by Tab the focus is always seen, and under no bar: ${state}`, async (t) => {
    for (const [width, height] of [[1280, 800], [360, 740], [740, 360], [320, 256]]) {
      const page = await openState(t, state, { width, height });
      for (let stops = 0; stops < 30; stops += 1) {
        await page.keyboard.press('Tab');
        const found = await focused(page);
        if (found === null) break;
        const said = `${width} x ${height}: ${JSON.stringify(found)}`;
        assert.ok(found.width >= 2 && found.contrast >= 3, said);
        assert.ok(found.isInside && found.coveredBy === null, said);
      }
      await page.close();
    }
  });
}

for (const language of ['en', 'zh', 'es']) {
  test(`on a phone no line reaches over its notebook when the story is told: ${language}`, async (t) => {
    const page = await openState(t, 'the end of the story', { width: 360, height: 740, language });
    const over = await page.locator('.lunch .book').evaluateAll((books) => books.flatMap((book) => {
      const cover = book.querySelector('.cover').getBBox();
      const seen = [...book.querySelectorAll('.line text:not(.no)')].filter((text) => text.getClientRects().length > 0);
      // A pixel on the screen is about three units of the picture.
      return seen.map((text) => [text.textContent, text.getBBox().x + text.getBBox().width - cover.x - cover.width]);
    }));
    assert.equal(over.length, 10);
    assert.deepEqual(over.filter(([, units]) => units > 3.5), []);
  });
}

test('on a phone nothing of what is known in a practice question is cut off', async (t) => {
  const page = await openState(t, 'a practice question', { width: 360, height: 740 });
  const over = await page.locator('.practice-setting .log-scroll').evaluate((it) => it.scrollWidth - it.clientWidth);
  assert.ok(over <= 0, `${over} px`);
  assert.ok((await page.locator('.practice-setting thead .index').count()) >= 3);
});
