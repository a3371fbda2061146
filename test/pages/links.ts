/** Where the links of built pages lead, read from the files: no server, no requests. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BASE, ROOT, type BuiltPage } from './pages.ts';

type Linking = Pick<BuiltPage, 'path' | 'html'>;

const ORIGIN = 'https://course.invalid';
/** A browser scrolls to it whatever the page has. */
const TOP = 'top';

const inAttribute = (text: string) => text.replaceAll(/&(?:amp|#x26|#38);/g, '&');

const targetsOf = ({ path, html }: Linking): URL[] =>
  [...html.matchAll(/<[a-z][^>]*?\s(?:href|src)="([^"]*)"/g)].map(
    ([, target]) => new URL(inAttribute(target!), ORIGIN + BASE + path),
  );

const idsIn = (html: string) => new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!));

/** A file, or a folder with a page: what GitHub Pages answers with. */
function isThere(path: string): boolean {
  if (!path.startsWith(BASE)) return false;
  const file = join(ROOT, path.slice(BASE.length));
  return existsSync(
    statSync(file, { throwIfNoEntry: false })?.isDirectory() ? join(file, 'index.html') : file,
  );
}

/** @param all every page that a link may lead to */
export function brokenLinks(pages: readonly Linking[], all: readonly Linking[]): string[] {
  const ids = new Map<string, Set<string>>();
  const htmlOf = new Map(all.map(({ path, html }) => [BASE + path, html]));
  const hasId = (path: string, id: string) => {
    const html = htmlOf.get(path);
    if (html === undefined) return false;
    if (!ids.has(path)) ids.set(path, idsIn(html));
    return ids.get(path)!.has(id);
  };
  const leadsAstray = ({ origin, pathname, hash }: URL) => {
    if (origin !== ORIGIN) return false;
    const [path, id] = [decodeURIComponent(pathname), decodeURIComponent(hash.slice(1))];
    return !isThere(path) || (id !== '' && id !== TOP && !hasId(path, id));
  };
  return pages.flatMap((page) =>
    targetsOf(page)
      .filter(leadsAstray)
      .map(({ pathname, hash }) => `${page.path} → ${pathname}${hash}`),
  );
}
