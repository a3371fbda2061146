/** The static server behaves like GitHub Pages, and gives away nothing outside its folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../../src/cli/serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
const root = join(folder, 'site');
mkdirSync(join(root, 'part-1'), { recursive: true });
mkdirSync(join(root, 'empty'));
writeFileSync(join(root, 'index.html'), '<title>home</title>');
writeFileSync(join(root, '404.html'), '<title>missing</title>');
writeFileSync(join(root, 'part-1', 'index.html'), '<title>part</title>');
writeFileSync(join(root, 'run.js'), `${'let x;'.repeat(200)}\n`);
writeFileSync(join(folder, 'secret.txt'), 'secret');
writeFileSync(`${root}-secret.txt`, 'secret');

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  server = await serve({ root, base: '/course/' });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** The path as it is written: fetch would tidy it up. */
function ask(path: string): Promise<{ status: number; location: string | undefined; body: string }> {
  return new Promise((done, fail) => {
    get({ port: server.port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, location: response.headers.location, body }),
      );
    }).on('error', fail);
  });
}

describe('answers', () => {
  test.each([
    ['/course/', 200, 'home'],
    ['/course/?x=1', 200, 'home'],
    ['/course/part-1/', 200, 'part'],
    ['/course/part-1/index.html', 200, 'part'],
    ['/course/absent/', 404, 'missing'],
    ['/course/run.js/', 404, 'missing'],
    ['/course/empty/', 404, 'missing'],
    ['/', 404, 'missing'],
    ['/part-1/', 404, 'missing'],
    ['//part-1/', 404, 'missing'],
    ['/course/../secret.txt', 404, 'missing'],
    ['/course/%2e%2e/secret.txt', 404, 'missing'],
    ['/course/..%2fsecret.txt', 404, 'missing'],
    ['/course/../site-secret.txt', 404, 'missing'],
    ['/course/%', 400, 'Bad request'],
  ])('%s: %i', async (path, status, text) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(text);
  });

  test.each([
    ['/course', '/course/'],
    ['/course?x=1', '/course/?x=1'],
    ['/course/part-1', '/course/part-1/'],
    ['/course/part-1?x=1', '/course/part-1/?x=1'],
  ])('%s moves to %s', async (path, location) => {
    expect(await ask(path)).toMatchObject({ status: 301, location });
  });
});

test('a type for each file, compressed for those who can read it', async () => {
  const response = await fetch(`${server.url}run.js`);
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(Number(response.headers.get('content-length'))).toBeLessThan(100);
  expect(await response.text()).toHaveLength(1201);
});

test('a busy port: the next one, or an error', async () => {
  const next = await serve({ root, port: server.port, tries: 20 });
  expect(next.port).toBeGreaterThan(server.port);
  await next.close();
  await expect(serve({ root, port: server.port })).rejects.toThrow('EADDRINUSE');
});

test('pages can be rewritten on their way out', async () => {
  const rewriting = await serve({ root, rewrite: (html) => html.replace('home', 'rewritten') });
  expect(await (await fetch(rewriting.url)).text()).toBe('<title>rewritten</title>');
  await rewriting.close();
});
