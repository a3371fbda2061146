/** Notes of the slides of one deck: those of its file, or sentences of the chapter. */
import { finding, writtenFinding } from '../../figure/finding.ts';
import { inline } from '../../text/inline.ts';
import type { CoursePage } from '../../text/coursePages.ts';
import { escape } from '../../writing.ts';
import type { DeckFile } from './declared.ts';
import { paragraphsIn } from './passages.ts';
import { firstSentence } from './prose.ts';
import type { Notes } from './slides.ts';

export interface Notebook {
  /** What the file has for this slide; else these sentences, as far as there are any. */
  noted(key: string, ...derived: readonly (string | undefined)[]): Notes;
  /** How the next paragraph of a section begins: each slide of it has another one. */
  opening(section: string | undefined): Promise<string | undefined>;
  /** Slides that have asked for notes. */
  readonly keys: ReadonlySet<string>;
}

/** The first sentences of the paragraphs of a section, as far as they can stand alone. */
async function openings(page: CoursePage, section: string): Promise<string[]> {
  const said = await Promise.all(paragraphsIn(page, section).map((each) => firstSentence(each, page)));
  return said.filter((sentence): sentence is string => sentence !== undefined && sentence !== '');
}

/** `{finding:ppo.goldAfter}`, or `{finding:ppo.kl bare}` without its unit. */
const QUOTED = /\{finding:([\w.-]+)( bare)?\}/;

/** A note with the numbers that it quotes. */
async function withNumbers(note: string): Promise<string> {
  const quoted = QUOTED.exec(note);
  if (!quoted) return inline(note);
  const [whole, of = '', bare] = quoted;
  const number = writtenFinding(await finding(of), { bare: bare !== undefined });
  const after = await withNumbers(note.slice(quoted.index + whole.length));
  return inline(note.slice(0, quoted.index)) + escape(number) + after;
}

export async function openNotebook(
  page: CoursePage,
  { notes = {}, minutes = {} }: DeckFile,
): Promise<Notebook> {
  const written = new Map(
    await Promise.all(
      Object.entries(notes).map(async ([key, note]) => [key, await withNumbers(note)] as const),
    ),
  );
  const keys = new Set<string>();
  const taken = new Map<string, number>();
  return {
    keys,
    noted(key, ...derived) {
      keys.add(key);
      const html = written.get(key);
      const rest = { derived: html === undefined, minutes: minutes[key] };
      return { html: html ?? derived.filter(Boolean).join(' '), ...rest };
    },
    async opening(section) {
      if (section === undefined) return undefined;
      const at = taken.get(section) ?? 0;
      taken.set(section, at + 1);
      return (await openings(page, section))[at];
    },
  };
}
