/**
 * What the browser tests do as a reader does it: a click, a tap, a key, a text typed, a choice, a turn of the wheel, sent by
 * the protocol of the browser. Each test file notes its own when it is done; a whole run adds them up. What a test sets
 * off by script inside a page does not count.
 */
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';

const FILE = 'test/output/deeds.jsonl';

/** What was done, and to what ("click #run"): how often. */
export type Deeds = Readonly<Record<string, number>>;

export const forgetDeeds = (): void => rmSync(FILE, { force: true });

export function noteDeeds(deeds: Deeds): void {
  if (Object.keys(deeds).length > 0) appendFileSync(FILE, `${JSON.stringify(deeds)}\n`);
}

/** "1,234 actions in browsers (812 clicks, …), 456 of them different"; undefined if there were none. */
export function deedsInWords(): string | undefined {
  if (!existsSync(FILE)) return undefined;
  const all = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => Object.entries(JSON.parse(line) as Deeds));
  const kinds = new Map<string, number>();
  for (const [deed, count] of all) {
    const [kind = ''] = deed.split(' ');
    kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  }
  const total = [...kinds.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...kinds].toSorted((a, b) => b[1] - a[1]).map(([kind, count]) => `${kind} ${count}`);
  const different = new Set(all.map(([deed]) => deed)).size;
  return `${total} actions of a reader in browsers (${parts.join(', ')}), ${different} of them different`;
}
