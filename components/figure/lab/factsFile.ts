/** A reader's own file of facts: read here, checked, kept as text, and sent nowhere. */
import { hashWords } from '../../../sim/hash.ts';
import type { Problem } from '../../../sim/world/own/file.ts';
import type { Understood } from '../../../sim/world/own/understood.ts';
import { download } from './download.ts';

export interface FactsFile {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
  readonly understood: Understood;
}

/** What became of a file. */
export type Opened =
  | { readonly ok: true; readonly file: FactsFile }
  | { readonly ok: false; readonly name: string; readonly problems: readonly Problem[] };

/** In bytes; the reader's limit is in characters, of which none has more than four. */
const LARGEST_FILE = 4_000_000;

const refused = (name: string, reason: string): Opened => ({
  ok: false,
  name,
  problems: [{ line: 1, reason }],
});

export async function openFacts(file: File): Promise<Opened> {
  if (file.size > LARGEST_FILE)
    return refused(file.name, 'this file is too large: a million characters are the most');
  let text: string;
  try {
    // Not file.text(): Chromium takes UTF-16 for what it is there, and a file would be read in one browser only.
    text = new TextDecoder().decode(await file.arrayBuffer());
  } catch {
    return refused(file.name, 'this file could not be read');
  }
  return readFacts(file.name, text);
}

/** The program that reads it is loaded when there is something to read. */
export async function readFacts(name: string, text: string): Promise<Opened> {
  let understand: (text: string) => Understood | readonly Problem[];
  try {
    ({ understand } = await import('../../../sim/world/own/understood.ts'));
  } catch {
    return refused(name, 'the program that reads facts could not be loaded, so nothing was opened');
  }
  const understood = understand(text);
  if (!('title' in understood)) return { ok: false, name, problems: understood };
  const hash = hashWords(Array.from(text, (letter) => letter.codePointAt(0)!));
  return { ok: true, file: { name, text, hash, understood } };
}

/** Of a long list: so many problems, and how many more there are. */
const SHOWN = 20;

export function problemsShown(problems: readonly Problem[]): {
  readonly shown: readonly Problem[];
  readonly more: number;
} {
  return { shown: problems.slice(0, SHOWN), more: Math.max(0, problems.length - SHOWN) };
}

/** The shipped file that the settings name, as a file to start from. */
export async function saveExample(name: string, kind: 'csv' | 'json'): Promise<void> {
  const { fileOf, shippedText } = await import('../../../sim/examples/shippedWorlds.ts');
  const text = shippedText(name as Parameters<typeof shippedText>[0]);
  if (kind === 'json') {
    download(`${name}.json`, 'application/json', text);
    return;
  }
  const { writeCsv } = await import('../../../sim/world/own/writeCsv.ts');
  // With a byte-order mark a spreadsheet opens it as UTF-8.
  download(`${name}.csv`, 'text/csv', `\ufeff${writeCsv(fileOf(text))}`);
}
