// What others take along of the page, as `cargo xtask dist` makes it: one file, and an npm package.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { firefox, openFirefox } from './firefox.mjs';
import { dist, openPage, shot, started } from './harness.mjs';
import { openTab } from './reader.mjs';
import { serveFolder } from './servers.mjs';

const folder = path.resolve(dist, '../target/dist');

const file = path.join(folder, 'raft-lunch.html');

const address = (query) => `${pathToFileURL(file).href}?${query}`;

const button = (page, name) => page.getByRole('button', { name, exact: true });

test('the one file weighs at most 1.2 MB', async () => {
  const { size } = await stat(file);
  assert.ok(size <= 1_200_000, `${size} bytes`);
});

test('from the disk, in Chromium, it tells the story, teaches lesson 4 and asks questions', async (t) => {
  const page = await openPage(t, { url: pathToFileURL(file).href, reducedMotion: true });
  await button(page, 'Lessons').click();
  await page.locator('.shelf-line', { hasText: 'Late to lunch' }).click();
  await button(page, 'Watch it happen').click();
  await button(page, 'Skip ahead').click();
  await page.locator('.lesson-news', { hasText: 'What happened, and why' }).waitFor();
  await shot(page, 'one-file-lesson');
  assert.equal(new URL(page.url()).searchParams.get('lesson'), 'late-to-lunch');
  await page.reload();
  await page.locator('.lesson-news').waitFor();
  await page.goto(address('door=lessons&practice=votes&seed=7&n=1'));
  await page.locator('.question legend').waitFor();
});

test('from the disk, it says that scenarios are left out', async (t) => {
  const page = await openPage(t, { url: address('door=sandbox'), reducedMotion: true });
  await openTab(page, 'Runs');
  await page.locator('#catalogue', { hasText: 'left out of this one file' }).waitFor();
});

test('from the disk, it offers no other language, and says that it has none', async (t) => {
  const page = await openPage(t, { url: address('lang=zh&lesson=late-to-lunch'), reducedMotion: true });
  await page.locator('.told', { hasText: 'Only English is in this one file' }).waitFor();
  await page.locator('.lesson-card').waitFor();
  assert.equal(await page.locator('.languages:visible').count(), 0);
  await page.evaluate(() => (document.documentElement.className = 'translated-ltr'));
  await page.locator('#translated').waitFor();
  assert.equal(await button(page.locator('#translated'), 'English').count(), 1);
  assert.equal(await button(page.locator('#translated'), '中文').count(), 0);
});

test('from the disk, in Firefox', { skip: firefox ? false : 'no Firefox is installed' }, async (t) => {
  const run = await openFirefox(t, address('door=lessons'));
  const shown = (selector, text) =>
    run(
      `const [selector, text] = arguments;
      return new Promise((resolve) => {
        const look = () => {
          const found = [...document.querySelectorAll(selector)].find((one) => one.textContent.includes(text));
          if (!found) return;
          watch.disconnect();
          if (found.matches('button')) found.click();
          resolve(found.textContent);
        };
        const watch = new MutationObserver(look);
        watch.observe(document, { subtree: true, childList: true, characterData: true });
        look();
      });`,
      selector,
      text,
    );
  await shown('button.shelf-line', 'Late to lunch');
  await shown('button', 'Watch it happen');
  await shown('button', 'Skip ahead');
  await shown('.lesson-news', 'What happened, and why');
});

test('the npm package is installed into an empty project, bundled, and plays', async (t) => {
  const project = await mkdtemp(path.join(tmpdir(), 'raft-lunch-'));
  t.after(() => rm(project, { recursive: true }));
  await writeFile(path.join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const install = ['install', '--offline', '--no-audit', '--no-fund', path.join(folder, tarball)];
  await promisify(execFile)(npm, install, { cwd: project, shell: process.platform === 'win32' });

  // As its README says.
  const installed = path.join(project, 'node_modules', 'raft-lunch');
  await cp(path.join(installed, 'page'), path.join(project, 'public', 'raft-lunch'), { recursive: true });
  await writeFile(path.join(project, 'main.js'), "import 'raft-lunch';");
  await build({
    entryPoints: [path.join(project, 'main.js')],
    bundle: true,
    outfile: path.join(project, 'public', 'main.js'),
    logLevel: 'silent',
  });
  const [, element] = /```html\n(<raft-lunch.*)\n```/.exec(await readFile(path.join(installed, 'README.md'), 'utf8'));
  const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A project</title><script defer src="main.js"></script>${element}`;
  await writeFile(path.join(project, 'public', 'index.html'), html);

  const site = await serveFolder(path.join(project, 'public'));
  t.after(() => site.close());
  const page = await openPage(t, { url: site.url, started: false });
  await page.getByRole('button', { name: 'Play: Figure 8 of the Raft paper' }).click();
  const frame = page.frameLocator('raft-lunch iframe');
  await started(frame);
  await frame.getByText('Figure 8: on a majority, and not committed').first().waitFor({ state: 'attached' });
});
