/** What a check is made of: a command, or a test file, or the part of one that is about an engine, an experiment, a page. */

export interface Part {
  /** Under which its cost is remembered: a name, a file, a file and an item. */
  readonly key: string;
  readonly file?: string;
  /** Handed to the file in ASKED. */
  readonly item?: string;
}

export const fileOf = (file: string): Part => ({ key: file, file });
export const itemOf = (file: string, item: string): Part => ({ key: `${file} ${item}`, file, item });

/** Seconds of each part, as last measured. */
export type Costs = Readonly<Record<string, number>>;

/** For what was never measured. */
const UNKNOWN_S = 6;

export const costOf = (parts: readonly Part[], costs: Costs): number =>
  parts.reduce((sum, { key }) => sum + (costs[key] ?? UNKNOWN_S), 0);

/**
 * Parts in bundles of about as many seconds, the longest first; one that is longer stands alone. Whole files share
 * bundles; items keep to those of their file, since what is asked of one would be asked of the other.
 */
export function bundle(parts: readonly Part[], costs: Costs, seconds: number): Part[][] {
  const bundles: { readonly home: string; readonly parts: Part[]; cost: number }[] = [];
  const priced = parts.map((part) => ({ part, cost: costOf([part], costs) }));
  for (const { part, cost } of priced.sort((a, b) => b.cost - a.cost)) {
    const home = part.item === undefined ? '' : part.file!;
    const room = bundles.find((each) => each.home === home && each.cost + cost <= seconds);
    if (room) {
      room.parts.push(part);
      room.cost += cost;
    } else bundles.push({ home, parts: [part], cost });
  }
  return bundles.map(({ parts: bundled }) => bundled);
}
