/** What the chapter on distribution shift says of its recorded sweep, and of five other seeds beside it: seed by seed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Cell } from '../../sim/sweep.ts';

const { cells } = JSON.parse(readFileSync('content/sweeps/rounds-of-labels.json', 'utf8')) as {
  cells: Cell[];
};
const { findings } = JSON.parse(readFileSync('content/recordings/distribution-shift.json', 'utf8')) as {
  findings: Record<string, readonly number[]>;
};
const [cell] = cells;
const beside = (metric: string) => cell!.beside![metric]!;
/** On how many seeds the first is larger. */
const ahead = (first: readonly number[], second: readonly number[]) =>
  first.filter((value, seed) => value > second[seed]!).length;

test('in accuracy the labels on PPO’s answers are ahead on four of five seeds, and on two of eight others', () => {
  expect(ahead(findings['onPolicyEnd']!, findings['onPolicyOtherEnd']!)).toBe(4);
  expect(ahead(cell!.values, beside('onPolicyOther'))).toBe(2);
});

test('in true quality they are ahead on ten of thirteen, by a few hundredths', () => {
  const [own, other] = [
    [...findings['goldEnd']!, ...beside('gold')],
    [...findings['goldOtherEnd']!, ...beside('goldOther')],
  ];
  expect(own).toHaveLength(13);
  expect(ahead(own, other)).toBe(10);
  for (const [seed, gold] of own.entries()) expect(Math.abs(gold - other[seed]!)).toBeLessThan(0.1);
});

test('on the five seeds of the findings both end above round 0 in true quality', () => {
  for (const end of ['goldEnd', 'goldOtherEnd'])
    expect(ahead(findings[end]!, findings['goldFirst']!)).toBe(5);
});
