/** What is held out: no question of the test split is ever trained on. */
import type { Fact } from './fact.ts';
import { fractionOf, inFixedOrder } from './fraction.ts';

export type Split = 'train' | 'test';

const HELD_OUT = 0.25;

/** Of the (rate, weight) cells that several regimens share, the share that holds out one regimen. */
const SHARED_CELLS = 0.8;

/** One of several fixed draws: it leaves every class enough held-out questions. */
const DRAW = 'split 4';

/** Shown on the page: the model must not have seen it in any phrasing. */
const ALWAYS_HELD_OUT = 'renal metformin 28';

/** Facts that are held out whole: kidney cells, doses whose product another regimen still shows, unlisted pairs. */
export function heldOutFacts(facts: readonly Fact[]): Set<string> {
  const keys = new Set<string>([ALWAYS_HELD_OUT]);
  const cells = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (fact.neverAsked) keys.add(fact.key);
    if (fact.questionClass === 'renal' && fractionOf(`${DRAW} ${fact.key}`) < HELD_OUT) keys.add(fact.key);
    if (fact.questionClass !== 'dose') continue;
    const cell = `${fact.rate!} ${fact.weight!}`;
    cells.set(cell, [...(cells.get(cell) ?? []), fact]);
  }
  for (const [cell, regimens] of cells) {
    if (regimens.length < 2 || fractionOf(`${DRAW} cell ${cell}`) >= SHARED_CELLS) continue;
    keys.add(inFixedOrder(regimens, ({ key }) => `${DRAW} ${key}`)[0]!.key);
  }
  return keys;
}

/** Facts that are known in training lose a quarter of their phrasings, never the last one. */
export function splitPhrasings(fact: Fact, phrasings: readonly (readonly string[])[]): Split[] {
  if (fact.questionClass === 'renal' || fact.questionClass === 'dose') return phrasings.map(() => 'train');
  const at = phrasings.map((words) => fractionOf(`${DRAW} ${words.join(' ')}`));
  const kept = at.indexOf(Math.max(...at));
  return at.map((fraction, i) => (fraction < HELD_OUT && i !== kept ? 'test' : 'train'));
}
