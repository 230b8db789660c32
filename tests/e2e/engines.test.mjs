// What matters most, in Firefox and in WebKitGTK. An engine that is not installed here is
// skipped, and the report says which.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { engines, open, whyNot } from './engines.mjs';
import { dist, pageUrl, publish, siteUrl } from './harness.mjs';
import { POLICY, serveFolder } from './servers.mjs';

/** Starts the engine at this address of the page, and waits for the app. */
async function openPage(t, engine, query, door = '') {
  const tab = await open(t, engine);
  await tab.go(await pageUrl({ query, door }));
  await isStarted(tab);
  return tab;
}

const isStarted = (tab) => tab.until(() => document.getElementById('boot') === null);

for (const engine of engines) {
  const skip = whyNot(engine);

  test(`${engine}: the story comes to its end, and everybody knows`, { skip }, async (t) => {
    const tab = await openPage(t, engine, 'seed=1');
    const told = [];
    for (let steps = 0; steps < 60 && !(await tab.run(() => document.querySelector('.invitation h2') !== null)); steps += 1) {
      await tab.click('.step');
      told.push(await tab.text('.say-l'));
    }
    assert.match(told.join('\n'), /Everyone knows/i);
    await tab.text('.invitation h2');
  });

  test(`${engine}: a click and another crash a server, and the others go on`, { skip }, async (t) => {
    const tab = await openPage(t, engine, 'start=copy', 'sandbox');
    await tab.click('.cluster .server[aria-label^="Server 2,"] .hit');
    await tab.click('.menu [role=menuitem]', 'Crash');
    await tab.until(() => document.querySelector('.cluster .server[aria-label^="Server 2, crashed"]'));
    if (await tab.run(() => document.querySelector('.play').ariaLabel === 'Play')) await tab.click('.play');
    await tab.text('table.log td.kv', 'lunch =');
  });

  test(`${engine}: the first question of a lesson is answered`, { skip }, async (t) => {
    const tab = await openPage(t, engine, 'lesson=one-line-in-every-notebook&card=1', 'lessons');
    await tab.click('.options > .option', 'Pencil it on the next line');
    await tab.click('.lesson-main', 'Run it and see');
    await tab.click('.lesson-main', 'Skip');
    assert.match(await tab.text('.verdict-line'), /That's right\.$/);
  });

  test(`${engine}: an embed starts on its click, and keeps its height`, { skip }, async (t) => {
    const post = await publish(`<!doctype html><title>A post</title>
      <script>window.told = []; addEventListener('message', ({ data }) => told.push(data));</script>
      <script async src="${await siteUrl()}embed.js"></script>
      <raft-lunch id="lunch"></raft-lunch>`);
    const tab = await open(t, engine);
    await tab.go(post);
    const high = () => document.getElementById('lunch').getBoundingClientRect().height;
    await tab.until(() => document.querySelector('raft-lunch').shadowRoot?.querySelector('button'));
    const before = await tab.run(high);
    await tab.click('raft-lunch');
    await tab.until(() => window.told.some(({ raftLunch, type }) => raftLunch === 1 && type === 'event'));
    assert.equal(await tab.run(high), before);
  });

  test(`${engine}: a scenario of the reader's own is opened and run`, { skip }, async (t) => {
    const tab = await openPage(t, engine, 'seed=1', 'sandbox');
    const scenario = await readFile(path.join(dist, 'scenarios/figure-7-f.json'), 'utf8');
    await tab.click('#tab-runs');
    await tab.until(() => document.querySelector('.own textarea'));
    await tab.run((text) => {
      document.querySelector('details:has(.own)')?.setAttribute('open', '');
      document.querySelector('.own textarea').value = text;
    }, scenario);
    await tab.click('.own button');
    await tab.text('.about h2', JSON.parse(scenario).title);
    await tab.click('.script button', 'Run it');
    await tab.until(() => document.querySelector('.cluster .msg') !== null);
  });

  test(`${engine}: it starts under a strict Content-Security-Policy`, { skip }, async (t) => {
    const site = await serveFolder(dist, { headers: { 'content-security-policy': POLICY } });
    t.after(() => site.close());
    const tab = await open(t, engine);
    await tab.go(`${site.url}?door=sandbox`);
    await isStarted(tab);
    assert.equal(await tab.run(() => getComputedStyle(document.body).margin), '0px');
    await tab.click('.cluster .server[aria-label^="Server 3,"] .hit');
    const left = await tab.until(() => getComputedStyle(document.querySelector('.menu') ?? document.body).getPropertyValue('--left'));
    assert.match(left, /^\d/, 'the menu has its place');
  });
}
