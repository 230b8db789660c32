// The page on the web servers that people have, each with the types it comes with. One that is
// not installed here is skipped, and the report says which.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { dist, openPage, started } from './harness.mjs';
import { serveFolder } from './servers.mjs';
import { openScenario, openTab } from './reader.mjs';

/** Each server: its program, and how it is told to serve the folder `dist` at a port. */
const HOSTS = [
  {
    name: 'nginx',
    program: 'nginx',
    files: (port, folder) => ({
      'nginx.conf': `daemon off; pid ${folder}/pid; error_log stderr;
        events {}
        http {
          include /etc/nginx/mime.types; default_type application/octet-stream;
          access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
          fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
          server { listen 127.0.0.1:${port}; location / { root ${dist}; index index.html; } }
        }`,
    }),
    arguments: (_, folder) => ['-p', folder, '-c', path.join(folder, 'nginx.conf')],
  },
  {
    name: 'Apache',
    program: 'apache2',
    files: (port, folder) => ({
      'apache.conf': `ServerName localhost
        Listen 127.0.0.1:${port}
        PidFile ${folder}/pid
        ErrorLog ${folder}/error.log
        Mutex file:${folder}
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
        LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
        TypesConfig /etc/mime.types
        DocumentRoot ${dist}
        DirectoryIndex index.html`,
    }),
    arguments: (_, folder) => ['-D', 'FOREGROUND', '-f', path.join(folder, 'apache.conf')],
  },
  {
    name: 'Caddy',
    program: 'caddy',
    arguments: (port) => ['file-server', '--root', dist, '--listen', `127.0.0.1:${port}`],
  },
  {
    name: "Python's http.server",
    program: 'python3',
    arguments: (port) => ['-m', 'http.server', `${port}`, '--bind', '127.0.0.1', '--directory', dist],
  },
];

const isInstalled = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

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

/** Starts the server for this test, waits until it answers, and returns its address. */
async function serve(t, host) {
  const folder = await mkdtemp(path.join(tmpdir(), 'raft-lunch-'));
  const port = await freePort();
  for (const [name, text] of Object.entries(host.files?.(port, folder) ?? {})) {
    await writeFile(path.join(folder, name), text);
  }
  const child = spawn(host.program, host.arguments(port, folder), {
    env: { ...process.env, HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  t.after(async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${port}/`;
  while (child.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return url;
  }
  throw new Error(`${host.name} ended: ${said}`);
}

/** What has to arrive in parts: the page, the lists, a lesson, the second module. */
async function useIt(page) {
  await openTab(page, 'Runs');
  await openScenario(page, 'figure-8.json');
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  await page.locator('.shelf-line').first().waitFor();
}

for (const host of HOSTS) {
  const skip = isInstalled(host.program) ? false : `${host.program} is not installed: not tried on ${host.name}`;
  test(`it starts on ${host.name} as it comes`, { skip }, async (t) => {
    const url = await serve(t, host);
    const page = await openPage(t, { url: `${url}?door=sandbox`, reducedMotion: true });
    await useIt(page);
  });
}

test('it starts below a sub-path, and from a host that knows no type for wasm', async (t) => {
  const folder = await serveFolder(dist, { at: '/courses/raft/', types: { '.wasm': 'application/octet-stream' } });
  t.after(() => folder.close());
  const page = await openPage(t, { url: `${folder.url}courses/raft/?door=sandbox`, reducedMotion: true });
  await useIt(page);
});

test('from a host that answers index.html for whatever it lacks, it starts, and says what did not arrive', async (t) => {
  const folder = await serveFolder(dist, { fallback: 'index.html' });
  t.after(() => folder.close());
  const page = await openPage(t, { url: `${folder.url}?door=sandbox`, reducedMotion: true });
  await useIt(page);
  await page.route('**/scenarios/index-*.json', (route) => route.continue({ url: `${folder.url}gone.json` }));
  await page.goto(`${folder.url}?door=sandbox&again`);
  await started(page);
  // It also asks the host whether there is a newer release.
  const asked = page.waitForResponse((response) => response.request().resourceType() === 'fetch' && response.url() === folder.url);
  await openTab(page, 'Runs');
  await (await asked).finished();
  await page.locator('#catalogue', { hasText: "didn't arrive" }).waitFor();
});
