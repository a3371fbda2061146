/** Old addresses of sections that have gone to another page lead there, and keep their settings. */
import { afterEach, expect, test, vi } from 'vitest';
import { JSDOM } from 'jsdom';
import { forwardOf } from '../../components/text/moved.ts';
import { wireMoved } from '../../components/text/moved.client.ts';

afterEach(() => vi.unstubAllGlobals());

/** Where a page with one moved section leads from this address. */
function ledTo(hash: string): string | undefined {
  const { document } = new JSDOM(
    '<h2 id="sec-here"></h2><div data-moved="/course/new/"><span id="fig-gone"></span></div>',
  ).window;
  const went: string[] = [];
  const location = { search: '?a.b=1', hash, replace: (to: string) => went.push(to) };
  vi.stubGlobal('document', document);
  vi.stubGlobal('location', location);
  vi.stubGlobal('addEventListener', () => undefined);
  wireMoved();
  return went[0];
}

test('page, settings and section', () => {
  expect(forwardOf('/course/new/', { search: '?a.b=1', hash: '#fig-gone' })).toBe(
    '/course/new/?a.b=1#fig-gone',
  );
});

test('only what has gone is forwarded', () => {
  expect(ledTo('#fig-gone')).toBe('/course/new/?a.b=1#fig-gone');
  expect(ledTo('#sec-here')).toBeUndefined();
  expect(ledTo('#nothing')).toBeUndefined();
  expect(ledTo('')).toBeUndefined();
});
