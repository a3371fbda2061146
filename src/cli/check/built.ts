/** Pages of the built site: which there are, which stand for the others, which changed since they were last visited. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the checked site is built, under a base path as GitHub Pages serves it. */
export const SITE = { root: 'test/output/site', base: '/course/' } as const;
/** Page → what it was when all that is asked of it was so. */
const VISITED = 'test/output/visited.json';

export interface Page {
  /** Under the base: '' is the home page, 'part-1/reward-model/' a chapter. */
  readonly path: string;
  readonly html: string;
}

/** The whole course on one page repeats all others, and a redirect only leads to one: both have tests of their own. */
export const standsAlone = ({ path, html }: Page): boolean =>
  path !== 'print/' && !html.includes('http-equiv="refresh"');

export function builtPages(root: string = SITE.root): Page[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.html') && !file.startsWith('pagefind/'))
    .sort()
    .map((file) => ({
      path: file.replace(/(^|\/)index\.html$/, '$1'),
      html: readFileSync(join(root, file), 'utf8'),
    }))
    .filter(standsAlone);
}

/** Home, the missing page, and of each folder the page with most figures: every kind of page once. */
export function oneOfEachKind<P extends Page>(pages: readonly P[]): P[] {
  const figures = ({ html }: Page) => html.split(' data-experiment="').length;
  const most = new Map<string, P>();
  for (const page of pages) {
    const folder = page.path.split('/')[0]!;
    const other = most.get(folder);
    if (!other || figures(other) < figures(page)) most.set(folder, page);
  }
  return [...most.values()];
}

/** Pages that are opened in Chromium one by one. Decks and handouts are made of one piece: tests of their own look at each, a visit at one. */
export function visitedPages<P extends Page>(pages: readonly P[]): P[] {
  const kinds = new Set(oneOfEachKind(pages));
  return pages.filter((page) => !/^(?:deck|handout)\//.test(page.path) || kinds.has(page));
}

/** A page as it is written; the scripts and styles that all pages share are not its own. */
const fingerprint = ({ html }: Page) =>
  createHash('sha256')
    .update(html.replaceAll(/\/_astro\/[\w./-]+/g, ''))
    .digest('hex')
    .slice(0, 16);

const visited = () =>
  existsSync(VISITED) ? (JSON.parse(readFileSync(VISITED, 'utf8')) as Record<string, string>) : {};

export function changedPages(pages: readonly Page[]): Page[] {
  const known = visited();
  return pages.filter((page) => known[page.path] !== fingerprint(page));
}

export function noteVisited(paths: readonly string[]): void {
  const passed = builtPages().filter(({ path }) => paths.includes(path));
  const now = { ...visited(), ...Object.fromEntries(passed.map((page) => [page.path, fingerprint(page)])) };
  mkdirSync(dirname(VISITED), { recursive: true });
  writeFileSync(VISITED, JSON.stringify(now, null, 1));
}
