// The sandbox: what stands where, its drawer, its menus, its line.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './harness.mjs';
import { beginWith, doTo, leader, openTab, propose, server, setSpeed, stores, play, tellStory, where } from './reader.mjs';

const boxOf = (page, selector) => page.locator(selector).first().boundingBox();

test('wide, the drawer stands beside the player; narrow, below it', async (t) => {
  for (const [width, isBeside] of [[1440, true], [1181, true], [1180, false], [360, false]]) {
    const page = await openPage(t, { width, height: 900, reducedMotion: true });
    const [player, drawer, logs] = [await boxOf(page, '.player'), await boxOf(page, '.drawer'), await boxOf(page, '.logs')];
    assert.equal(drawer.x >= player.x + player.width, isBeside, `at ${width} px`);
    assert.equal(drawer.y >= player.y + player.height, !isBeside, `at ${width} px`);
    assert.ok(logs.y >= player.y + player.height);
    if (isBeside) assert.ok(Math.abs(drawer.width - 352) < 1 && Math.abs(drawer.height - player.height) < 1);
    await page.close();
  }
});

test('the tabs are one stop, and the arrows lead through them', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await page.getByRole('tab', { name: 'Do' }).focus();
  for (const [key, name, inside] of [
    ['ArrowRight', 'Break', '#conditions'],
    ['ArrowRight', 'Rules', '#switches'],
    ['End', 'Runs', '#scenarios'],
    ['ArrowRight', 'Do', '.propose'],
  ]) {
    await page.keyboard.press(key);
    await page.locator(`.tab-panel ${inside}`).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
    assert.equal(await page.locator('[role=tab][tabindex="0"]').count(), 1);
    assert.equal(await page.getByRole('tabpanel').getAttribute('aria-labelledby'), `tab-${name.toLowerCase()}`);
  }
});

test('an example is proposed with one click', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  await page.getByRole('button', { name: 'SET A 1' }).click();
  await play(page);
  await page.locator('table.log td.kv', { hasText: 'A = 1' }).first().waitFor({ timeout: 60_000 });
});

test('nothing that is said back moves the pictures', async (t) => {
  for (const [width, height] of [[1440, 900], [360, 740]]) {
    const page = await openPage(t, { width, height, reducedMotion: true });
    const place = () => page.locator('.cluster .stage').evaluate(
      (stage) => stage.getBoundingClientRect().y + window.scrollY);
    const before = await place();
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.locator('.told').waitFor();
    assert.equal(await place(), before, 'a notice');
    await page.locator('.told button').click();
    await openTab(page, 'Rules');
    await page.getByRole('checkbox', { name: /Log check on votes/ }).click();
    await page.locator('.verdict-chip.is-weakened').waitFor();
    assert.equal(await place(), before, 'a rule that is off');
    await page.close();
  }
});

test('what a message says is there as long as it is pointed at', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  while ((await page.locator('.cluster .msg').count()) === 0) await page.keyboard.press('.');
  const before = await boxOf(page, '.player');
  await page.locator('.cluster .msg').first().hover();
  await page.locator('.inspector dt', { hasText: 'leader_commit' }).waitFor();
  assert.deepEqual(await boxOf(page, '.player'), before, 'nothing jumps');
  await page.mouse.move(1, 1);
  await page.locator('.inspector').waitFor({ state: 'detached' });
});

test('a menu stands beside what was clicked, has its keys, and unfolds', async (t) => {
  const page = await openPage(t, { width: 1440, height: 900, reducedMotion: true });
  for (const pane of ['lunch .person', 'cluster .server']) {
    for (let number = 0; number < 5; number += 1) {
      const one = page.locator(`.${pane}`).nth(number);
      await one.press('Enter');
      await page.locator('.menu button:focus').waitFor();
      const [menu, thing] = [await boxOf(page, '.menu'), await one.locator('.hit').boundingBox()];
      const isOver = menu.x < thing.x + thing.width && thing.x < menu.x + menu.width
        && menu.y < thing.y + thing.height && thing.y < menu.y + menu.height;
      assert.ok(!isOver, `${pane} ${number}: ${JSON.stringify([menu, thing])}`);
      assert.ok(menu.x >= 0 && menu.x + menu.width <= 1440 && menu.y >= 0 && menu.y + menu.height <= 900);
      await page.keyboard.press('Escape');
      await page.locator('.menu').waitFor({ state: 'detached' });
    }
  }
  await server(page, 2).press('Enter');
  const names = await page.locator('.menu [role=menuitem]').allTextContents();
  assert.deepEqual(names.slice(0, 3), ['Crashc', 'Pausep', 'Cut its linksx']);
  await page.locator('.menu .unfolds').press('Enter');
  await page.locator('.menu', { hasText: 'Compact its log' }).waitFor();
  await page.keyboard.press('c');
  await page.locator('.cluster [aria-label^="Server 2, crashed"]').waitFor();
});

test('a leader hands the sheet to somebody who is there', async (t) => {
  const page = await openPage(t);
  await tellStory(page);
  const old = await leader(page);
  const [away, heir] = [(old % 5) + 1, ((old + 1) % 5) + 1];
  await doTo(page, away, 'Crash');
  await page.locator(`.cluster [aria-label^="Server ${away}, crashed"]`).waitFor();
  await server(page, old).click();
  await page.locator('.menu').getByText('Hand the sheet to…').click();
  const gone = page.locator('.menu [aria-disabled=true]', { hasText: `Server ${away} ` });
  assert.match(await gone.textContent(), /is away/);
  await page.locator('.menu button', { hasText: `Server ${heir} ` }).click();
  await page.locator(`.cluster [aria-label^="Server ${heir}, leader"]`).waitFor({ timeout: 60_000 });
});

test('on a phone a menu is a sheet at the bottom', async (t) => {
  const page = await openPage(t, { width: 360, height: 740, reducedMotion: true });
  await server(page, 2).click();
  const menu = await boxOf(page, '.menu');
  assert.ok(menu.x <= 8 && menu.x + menu.width >= 352 && Math.abs(menu.y + menu.height - 732) < 2, JSON.stringify(menu));
});

test('the network table reads from left to right', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await openTab(page, 'Break');
  await page.locator('#network summary').click();
  const order = async (cells) => {
    const found = await page.locator(cells).evaluateAll((all) =>
      all.map((cell) => [cell.querySelector('[aria-label]')?.ariaLabel ?? '', cell.getBoundingClientRect().x]));
    return found.toSorted((a, b) => a[1] - b[1]).map(([name]) => name);
  };
  assert.deepEqual(await order('.net thead th'), ['', 'Robin', 'Sasha', 'Noor', 'Jun', 'Deniz']);
  assert.deepEqual((await order('.net tbody tr:first-child td')).slice(1), [2, 3, 4, 5].map((to) => `Server 1 reaches Server ${to}`));
});

test('on a phone, names and dishes that cannot be taken are answered under their field, and stay there to be mended', async (t) => {
  const page = await openPage(t, { width: 360, height: 740, reducedMotion: true });
  for (const [name, wrong, right, said] of [
    ['Names at the table', 'Ana, Ana', 'Ana, Bo', 'two people would be called Ana'],
    ['Dishes for the next poll', 'soup, ' + 'x'.repeat(80), 'soup, stew', 'characters'],
  ]) {
    const field = page.getByLabel(name);
    await field.fill(wrong);
    await field.press('Enter');
    const answer = page.locator('.err', { hasText: said });
    await answer.waitFor();
    assert.ok((await answer.boundingBox()).y - (await field.boundingBox()).y < 80, 'under the field');
    assert.equal(await field.inputValue(), wrong);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await field.fill(right);
    await field.press('Enter');
    await answer.waitFor({ state: 'detached' });
    assert.match(await field.inputValue(), new RegExp(`^${right}`));
  }
});

test('at 360 px the logs rest at the newest entry', async (t) => {
  const page = await openPage(t, { width: 360, height: 740 });
  await tellStory(page);
  await propose(page, 'SET A 1');
  await page.locator('table.log td.kv-below, .kv-below', { hasText: 'A = 1' }).first().waitFor({ timeout: 60_000 });
  const frame = await boxOf(page, '.log-scroll');
  const last = await page.locator('.log [data-server="1"] .e').last().boundingBox();
  assert.ok(last.x >= frame.x && last.x + last.width <= frame.x + frame.width, JSON.stringify([last, frame]));
  assert.match(await page.locator('.log [data-server="1"] .e').last().textContent(), /A 1/);
});

test('nothing on the page sticks over what has the focus', async (t) => {
  for (const [width, height] of [[360, 740], [740, 360], [320, 256], [1280, 600]]) {
    const page = await openPage(t, { width, height, reducedMotion: true });
    const stuck = await page.evaluate(() => [...document.querySelectorAll('.app *')].filter((element) => {
      const { position } = getComputedStyle(element);
      return (position === 'sticky' || position === 'fixed') && !element.closest('table') && element.matches(':not([popover])');
    }).map((element) => element.className));
    assert.deepEqual(stuck, [], `${width} x ${height}`);
    await page.close();
  }
});

test('the line keeps its scale while the run grows, and says beside it where one is', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const scale = () => page.locator('#playhead').getAttribute('max');
  const before = await scale();
  for (let steps = 0; steps < 40; steps += 1) await page.keyboard.press('.');
  assert.equal(await scale(), before);
  const [line, said] = [await boxOf(page, '.track'), await boxOf(page, '#where')];
  assert.ok(said.x >= line.x + line.width, 'it hides nothing of the line');
  const follow = page.getByRole('button', { name: 'Follow live' });
  assert.equal(await follow.getAttribute('aria-disabled'), 'true', 'at the end there is nothing to follow');
  await page.keyboard.press(',');
  assert.equal(await follow.getAttribute('aria-disabled'), null);
});

test('Forward goes by event, and with Shift to the next decision', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  const forward = page.getByRole('button', { name: 'One event forward' });
  const event = async () => Number(/event (\d+)/.exec(await where(page))[1]);
  const start = await event();
  await forward.click();
  const one = await event();
  await forward.click({ modifiers: ['Shift'] });
  await page.locator('.say-l', { hasText: 'final' }).waitFor();
  assert.ok((await event()) - one > 5 * (one - start), 'a decision is further away');
});

for (const servers of [2, 9]) {
  test(`a run of ${servers} servers is begun, and comes to its lunch`, async (t) => {
    const page = await openPage(t);
    await beginWith(page, servers);
    await page.waitForFunction((count) => document.querySelectorAll('.cluster .server').length === count, servers);
    await tellStory(page);
    assert.equal((await stores(page)).length, servers);
  });
}

test('timeouts are shown in ms, and set for a new run', async (t) => {
  const page = await openPage(t);
  await openTab(page, 'Break');
  assert.match(await page.locator('#timing').textContent(), /150 to 300 ms.*every 60 ms/);
  await openTab(page, 'Do');
  await page.locator('#new-run > summary').click();
  await page.getByLabel('Timeout from, ms').fill('1000');
  await page.getByLabel('Timeout to, ms').fill('1200');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.waitForURL(/#run=/);
  await setSpeed(page, '1×');
  await leader(page);
  await openTab(page, 'Break');
  assert.match(await page.locator('#timing').textContent(), /1000 to 1200 ms/);
  assert.ok(Number(/([\d.]+) s/.exec(await where(page))[1]) >= 1);
});

test('what is taken out of the list of space-time leaves the focus in the list', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await doTo(page, 3, 'Crash');
  await page.locator('.cluster [aria-label^="Server 3, crashed"]').waitFor();
  await page.getByRole('button', { name: 'Space-time', exact: true }).click();
  await page.locator('.st-list > summary').press('Enter');
  const remove = page.locator('.st-list').getByRole('button', { name: /^Remove/ });
  const count = await remove.count();
  await remove.last().press('Enter');
  await page.waitForFunction((count) => document.querySelectorAll('.st-list button[aria-label^="Remove"]').length < count, count);
  await page.waitForFunction(() => document.activeElement.closest('.st-list') !== null);
});

test('the pictures stand small beside space-time where there is room, and the drawer stays at hand', async (t) => {
  for (const [width, isBeside] of [[1440, true], [768, false]]) {
    const page = await openPage(t, { width, height: 900, reducedMotion: true });
    await page.getByRole('button', { name: 'Space-time', exact: true }).click();
    await page.locator('.st svg .lane').first().waitFor({ state: 'attached' });
    const [stage, diagram] = [await boxOf(page, '.player-stage'), await boxOf(page, '.space')];
    assert.equal(await page.locator('.panes').isVisible(), isBeside, `at ${width} px`);
    if (isBeside) assert.ok((await boxOf(page, '.panes')).x >= diagram.x + diagram.width - 1);
    else assert.ok(Math.abs(stage.width - diagram.width) < 1);
    assert.ok(await page.getByLabel('Propose a line').isVisible());
    await page.close();
  }
});

test('a copied link is said to be copied', async (t) => {
  const page = await openPage(t, { reducedMotion: true });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('#share > button').click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.locator('#share .sent-news', { hasText: 'Copied' }).waitFor();
});
