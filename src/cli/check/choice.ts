/** Which parts of which checks are run. */
import { posix } from 'node:path';
import { experimentIds } from '../../../sim/experiments/index.ts';
import { UsageError } from '../flags.ts';
import { checks, FRAMES, PAGE, RUNS, CONTRACT, testFiles, type Check } from './checks.ts';
import type { Part } from './part.ts';

export interface Choice {
  /** Asked when the check starts, since pages are known once they are built. */
  takes(check: Check, part: Part): boolean;
  /** Whether any part of a check may be taken. */
  has(check: Check): boolean;
  /** What files are asked for beside their items. */
  asked(file: string): readonly string[];
  /** Commands in other words. */
  readonly commands: Readonly<Record<string, string>>;
}

export const everything: Choice = {
  takes: () => true,
  has: () => true,
  asked: () => [],
  commands: {},
};

/** An experiment's contract, its runs in three engines, its own page. */
export function isAbout(id: string, { file, item }: Part): boolean {
  if (file === RUNS) return true;
  if (file === PAGE) return item === `/embed/${id}/`;
  return (file === CONTRACT || file === FRAMES) && item === id;
}

/** Whether an item is the page that somebody calls so: by its whole path, or by the end of it. */
const isPage = (slug: string, { file, item }: Part) =>
  file === PAGE && (slug === '' ? item === '/' : `/${item!.replaceAll(/^\/|\/$/g, '')}`.endsWith(`/${slug}`));

interface Wish {
  readonly about: 'check' | 'path' | 'name';
  readonly text: string;
}

/** @param slugs of the pages that there are */
function wishOf(text: string, slugs: readonly string[]): Wish {
  if (checks.some(({ name }) => name === text)) return { about: 'check', text };
  const path = posix.normalize(text).replace(/\/$/, '');
  if (testFiles().some((file) => file === path || file.startsWith(`${path}/`)))
    return { about: 'path', text: path };
  const slug = text.replaceAll(/^\/|\/$/g, '');
  if (experimentIds.includes(slug) || slugs.some((each) => `/${each}`.endsWith(`/${slug}`)))
    return { about: 'name', text: slug };
  throw new UsageError(
    `nothing is called "${text}": not a check (${checks.map(({ name }) => name).join(', ')}), not a path under test/, not an experiment, not a page`,
  );
}

/** @throws UsageError for a name that nothing has */
export function only(texts: readonly string[], slugs: readonly string[]): Choice {
  const wishes = texts.map((text) => wishOf(text, slugs));
  const ids = wishes.flatMap(({ about, text }) =>
    about === 'name' && experimentIds.includes(text) ? [text] : [],
  );
  const fulfils = (wish: Wish, check: Check, part: Part) => {
    if (wish.about === 'check') return wish.text === check.name;
    if (wish.about === 'path')
      return part.file === wish.text || part.file?.startsWith(`${wish.text}/`) === true;
    return (ids.includes(wish.text) && isAbout(wish.text, part)) || isPage(wish.text, part);
  };
  const isWhole = (file: string) =>
    wishes.some(({ about, text }) => about !== 'name' && takesWhole(about, text, file));
  return {
    takes: (check, part) => wishes.some((wish) => fulfils(wish, check, part)),
    has: (check) =>
      wishes.some((wish) =>
        wish.about === 'name'
          ? check.name === 'browsers' || (check.name === 'unit' && ids.includes(wish.text))
          : check.parts().some((part) => fulfils(wish, check, part)) || wish.text === check.name,
      ),
    asked: (file) => (file === RUNS && !isWhole(file) ? ids : []),
    commands: {},
  };
}

/** Whether a check or a path takes a whole file. */
function takesWhole(about: Wish['about'], text: string, file: string): boolean {
  if (about === 'path') return file === text || file.startsWith(`${text}/`);
  return checks.some((check) => check.name === text && check.parts().some((part) => part.file === file));
}
