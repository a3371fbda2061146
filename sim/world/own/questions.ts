/** Every fact in each of its phrasings, six words, and which of them are held out. */
import { inFixedOrder } from '../fraction.ts';
import type { Split } from '../split.ts';
import type { OwnFact } from './facts.ts';
import type { OwnHead } from './file.ts';
import { wordOf } from './words.ts';

export interface Phrased {
  readonly fact: OwnFact;
  readonly words: readonly string[];
  readonly split: Split;
}

function phrasing(verb: string, { kind, thing, value, case: inCase }: OwnFact, head: OwnHead): string[] {
  const start = [wordOf(verb), thing];
  switch (kind) {
    case 'case':
      return [...start, wordOf(head.link), inCase!, wordOf(head.who), '?'];
    case 'axis':
      return [...start, wordOf(head.axis), String(Math.floor(value! / 10)), String(value! % 10), '?'];
    case 'unknown':
      return [...start, wordOf(head.axis), 'not', 'known', '?'];
  }
}

/** Of the values of a thing on the axis. */
const HELD_OUT_VALUES = 0.25;
/** Of the other facts, the share that loses one phrasing. */
const HELD_OUT_PHRASINGS = 0.5;

/** The keys of values that are held out in every phrasing: a quarter of those of a thing, never all of a row. */
function heldOutValues(facts: readonly OwnFact[]): Set<string> {
  const byThing = new Map<string, OwnFact[]>();
  for (const fact of facts) {
    if (fact.kind !== 'axis') continue;
    const { thing } = fact;
    byThing.set(thing, [...(byThing.get(thing) ?? []), fact]);
  }
  const keys = new Set<string>();
  for (const values of byThing.values()) {
    const most = Math.floor(HELD_OUT_VALUES * values.length);
    const left = new Map<OwnFact['row'], number>();
    for (const { row } of values) left.set(row, (left.get(row) ?? 0) + 1);
    let taken = 0;
    for (const { key, row } of inFixedOrder(values, (fact) => `own split ${fact.key}`)) {
      if (taken === most) break;
      const others = left.get(row)! - 1;
      if (others === 0) continue;
      left.set(row, others);
      keys.add(key);
      taken += 1;
    }
  }
  return keys;
}

export function phrasedOf(facts: readonly OwnFact[], head: OwnHead): Phrased[] {
  const values = heldOutValues(facts);
  const others = facts.filter(({ kind, neverAsked }) => kind !== 'axis' && !neverAsked);
  // Role by role, so that each that occurs is measured.
  const losing = new Set<string>();
  for (const role of new Set(others.map((fact) => fact.role))) {
    const ofRole = inFixedOrder(
      others.filter((fact) => fact.role === role),
      ({ key }) => `own phrasing ${key}`,
    );
    for (const { key } of ofRole.slice(0, Math.ceil(HELD_OUT_PHRASINGS * ofRole.length))) losing.add(key);
  }
  return facts.flatMap((fact) => {
    const { key } = fact;
    const phrasings = head.verbs.map((verb) => phrasing(verb, fact, head));
    const isHeldOut = fact.neverAsked === true || values.has(key);
    const lost = losing.has(key)
      ? inFixedOrder(phrasings, (words) => `own phrasing ${words.join(' ')}`)[0]
      : undefined;
    return phrasings.map((words) => ({
      fact,
      words,
      split: isHeldOut || words === lost ? ('test' as const) : ('train' as const),
    }));
  });
}
