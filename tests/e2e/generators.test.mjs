// The element in posts that are made by a site generator: the recipes of docs/embedding.md,
// word for word, in a new site. A generator that is not installed here is skipped, and the
// report says which.

import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { dist, openPage, shot, siteUrl } from './harness.mjs';
import { serveFolder } from './servers.mjs';

/** Each generator: how a site with one post is written and built, and where the post is then. */
const GENERATORS = [
  {
    name: 'mdBook',
    program: 'mdbook',
    files: async ([settings, element]) => ({
      'book.toml': `[book]\ntitle = "A course"\n${settings}`,
      'src/SUMMARY.md': '- [Figure 8](post.md)\n',
      'src/post.md': `# Figure 8\n\nRead on.\n${element}\nAnd on.\n`,
    }),
    prepare: (folder) => copyFile(path.join(dist, 'embed.js'), path.join(folder, 'embed.js')),
    build: ['build'],
    site: 'book',
    post: 'post.html',
  },
  {
    name: 'Hugo',
    program: 'hugo',
    files: async ([shortcode]) => ({
      'config.toml': 'title = "A blog"\n',
      'layouts/shortcodes/raft-lunch.html': shortcode,
      'layouts/_default/single.html': '<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}',
      'static/favicon.ico': '',
      'content/post.md': `---\ntitle: Figure 8\n---\n${await used()}\n\nRead on.\n\n${await used()}\n`,
    }),
    build: ['--quiet'],
    site: 'public',
    post: 'post/',
  },
  {
    name: 'Jekyll',
    program: 'jekyll',
    files: async () => ({
      '_config.yml': 'title: A blog\n',
      'favicon.ico': '',
      'post.md': `---\ntitle: Figure 8\n---\nRead on.\n\n${await twoLines()}\nAnd on.\n`,
    }),
    build: ['build', '--quiet'],
    site: '_site',
    post: 'post.html',
  },
];

const guide = () => readFile(path.join(dist, '..', 'docs', 'embedding.md'), 'utf8');

const recipes = async () => (await guide()).split('\n## Recipes\n')[1];

/** The blocks of code in this text, with this site in them. */
async function codeOf(text) {
  const site = await siteUrl();
  return [...text.matchAll(/```[\w-]+\n(.*?)```/gs)].map(([, code]) => code.replaceAll('https://lunch.example/', site));
}

/** The blocks of code in the recipe of this name. */
async function blocks(name) {
  const [, recipe] = (await recipes()).split(`**${name}`);
  return codeOf(recipe.split('\n**')[0]);
}

/** The two lines that the guide begins with. */
async function twoLines() {
  return (await codeOf(await guide()))[0];
}

/** How the recipe says that Hugo's shortcode is used. */
async function used() {
  return /`(\{\{< raft-lunch .*?)`/.exec(await recipes())[1];
}

for (const { name, program, files, prepare, build, site, post } of GENERATORS) {
  const isInstalled = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  const skip = isInstalled ? false : `${program} is not installed: the recipe for ${name} was not tried`;
  test(`the recipe for ${name} makes a post that plays`, { skip }, async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'raft-lunch-'));
    t.after(() => rm(folder, { recursive: true }));
    for (const [file, text] of Object.entries(await files(await blocks(name)))) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    await prepare?.(folder);
    await promisify(execFile)(program, build, { cwd: folder });

    const served = await serveFolder(path.join(folder, site));
    t.after(() => served.close());
    const page = await openPage(t, { url: served.url + post, started: false });
    // The last of them: it plays although a script of the same name has run before.
    const element = page.locator('raft-lunch').last();
    await element.waitFor();
    await shot(page, `post-${program}`);
    const before = await element.boundingBox();
    await element.getByRole('button').click();
    await element.frameLocator('iframe').getByText('Figure 8').first().waitFor();
    await shot(page, `post-${program}-playing`);
    assert.equal((await element.boundingBox()).width, before.width);
  });
}
