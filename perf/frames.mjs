// What the page itself costs while it plays: the script of each frame, with messages in
// flight and the processor four times as slow. Part of `cargo xtask perf`.

const BUDGET_MS = 5;
const SLOWER = 4;
const SERVERS = 5;
const MESSAGES = 20;
const FRAMES = 300;

// Heartbeats leave before the answers to the last ones are back, so the air is full.
const BUSY = {
  version: 1,
  title: 'Many messages in flight',
  seed: 1,
  servers: SERVERS,
  timing: { election_timeout_min: '2 s', election_timeout_max: '3 s', heartbeat: '60 ms' },
  network: { latency: '200 ms' },
  steps: [{ force_timeout: 1 }, { until: { leader: 1 } }, { run: '1 s' }, { propose: 'SET A 1' }, { run: '60 s' }],
};

/** Prints the median of each speed, and what it was measured with. */
export async function measureFrames(browser, url) {
  for (const speed of ['Auto', '1/10', '1×']) {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`the page says: ${error.message}`));
    await page.addInitScript(timeFrames);
    await page.goto(`${url}?door=sandbox`);
    await page.locator('#boot').waitFor({ state: 'detached' });
    await fill(page);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.getByLabel('Speed').selectOption(speed);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const { times, flights } = await page.evaluate((count) => window.timed(count), FRAMES);
    const median = quantile(times, 0.5);
    const tail = quantile(times, 0.95).toFixed(1);
    console.log(
      `script per frame, speed ${speed}, ${quantile(flights, 0.5)} messages in flight, CPU ÷ ${SLOWER}   ` +
        `median ${median.toFixed(1)} ms   p95 ${tail} ms   budget ${BUDGET_MS}   ratio ${(BUDGET_MS / median).toFixed(2)}`,
    );
    await page.close();
  }
}

/** Opens the busy run, plays it, and stops where the air is full. */
async function fill(page) {
  await page.getByRole('tab', { name: 'Runs' }).click();
  const file = { name: 'busy.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(BUSY)) };
  await page.locator('#scenarios input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Run it', exact: true }).click();
  await page.getByLabel('Speed').selectOption('1×');
  await page.waitForFunction((count) => document.querySelectorAll('.cluster .msg').length >= count, MESSAGES);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
}

/** In the page: `timed(count)` plays that many frames, and tells how long each one's script took. */
function timeFrames() {
  const request = window.requestAnimationFrame.bind(window);
  let frames;
  // What is asked for later in one frame runs later in it, after what the first call left
  // for a microtask.
  window.requestAnimationFrame = (callback) => {
    let began;
    const handle = request((now) => {
      began = performance.now();
      callback(now);
    });
    request(() => {
      if (began !== undefined) frames?.(performance.now() - began);
    });
    return handle;
  };
  window.timed = (count) =>
    new Promise((resolve) => {
      const [times, flights] = [[], []];
      frames = (ms) => {
        times.push(ms);
        flights.push(document.querySelectorAll('.cluster .msg').length);
        if (times.length < count) return;
        frames = undefined;
        resolve({ times, flights });
      };
    });
}

/** What this part of the values is below. */
export function quantile(values, part) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)];
}
