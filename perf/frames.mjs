// What the page itself costs while it plays: the script of each frame, with messages in
// flight and the processor four times as slow. Part of `cargo xtask perf`.

const BUDGET_MS = 5;
const SLOWER = 4;
const MESSAGES = 20;
const FRAMES = 300;
/** How long nothing may be drawn while the page is paused. */
const PAUSED_MS = 2_000;

/** Heartbeats leave before the answers to the last ones are back, so the air is full: 24 to 28 messages. */
const busy = (servers, heartbeat) => ({
  version: 1,
  title: 'Many messages in flight',
  seed: 1,
  servers,
  timing: { election_timeout_min: '2 s', election_timeout_max: '3 s', heartbeat },
  network: { latency: '200 ms' },
  steps: [{ force_timeout: 1 }, { until: { leader: 1 } }, { run: '1 s' }, { propose: 'SET A 1' }, { run: '60 s' }],
});
const RUNS = [busy(5, '60 ms'), busy(9, '120 ms')];

/** Prints the median of each speed, and what it was measured with. */
export async function measureFrames(browser, url) {
  for (const run of RUNS) {
    for (const speed of ['Auto', '1/10', '1×']) await measureSpeed(browser, url, run, speed);
  }
}

async function measureSpeed(browser, url, run, speed) {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`the page says: ${error.message}`));
  await page.addInitScript(timeFrames);
  await page.goto(`${url}?door=sandbox`);
  await page.locator('#boot').waitFor({ state: 'detached' });
  await fill(page, run);
  const asked = await page.evaluate((ms) => window.askedIn(ms), PAUSED_MS);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.getByLabel('Speed').selectOption(speed);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const { times, flights, gaps } = await page.evaluate((count) => window.timed(count), FRAMES);
  const median = quantile(times, 0.5);
  const ms = (values, part) => quantile(values, part).toFixed(1);
  console.log(
    `script per frame, ${run.servers} servers, speed ${speed}, ${quantile(flights, 0.5)} messages in flight, CPU ÷ ${SLOWER}   ` +
      `median ${median.toFixed(1)} ms   p10 ${ms(times, 0.1)}   p95 ${ms(times, 0.95)}   budget ${BUDGET_MS}   ratio ${(BUDGET_MS / median).toFixed(2)}\n` +
      `    from frame to frame ${ms(gaps, 0.5)} ms   frames in ${PAUSED_MS / 1_000} s while paused ${asked}`,
  );
  await page.close();
}

/** Opens the busy run, plays it, and stops where the air is full. */
async function fill(page, run) {
  await page.getByRole('tab', { name: 'Runs' }).click();
  const file = { name: 'busy.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(run)) };
  await page.locator('#scenarios input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Run it', exact: true }).click();
  await page.getByLabel('Speed').selectOption('1×');
  await page.waitForFunction((count) => document.querySelectorAll('.cluster .msg').length >= count, MESSAGES);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
}

/**
 * In the page: `timed(count)` waits for that many frames, and tells how long the script of each one took and
 * how long it was since the one before. `askedIn(ms)` tells how many frames were asked for in that time.
 */
function timeFrames() {
  const request = window.requestAnimationFrame.bind(window);
  let frames;
  let asked = 0;
  // What is asked for later in one frame runs later in it, after what the first call left
  // for a microtask.
  window.requestAnimationFrame = (callback) => {
    asked += 1;
    let began;
    const handle = request((now) => {
      began = performance.now();
      callback(now);
    });
    request(() => {
      if (began !== undefined) frames?.(began, performance.now() - began);
    });
    return handle;
  };
  window.askedIn = (ms) => {
    const before = asked;
    return new Promise((resolve) => setTimeout(() => resolve(asked - before), ms));
  };
  window.timed = (count) =>
    new Promise((resolve) => {
      const [times, flights, gaps] = [[], [], []];
      let last;
      frames = (began, ms) => {
        times.push(ms);
        flights.push(document.querySelectorAll('.cluster .msg').length);
        if (last !== undefined) gaps.push(began - last);
        last = began;
        if (times.length < count) return;
        frames = undefined;
        resolve({ times, flights, gaps });
      };
    });
}

/** What this part of the values is below. */
export function quantile(values, part) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)];
}
