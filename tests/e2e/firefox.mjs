// A Firefox, driven by Marionette, the protocol that it has built in: a length, a colon and JSON.
// Playwright drives only a Firefox of its own.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The Firefox that is installed here, if one is. */
export const firefox = ['firefox-esr', 'firefox'].find((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0);

/**
 * Opens this address for this test. Returns `run(script, ...args)`: it runs the body of a function
 * in the page, and returns what that returns.
 */
export async function openFirefox(t, url) {
  const profile = await mkdtemp(path.join(tmpdir(), 'raft-lunch-'));
  await writeFile(path.join(profile, 'user.js'), 'user_pref("marionette.port", 0);');
  const child = spawn(firefox, ['--headless', '--no-remote', '--marionette', '--profile', profile]);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  t.after(async () => {
    child.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  });
  const send = await connected(await portOf(child));
  await send('WebDriver:NewSession', {});
  await send('WebDriver:Navigate', { url });
  return async (script, ...args) => (await send('WebDriver:ExecuteScript', { script, args })).value;
}

/** The port at which this Firefox says that it listens. */
function portOf(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text) => {
      said += text;
      const port = /Marionette\s+INFO\s+Listening on port (\d+)/.exec(said)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`Firefox ended: ${said}`)));
  });
}

/** Connects, and returns `send(command, parameters)`. */
function connected(port) {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map();
  let rest = Buffer.alloc(0);
  const send = (command, parameters) =>
    new Promise((resolve, reject) => {
      const id = waiting.size + 1;
      waiting.set(id, { resolve, reject });
      const text = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  const heard = (message) => {
    // It greets first, with an object.
    const [, id, error, result] = Array.isArray(message) ? message : [];
    if (error) waiting.get(id).reject(new Error(`${error.error}: ${error.message}`));
    else waiting.get(id)?.resolve(result);
  };
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    for (let colon = rest.indexOf(':'); colon > 0; colon = rest.indexOf(':')) {
      const end = colon + 1 + Number(rest.subarray(0, colon));
      if (rest.length < end) return;
      heard(JSON.parse(rest.subarray(colon + 1, end)));
      rest = rest.subarray(end);
    }
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => resolve(send));
  });
}
