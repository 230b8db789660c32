// Every door of the page and what can stand open behind it, for tests that look at all of it.

import { openPage, started } from './harness.mjs';
import { openTab, server } from './reader.mjs';

const button = (page, name) => page.getByRole('button', { name, exact: true });

/** Unfolds all that is folded up in this part of the page. */
async function unfold(page, part) {
  const folded = page.locator(`${part} details:not([open]) > summary`);
  while ((await folded.count()) > 0) await folded.first().click();
  // What is in them comes with the next picture, and pushes down what is below.
  await page.locator(`${part} details[open]`, { hasText: 'One moment.' }).waitFor({ state: 'detached' });
}

const tab = (name) => ({
  then: async (page) => {
    await openTab(page, name);
    await unfold(page, '.tab-panel');
  },
});

/** Each state: the door and the query that lead there, and what is to be done then. */
const STATES = {
  'the story': { door: '' },
  'the end of the story': {
    door: '',
    query: 'start=tell',
    then: async (page) => {
      while (!(await page.locator('.invitation h2').isVisible())) await page.locator('.step').click();
    },
  },
  'the tab Do': { then: (page) => unfold(page, '.tab-panel') },
  'the tab Break': tab('Break'),
  'the tab Rules': tab('Rules'),
  'the tab Runs': tab('Runs'),
  'a run with entries': {
    query: 'start=tell',
    then: (page) => page.locator('.log .entry-cell').nth(4).waitFor(),
  },
  'a menu': {
    then: async (page) => {
      await server(page, 1).press('Enter');
      await page.locator('.menu .unfolds').last().press('Enter');
    },
  },
  'the help': {
    then: async (page) => {
      await button(page, 'Help: keys and marks').click();
      await page.locator('#help[open] li').first().waitFor();
    },
  },
  'the share dialog': {
    then: async (page) => {
      await page.locator('#share > button').click();
      await page.locator('#share-panel:popover-open').waitFor();
    },
  },
  'space-time': {
    then: async (page) => {
      await button(page, 'Space-time').click();
      await page.locator('.st svg').waitFor();
    },
  },
  'the shelf': { door: 'lessons', then: (page) => page.locator('.shelf-line').first().waitFor() },
  'a question of a lesson': {
    door: 'lessons',
    query: 'lesson=one-line-in-every-notebook&card=1',
    then: (page) => page.locator('.option').first().waitFor(),
  },
  'an answer of a lesson': {
    door: 'lessons',
    query: 'lesson=one-line-in-every-notebook&card=1',
    then: async (page) => {
      await page.locator('.option').first().click();
      await button(page, 'Run it and see').click();
      await page.locator('.lesson-main', { hasText: 'Skip' }).click();
      await page.locator('.verdict-line').waitFor();
    },
  },
  'fields of a message': {
    door: 'lessons',
    query: 'lesson=one-line-in-every-notebook&card=2',
    then: (page) => page.locator('.fields select').first().waitFor(),
  },
  'a task of a lesson': {
    door: 'lessons',
    query: 'lesson=challenge-two-leaders&card=1',
    then: (page) => page.locator('.task').waitFor(),
  },
  'a practice question': {
    door: 'lessons',
    query: 'practice=votes,commit&seed=7&n=10',
    then: (page) => page.locator('.practice-card .option').first().waitFor(),
  },
  'an answer of practice': {
    door: 'lessons',
    query: 'practice=reachable&seed=3&n=2',
    then: async (page) => {
      await page.locator('.practice-card .option').first().click();
      await button(page, 'Answer').click();
      await page.locator('.practice-card .lesson-news', { hasText: /right|Not quite/ }).waitFor();
    },
  },
  'what is known of the reader': {
    door: 'lessons',
    query: 'practice=known',
    then: (page) => page.locator('.practice-page h2').first().waitFor(),
  },
  'a frame in a post': { query: 'embed=1' },
  'a lesson in a frame': {
    query: 'embed=1&lesson=one-line-in-every-notebook',
    // Such a frame asks for more height than a window has.
    height: 1000,
    then: (page) => page.locator('.lesson-card').waitFor(),
  },
};

/** The names of the states. */
export const states = Object.keys(STATES);

/** Opens the page in this state, in English unless another language is asked for; nothing moves. */
export async function openState(t, name, { language = 'en', ...options } = {}) {
  const { then, ...own } = STATES[name];
  const query = [own.query, language === 'en' ? null : `lang=${language}`].filter(Boolean).join('&');
  const page = await openPage(t, { reducedMotion: true, ...options, ...own, query });
  await started(page);
  await then?.(page);
  return page;
}
