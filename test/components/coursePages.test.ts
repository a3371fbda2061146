/** What the reference pages read from the sources of the others: nothing is lost, and numbers are those of the pages. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { coursePages, placedFigures, type Placed } from '../../components/text/coursePages.ts';
import { works } from '../../components/text/bibliography.ts';
import { glossary, sectionOf } from '../../components/text/glossary.ts';
import { notation } from '../../components/text/notation.ts';
import { symbols, symbolsIn } from '../../components/text/symbols.ts';
import { experimentIds } from '../../sim/experiments/index.ts';
import { readPage } from '../../src/plugins/pages.ts';

const slugs = coursePages.map(({ slug }) => slug);
const all = (name: string) =>
  coursePages.flatMap(({ slug, components }) =>
    components
      .filter((each) => each.name === name)
      .map((each): Placed & { slug: string } => ({ ...each, slug })),
  );

describe('the sources of the pages', () => {
  test('are read in the order of the course', () => {
    const chapters = coursePages.flatMap(({ chapter }) => (chapter === undefined ? [] : [chapter]));
    expect(chapters).toEqual(chapters.toSorted((a, b) => a - b));
    expect(slugs.indexOf('part-2/kl')).toBeGreaterThan(slugs.indexOf('part-1/pipeline'));
  });

  test('give figures the numbers that their pages give them', () => {
    expect(placedFigures.length).toBeGreaterThan(30);
    for (const { page, id, label, experiment } of placedFigures) {
      expect(readPage(page.slug, 'content')?.targets.get(id)?.label, id).toBe(label);
      expect(experimentIds).toContain(experiment);
    }
  });

  test('hold lists of symbols and checked claims that can be read without rendering', () => {
    expect(all('Where').length).toBeGreaterThan(30);
    for (const { slug, attributes, within, section } of all('Where')) {
      expect(Array.isArray(attributes['rows']), `${slug} ${within}`).toBe(true);
      expect(within ?? section, slug).toBeDefined();
    }
    for (const { slug, attributes, section } of all('SourceClaim')) {
      for (const column of ['claim', 'right'])
        expect(Array.isArray(attributes[column]), `${slug} ${column}`).toBe(true);
      expect(section, slug).toMatch(/^sec-/);
    }
  });
});

describe('symbols', () => {
  test.each([
    ['s_c,\\ s_r', ['s_c', 's_r']],
    ['r(x,y)', ['r(x,y)']],
    ['y_1,\\dots,y_T', ['y_1,\\dots,y_T']],
    ['K=b\\,r', ['K=b\\,r']],
    ['n_{i,j}, n', ['n_{i,j}', 'n']],
  ])('%s', (written, parts) => {
    expect(symbolsIn(written)).toEqual(parts);
  });

  test('have one row each, with all that the equations say of them', () => {
    const names = symbols.map(({ tex }) => tex.replace(/\s/g, ''));
    expect(new Set(names).size).toBe(names.length);
    const written = [
      ...all('Where').flatMap(({ attributes }) => attributes['rows'] as { meaning: string }[]),
      ...notation.on,
    ].map(({ meaning }) => meaning);
    const kept = symbols.flatMap(({ meanings }) => meanings.map(({ meaning }) => meaning));
    expect(new Set(kept)).toEqual(new Set(written));
  });

  test('show that a letter stands for several things', () => {
    expect(symbols.find(({ tex }) => tex === '\\alpha')?.meanings.length).toBeGreaterThan(1);
  });
});

describe('the works', () => {
  test('are all cited by a page, in sections that it has', () => {
    expect(works.filter(({ cited }) => cited.length === 0).map(({ entry }) => entry.key)).toEqual([]);
    for (const { entry, cited } of works)
      for (const { page, section } of cited)
        if (section !== undefined)
          expect(page.sections.get(section), `${entry.key}, ${section}`).toMatch(/\S/);
  });

  test('name every section that cites them', () => {
    const written = all('Cite').map(
      ({ slug, section, attributes }) => `${String(attributes['key'])} ${slug} ${section}`,
    );
    const named = works.flatMap(({ entry, cited }) =>
      cited.map(({ page, section }) => `${entry.key} ${page.slug} ${section}`),
    );
    expect(new Set(named)).toEqual(new Set(written));
    expect(new Set(named).size).toBe(named.length);
  });
});

describe('the glossary', () => {
  const ids = (JSON.parse(readFileSync('content/glossary.json', 'utf8')) as { id: string }[]).map(
    ({ id }) => id,
  );

  test('has at least 120 words, each once, in order', () => {
    expect(ids.length).toBeGreaterThanOrEqual(120);
    expect(ids).toEqual([...new Set(ids)].sort());
    const terms = glossary.map(({ term }) => term.toLowerCase());
    expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([]);
  });

  test.each(glossary.map((entry) => [entry.term, entry] as const))('%s is explained', (_, entry) => {
    expect(slugs).toContain(entry.in);
    expect(entry.means).toMatch(/^\p{L}.{20,}\.$/u);
    // One sentence to three, none of them the word itself again.
    expect(entry.means.match(/[.?](?= \p{Lu}|$)/gu)!.length).toBeLessThanOrEqual(3);
    expect(entry.means.toLowerCase()).not.toMatch(new RegExp(`^(an? |the )?${plain(entry.term)} is`));
    for (const id of entry.see ?? []) expect(ids, id).toContain(id);
    expect(entry.see ?? []).not.toContain(entry.id);
  });

  test('leads to a section that the page has', () => {
    for (const entry of glossary) {
      const { sections } = coursePages.find(({ slug }) => slug === entry.in)!;
      expect([...sections.keys()], entry.id).toContain(sectionOf(entry));
    }
  });

  test('gives each name to one word', () => {
    const names = glossary.flatMap(({ term, also = [] }) =>
      [term, ...also].map((name) => name.toLowerCase()),
    );
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  /** As it is compared: no remark in brackets, no hyphens, one apostrophe, one spelling, singular. */
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/ \(.*\)$/, '')
      .replace(/[-\s]+/g, ' ')
      .replaceAll('’', "'")
      .replace(/[*_`]/g, '')
      .replace(/isation/g, 'ization');

  test('explains words that a page uses, and says which none needs', () => {
    const written = new Map(slugs.map((slug) => [slug, plain(readFileSync(`content/${slug}.mdx`, 'utf8'))]));
    const used = new Set(all('Term').map(({ attributes }) => attributes['of']));
    const writes = (slug: string, name: string): boolean =>
      new RegExp(`(?<![\\p{L}\\d])${plain(name).replace(/[+*?^$.()[\]{}|\\]/g, '\\$&')}(?:s|es)?(?![\\p{L}\\d])`, 'u').test(written.get(slug)!); // prettier-ignore
    const missing = glossary.filter(
      ({ id, term, also = [], in: slug, only }) =>
        only === undefined && !used.has(id) && ![term, ...also].some((name) => writes(slug, name)),
    );
    expect(missing.map(({ id, in: slug }) => `${id}: not on ${slug}`)).toEqual([]);
  });
});
