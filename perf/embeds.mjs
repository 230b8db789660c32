// What embeds cost the post that they are in. Part of `cargo xtask perf`.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { servePages } from '../tests/e2e/servers.mjs';

const POSTER_BYTES = 4_096;
const COUNTS = [1, 3, 6];
const SECONDS = 5;

/** Prints, for so many embeds in a post, what comes before a click, how soon each one plays, and what it costs that the last one plays. */
export async function measureEmbeds(browser, url, folder) {
  const blog = await servePages();
  let alone;
  for (const count of COUNTS) {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`the page says: ${error.message}`));
    const asked = [];
    page.on('request', (request) => request.url().startsWith(url) && asked.push(request.url().slice(url.length)));
    await page.goto(blog.publish(post(url, count)));
    const embed = (place) => page.locator('raft-lunch').nth(place);
    await embed(count - 1).getByRole('button').waitFor();
    const bytes = await gzipped(folder, asked);
    const times = [];
    for (let place = 0; place < count; place += 1) times.push(await press(embed(place)));
    const busy = await busyMs(page);
    alone ??= busy;
    const slowest = (Math.max(...times) / 1_000).toFixed(2);
    console.log(
      `embeds ${count}   before a click ${bytes} bytes, gzip   budget ${POSTER_BYTES}   ratio ${(POSTER_BYTES / bytes).toFixed(2)}\n` +
        `embeds ${count}, all pressed   each plays after ${slowest} s at most   busy ${busy.toFixed(0)} ms a second, one alone ${alone.toFixed(0)}`,
    );
    await page.close();
  }
  await blog.close();
}

/** A post with so many embeds. */
const post = (url, count) =>
  `<!doctype html><title>A post</title><script async src="${url}embed.js"></script>` +
  '<raft-lunch>Five teammates want one lunch. How do they agree?</raft-lunch>'.repeat(count);

/** How many bytes these files are, as hosts send them. */
async function gzipped(folder, names) {
  const sizes = names.map(async (name) => gzipSync(await readFile(path.join(folder, name)), { level: 9 }).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Presses Play on a poster. How long it takes until the frame plays. */
async function press(embed) {
  const began = performance.now();
  await embed.getByRole('button').click();
  await embed.locator('iframe').contentFrame().getByRole('button', { name: 'Pause', exact: true }).waitFor();
  return performance.now() - began;
}

/** How long the page's main thread is busy in a second. */
async function busyMs(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value;
  };
  const before = await busy();
  await page.waitForTimeout(SECONDS * 1_000);
  return ((await busy()) - before) * (1_000 / SECONDS);
}
