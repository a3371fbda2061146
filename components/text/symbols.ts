/** The symbols of the course, from the lists under its equations and what these leave out. Build time only (Node). */
import { coursePages, type CoursePage } from './coursePages.ts';
import { notation, type Written } from './notation.ts';

export interface Meaning {
  /** What stands in the list, if it is more than the symbol: "Δ = s_c − s_r", "b, r". */
  readonly full: string | undefined;
  readonly meaning: string;
  readonly unit: string | undefined;
  /** Where it says so: a page, and the id of the equation or else of the section. */
  readonly places: readonly { readonly page: CoursePage; readonly id: string | undefined }[];
}

export interface CourseSymbol {
  readonly tex: string;
  readonly meanings: readonly Meaning[];
}

/** Cuts at a mark that stands in no bracket and belongs to no command, as the comma of `\,` does. */
export function cutAt(tex: string, mark: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const letter of tex) {
    if ('([{'.includes(letter)) depth++;
    if (')]}'.includes(letter)) depth--;
    if (letter === mark && depth === 0 && !part.endsWith('\\')) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}

/** 's_c,\\ s_r' → s_c and s_r; a series, 'y_1,\\dots,y_T', stays whole. */
export function symbolsIn(symbol: string): string[] {
  if (/\\[cl]?dots/.test(symbol)) return [symbol];
  return cutAt(symbol, ',').map((part) => part.replace(/^(?:\\ |\\quad|\s)+/, '').trim());
}

/** Without accents and commands: '\\hat A_t' is sorted under a. */
const sortKey = (tex: string) =>
  tex.replace(/\\(?:hat|bar|mathrm|mathcal|mathbb|text|tilde)\b/g, '').replace(/[^A-Za-z0-9]/g, '');

interface Said extends Meaning {
  readonly tex: string;
}

function readAt(page: CoursePage, id: string | undefined, { symbol, meaning, unit }: Written): Said[] {
  return symbolsIn(symbol).map((each) => {
    const tex = cutAt(each, '=')[0]!.trim();
    return { tex, full: symbol === tex ? undefined : symbol, meaning, unit, places: [{ page, id }] };
  });
}

const said: readonly Said[] = coursePages.flatMap((page) => [
  ...page.components
    .filter(({ name }) => name === 'Where')
    .flatMap(({ attributes, within, section }) =>
      (attributes['rows'] as readonly Written[]).flatMap((row) => readAt(page, within ?? section, row)),
    ),
  ...notation.on
    .filter(({ at }) => at.startsWith(`${page.slug}#`))
    .flatMap((row) => readAt(page, row.at.split('#')[1], row)),
]);

function grouped<T>(list: readonly T[], keyOf: (each: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return [...groups.values()];
}

function together(rows: readonly Said[]): Meaning[] {
  const byText = grouped(rows, ({ meaning, full }) => `${full ?? ''}|${meaning}`);
  return byText.map((same) => ({ ...same[0]!, places: same.flatMap(({ places }) => places) }));
}

/** In alphabetical order, whatever the alphabet: α stands under a, as “alpha”. */
export const symbols: readonly CourseSymbol[] = grouped(said, ({ tex }) => tex.replace(/\s/g, ''))
  .map((rows) => ({ tex: rows[0]!.tex, meanings: together(rows) }))
  .toSorted((a, b) => sortKey(a.tex).localeCompare(sortKey(b.tex), 'en'));
