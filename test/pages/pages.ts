/** The pages of the built site. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { standsAlone } from '../../src/cli/check/built.ts';

export const ROOT = resolve('test/output/site');
export const BASE = '/course/';

export interface BuiltPage {
  /** Path under the base: '' is the home page, 'part-1/reward-model/' a chapter. */
  readonly path: string;
  readonly file: string;
  readonly html: string;
}

/** Everything, with redirects and the whole course on one page. */
export const allPages: readonly BuiltPage[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.html') && !file.startsWith('pagefind/'))
  .sort()
  .map((file) => ({
    path: file.replace(/(^|\/)index\.html$/, '$1'),
    file: join(ROOT, file),
    html: readFileSync(join(ROOT, file), 'utf8'),
  }));

/** Pages that stand for themselves: what is asked of each of them. */
export const pages: readonly BuiltPage[] = allPages.filter(standsAlone);

/** Pages of the course: no figure alone, deck or handout, which show parts of them, and not the missing page. */
export const course: readonly BuiltPage[] = pages.filter(
  ({ path }) => !/^(?:deck|embed|handout)\//.test(path) && path !== '404.html',
);

/** Ids that slides and links rely on. */
export const idsOf = (html: string): string[] =>
  [...html.matchAll(/\sid="((?:sec|fig|eq|tab|ex|q)-[a-z0-9-]+)"/g)].map((match) => match[1]!);

/** The answers: no list of pages, search or file repeats them. */
export const isApart = ({ path }: BuiltPage): boolean => path === 'teach/answers/';
