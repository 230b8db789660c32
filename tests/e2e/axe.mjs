// axe-core over a page: its findings as lines to compare with none.

import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/**
 * The serious and critical findings of axe on this page, one line per element. What is drawn on a
 * server, such as the cells of its log, is content: its visible label is the name under it, and
 * `a11y.test.mjs` compares that with its accessible name.
 */
export async function seriousFindings(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes
        .filter(({ html }) => id !== 'label-content-name-mismatch' || !html.includes('class="server '))
        .map((node) => `${id}: ${help}: ${node.target}`),
    );
}
