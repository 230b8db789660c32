// Two small servers on ports that the system picks: one for a folder, one for pages
// made up by a test.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** All that the page may do, for whoever wants to say so in a header. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
].join('; ');

/**
 * Serves the files of a folder, to frames without an origin too.
 *
 * - `at`: the path below which they are
 * - `types`: other types than the usual ones, by ending
 * - `headers`: what else is sent along with each file
 * - `fallback`: the file that it answers with for whatever is not there
 */
export function serveFolder(folder, { at = '/', types = {}, headers = {}, fallback } = {}) {
  const isFile = async (file) => file.startsWith(folder) && (await stat(file).catch(() => null))?.isFile();
  return listen(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const below = name.startsWith(at) ? name.slice(at.length) : 'nothing';
    let file = path.join(folder, below.endsWith('/') || below === '' ? `${below}index.html` : below);
    if (!(await isFile(file))) {
      if (fallback === undefined) return notFound(response);
      file = path.join(folder, fallback);
    }
    const type = { ...TYPES, ...types }[path.extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', ...headers });
    createReadStream(file).pipe(response);
  });
}

/** Serves what `publish(html)` is given, each at an address of its own. */
export async function servePages() {
  const pages = new Map();
  const server = await listen((request, response) => {
    const html = pages.get(request.url);
    if (html === undefined && request.url !== '/favicon.ico') return notFound(response);
    response.writeHead(200, { 'content-type': TYPES['.html'] });
    response.end(html);
  });
  server.publish = (html) => {
    const name = `/post-${pages.size + 1}`;
    pages.set(name, html);
    return new URL(name, server.url).href;
  };
  return server;
}

function notFound(response) {
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end('There is nothing here.');
}

function listen(answer) {
  const server = createServer(answer);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${server.address().port}/`;
      resolve({ url, close: () => close(server) });
    });
  });
}

function close(server) {
  return new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}
