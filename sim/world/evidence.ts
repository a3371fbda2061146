/** Who says so, in which edition, and how that is known: as a reader gets it beside a key or an example. */
import type { Evidence } from './formulary.ts';

export const evidenceWords: Readonly<Record<Evidence, string>> = {
  read: 'read in the source',
  extract: 'known from an extract',
  knowledge: 'named from professional knowledge, not read',
};

/** Without an edition of its own, a source has the years that stand in its name. */
interface Named {
  readonly authority: string;
  readonly edition?: string;
  readonly checked: Evidence;
}

/** One authority of several lacks a year: which edition was meant is not known. */
const lacksYear = (authority: string) => authority.split(';').some((each) => !/\b(19|20)\d\d\b/.test(each));

/** "KDIGO 2012 [known from an extract]"; brackets, since names of labels have parentheses. */
export function sourceText({ authority, edition, checked }: Named): string {
  const shown = edition ?? (lacksYear(authority) ? 'edition not recorded' : undefined);
  return `${authority} [${[...(shown ? [shown] : []), evidenceWords[checked]].join('; ')}]`;
}
