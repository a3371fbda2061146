/**
 * The sections of the pages that Pagefind found in which every word of a question stands. Pagefind compares stems, and where
 * it knows no such word, ever shorter beginnings: asked for "Kullback" it answers with every K. Here a word counts if it
 * begins with what was asked.
 */

/** A page as Pagefind has read it: its text, and where in it the elements with an id begin, counted in words. */
export interface ReadPage {
  readonly url: string;
  readonly meta: { readonly title?: string };
  readonly content: string;
  readonly anchors: readonly {
    readonly element: string;
    readonly id: string;
    readonly text?: string;
    readonly location: number;
  }[];
}

export interface FoundSection {
  readonly page: string;
  readonly title: string;
  readonly url: string;
  /** Words around the first match, and whether each is one. */
  readonly excerpt: readonly { readonly word: string; readonly found: boolean }[];
}

/** Headings, and the words of the glossary. */
const BEGINS = /^(?:h[2-6]|dt)$/;
const EXCERPT = { before: 6, words: 32 };

const withoutMarks = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The words of a question: "Kullback–Leibler" asks for two. */
export const asked = (question: string): string[] => withoutMarks(question).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Who asks for several finds one. */
const singular = (word: string) => (/[^siu]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word);

/** Whether what stands between two spaces holds the word that was asked for, or one that begins with it. */
const holds = (written: string, word: string): boolean =>
  asked(written).some((part) => part.startsWith(singular(word)));

interface Ranked extends FoundSection {
  /** 0: the title has all words; 1: they stand side by side; 2: somewhere in the section. */
  readonly rank: number;
}

/** @param pages best first, as Pagefind ranks them */
export function sectionsFound(pages: readonly ReadPage[], words: readonly string[]): FoundSection[] {
  if (words.length === 0) return [];
  // In each rank, the best section of every page goes before the second of any.
  const found = pages.flatMap((page) => {
    const seen = [0, 0, 0];
    return sectionsOf(page, words).map((section) => ({ section, turn: seen[section.rank]!++ }));
  });
  return found
    .toSorted((a, b) => a.section.rank - b.section.rank || a.turn - b.turn)
    .map(({ section: { page, title, url, excerpt } }) => ({ page, title, url, excerpt }));
}

function sectionsOf(page: ReadPage, words: readonly string[]): Ranked[] {
  const text = page.content.split(/[^\S\uFEFF]+/);
  const name = page.meta.title ?? '';
  const anchors = page.anchors
    .filter(({ element, text }) => BEGINS.test(element) && text)
    .toSorted((a, b) => a.location - b.location);
  const starts = [{ id: '', text: name, location: 0 }, ...anchors];
  return starts.flatMap(({ id, text: title = '', location }, i) => {
    const section = text.slice(location, starts[i + 1]?.location);
    const places = words.map((word) => section.findIndex((written) => holds(written, word)));
    if (places.includes(-1)) return [];
    const together = section.findIndex((_, at) =>
      words.every((word, offset) => holds(section[at + offset] ?? '', word)),
    );
    const titled = words.every((word) => holds(title, word));
    const from = Math.max(0, (together >= 0 ? together : Math.min(...places)) - EXCERPT.before);
    return {
      page: name,
      title,
      url: id === '' ? page.url : `${page.url}#${id}`,
      excerpt: section.slice(from, from + EXCERPT.words).map((word) => ({
        word,
        found: words.some((asked) => holds(word, asked)),
      })),
      rank: titled ? 0 : together >= 0 ? 1 : 2,
    };
  });
}
