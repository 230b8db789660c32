// Two more engines, driven by what Debian's packages bring: Firefox by WebDriver BiDi, which
// it speaks itself, and WebKitGTK by WebKitWebDriver. Both do the same few things for a test:
//
//     const tab = await open(t, 'Firefox');
//     await tab.go(url);
//     await tab.click('.play');
//     await tab.until(() => document.querySelector('.msg') !== null);

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import { firefox } from './firefox.mjs';

/** How long a condition may take, in milliseconds: generous, for a busy machine. */
const PATIENCE = 120_000;

const isInstalled = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Each engine: the programs that it takes, and how it is started. */
const ENGINES = {
  Firefox: { programs: [firefox ?? 'firefox-esr'], start: startFirefox },
  WebKitGTK: { programs: ['WebKitWebDriver', 'Xvfb'], start: startWebKit },
};

/** The names of the engines. */
export const engines = Object.keys(ENGINES);

/** Why nothing can be tried in an engine; false if it can. */
export function whyNot(name) {
  const missing = ENGINES[name].programs.filter((program) => !isInstalled(program));
  return missing.length > 0 && `${missing.join(' and ')} not installed: not tried in ${name}`;
}

/** Starts an engine for this test, and returns its tab. */
export async function open(t, name) {
  const stops = [];
  t.after(async () => {
    for (const stop of stops.toReversed()) await stop();
  });
  return new Tab(await ENGINES[name].start((stop) => stops.push(stop)));
}

/** A tab of an engine. */
class Tab {
  /** `engine` has `go(url)`, `press(x, y)`, and `call(declaration)` for an async function. */
  constructor(engine) {
    this.engine = engine;
  }

  /** Goes to this address. */
  async go(url) {
    await this.engine.go(url);
  }

  /** What this function returns in the page, for these arguments. */
  async run(what, ...values) {
    const body = `JSON.stringify((await (${what})(...${JSON.stringify(values)})) ?? null)`;
    return JSON.parse(await this.engine.call(body));
  }

  /** Waits until this function returns something in the page, and returns that. */
  async until(what, ...values) {
    const look = `async (...values) => {
      const end = performance.now() + ${PATIENCE};
      for (;;) {
        const found = (${what})(...values);
        if (found) return found;
        if (performance.now() > end) return null;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    }`;
    const found = await this.run(look, ...values);
    assert.ok(found, `in vain: ${what} ${JSON.stringify(values)}`);
    return found;
  }

  /**
   * Clicks the first thing of this selector that can be seen and says this, once it is there,
   * stands still, and nothing lies over it: a click goes to a place, and what moves has left it.
   */
  async click(selector, text = '') {
    const { x, y } = await this.until(
      (selector, text) => {
        const isMeant = (it) => it.getClientRects().length > 0 && it.textContent.includes(text);
        const found = [...document.querySelectorAll(selector)].find(isMeant);
        if (!found) return null;
        found.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = found.getBoundingClientRect();
        const place = { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
        const before = window.placeBefore;
        window.placeBefore = place;
        const hit = document.elementFromPoint(place.x, place.y);
        const isFree = found.contains(hit) || hit?.contains(found);
        return isFree && before?.x === place.x && before.y === place.y ? place : null;
      },
      selector,
      text,
    );
    await this.engine.press(x, y);
  }

  /** Waits until something of this selector says this, and returns all that it says. */
  async text(selector, text = '') {
    return this.until(
      (selector, text) => [...document.querySelectorAll(selector)].map((it) => it.textContent).find((it) => it.includes(text)),
      selector,
      text,
    );
  }
}

/** A click of the mouse at this place, as both protocols write it. */
const clickAt = (x, y) => [
  {
    type: 'pointer',
    id: 'mouse',
    parameters: { pointerType: 'mouse' },
    actions: [
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ],
  },
];

/** A program that runs as long as the test does. */
function run(program, options, onEnd, stdio) {
  const child = spawn(program, options, stdio);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  onEnd(async () => {
    child.kill();
    await ended;
  });
  return child;
}

/** Waits until what a program says matches this, and returns what does. */
function said(stream, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (more) => {
      text += more;
      const found = pattern.exec(text);
      if (found) resolve(found[1]);
    });
    stream.once('end', () => reject(new Error(`it ended: ${text}`)));
  });
}

async function startFirefox(onEnd) {
  const profile = await mkdtemp(path.join(tmpdir(), 'raft-lunch-'));
  onEnd(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const options = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile];
  const child = run(firefox, options, onEnd, { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await said(child.stderr, /listening on (ws:\S+)/);
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  onEnd(() => socket.close());
  const answers = new Map();
  socket.on('message', (text) => {
    const message = JSON.parse(text);
    answers.get(message.id)?.(message);
    answers.delete(message.id);
  });
  let sent = 0;
  const order = async (method, params) => {
    const id = (sent += 1);
    socket.send(JSON.stringify({ id, method, params }));
    const answer = await new Promise((resolve) => answers.set(id, resolve));
    assert.notEqual(answer.type, 'error', `${method}: ${answer.message}`);
    return answer.result;
  };
  await order('session.new', { capabilities: {} });
  const [{ context }] = (await order('browsingContext.getTree', {})).contexts;
  await order('browsingContext.setViewport', { context, viewport: { width: 1280, height: 800 } });
  return {
    go: (url) => order('browsingContext.navigate', { context, url, wait: 'complete' }),
    press: (x, y) => order('input.performActions', { context, actions: clickAt(x, y) }),
    call: async (body) => {
      const answer = await order('script.callFunction', {
        functionDeclaration: `async () => ${body}`,
        awaitPromise: true,
        target: { context },
      });
      assert.equal(answer.type, 'success', answer.exceptionDetails?.text);
      return answer.result.value;
    },
  };
}

async function startWebKit(onEnd) {
  const screen = run('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24'], onEnd, {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const display = `:${await said(screen.stdout, /(\d+)\n/)}`;
  const port = await freePort();
  run('WebKitWebDriver', [`--port=${port}`], onEnd, {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display },
  });
  const order = async (method, place, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${place}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    assert.ok(answer.ok, `${place}: ${answer.status} ${JSON.stringify(value)}`);
    return value;
  };
  while (!(await order('GET', '/status').then(() => true, () => false)));
  const { sessionId } = await order('POST', '/session', {
    capabilities: { alwaysMatch: { timeouts: { script: 2 * PATIENCE } } },
  });
  const session = `/session/${sessionId}`;
  onEnd(() => order('DELETE', session));
  return {
    go: (url) => order('POST', `${session}/url`, { url }),
    press: (x, y) => order('POST', `${session}/actions`, { actions: clickAt(x, y) }),
    call: async (body) => {
      const script = `const done = arguments[0];
        (async () => ${body})().then((text) => done({ text }), (error) => done({ error: String(error) }));`;
      const { text, error } = await order('POST', `${session}/execute/async`, { script, args: [] });
      assert.equal(error, undefined);
      return text;
    },
  };
}

/** A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
