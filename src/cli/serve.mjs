/** A small static server that behaves like GitHub Pages: base path, trailing slashes, 404.html, gzip. No dependencies. */
import { Buffer } from 'node:buffer';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};
const COMPRESSED_ALREADY = new Set(['.pdf', '.png', '.woff', '.woff2']);

/** What a path of a request stands for: a file, another place, or nothing. */
function find(root, path) {
  const file = join(root, normalize(path));
  if (file !== root && !file.startsWith(root.endsWith(sep) ? root : root + sep)) return {};
  if (!existsSync(file)) return {};
  if (!statSync(file).isDirectory()) return path.endsWith('/') ? {} : { file };
  if (path !== '' && !path.endsWith('/')) return { moved: true };
  const index = join(file, 'index.html');
  return existsSync(index) ? { file: index } : {};
}

/**
 * @param {{ root: string, base?: string, port?: number, tries?: number, rewrite?: (html: string) => string,
 *   caching?: string, onSent?: (path: string, bytes: number) => void }} options
 *   `port` 0 takes any free one; a busy one is tried `tries` times, one higher each time; `rewrite` changes pages
 *   on their way out (a browser that reports no errors is given a script that collects them); `caching` is what
 *   browsers are told of that; `onSent` hears of each answer, in bytes as they were sent
 * @returns {Promise<{ url: string, port: number, close(): Promise<void> }>}
 */
export function serve({
  root: folder,
  base = '/',
  port = 0,
  tries = 1,
  rewrite = (html) => html,
  caching = 'no-cache',
  onSent,
}) {
  const root = resolve(folder);
  const prefix = `/${base}/`.replace(/\/+/g, '/');

  /** Compressed once: a browser asks for the same scripts with every page. */
  const compressed = new Map();
  const compress = (file, body) => {
    const known = compressed.get(file);
    if (known?.body.equals(body)) return known.zipped;
    const zipped = gzipSync(body);
    compressed.set(file, { body, zipped });
    return zipped;
  };

  const server = createServer((request, response) => {
    const send = (status, file) => {
      const extension = extname(file);
      let body = readFileSync(file);
      if (extension === '.html') body = Buffer.from(rewrite(body.toString()));
      const headers = {
        'content-type': TYPES[extension] ?? 'application/octet-stream',
        'access-control-allow-origin': '*', // as GitHub Pages does: sandboxed frames load modules across origins
        'cache-control': caching,
        vary: 'accept-encoding',
      };
      if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && !COMPRESSED_ALREADY.has(extension)) {
        headers['content-encoding'] = 'gzip';
        body = compress(file, body);
      }
      response.writeHead(status, { ...headers, 'content-length': body.length });
      onSent?.(request.url ?? '', body.length);
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const missing = () => {
      const page = join(root, '404.html');
      if (existsSync(page)) send(404, page);
      else response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    };

    let url;
    let path;
    try {
      // Not `new URL(request.url, base)`: a path such as `//host/` would be read as another host.
      url = new URL(`http://localhost${request.url ?? '/'}`);
      path = decodeURIComponent(url.pathname);
    } catch {
      response.writeHead(400, { 'content-type': 'text/plain' }).end('Bad request');
      return;
    }
    if (`${path}/` === prefix) {
      response.writeHead(301, { location: prefix + url.search }).end();
      return;
    }
    const { file, moved } = path.startsWith(prefix) ? find(root, path.slice(prefix.length)) : {};
    if (moved) response.writeHead(301, { location: `${url.pathname}/${url.search}` }).end();
    else if (file) send(200, file);
    else missing();
  });

  return new Promise((done, fail) => {
    let attempt = 0;
    server.on('error', (error) => {
      attempt += 1;
      if (error.code === 'EADDRINUSE' && attempt < tries && port + attempt <= 65535)
        server.listen(port + attempt);
      else fail(error);
    });
    server.on('listening', () => {
      const taken = server.address().port;
      const close = () =>
        new Promise((closed) => {
          server.closeAllConnections();
          server.close(() => closed());
        });
      done({ url: `http://localhost:${taken}${prefix}`, port: taken, close });
    });
    // Whoever asks again after a busy while finds the line open: closing it meanwhile would reset the request.
    server.keepAliveTimeout = 60_000;
    server.listen(port);
  });
}
