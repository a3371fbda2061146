/** Each way to pick one of several samples picks by its own mark, and the first of equals. */
import { expect, test } from 'vitest';
import { pickers, type Sample } from '../../sim/experiments/evaluation/pickers.ts';

const sample = (
  length: number,
  likelihood: number,
  verdict: Sample['verdict'],
  score: number,
  gold: number,
) => ({ answer: Array.from({ length }, () => 1), likelihood, verdict, score, gold }) satisfies Sample;

const samples = [
  sample(3, -5, 'USUAL', 0.1, 0.2),
  sample(7, -9, 'AVOID', 0.3, -0.6),
  sample(4, -1, 'REDUCE', 0.2, 0.1),
  sample(5, -4, 'USUAL', 0.9, 0.5),
  sample(4, -6, undefined, 0.4, 1),
];

test('length, likelihood, votes, reward model, truth', () => {
  expect(pickers.map((pick) => samples.indexOf(pick(samples) as (typeof samples)[number]))).toEqual([
    1, 2, 3, 3, 4,
  ]);
});

test('of equals the first; a sample without a verdict has no vote', () => {
  const same = [sample(4, -2, undefined, 0.5, 0), sample(4, -2, undefined, 0.5, 0)];
  for (const pick of pickers) expect(pick(same)).toBe(same[0]);
  const [, , commonest] = pickers;
  const garbled = [
    sample(4, -1, undefined, 0, 0),
    sample(4, -1, undefined, 0, 0),
    sample(4, -3, 'AVOID', 0, 0),
  ];
  expect(commonest!(garbled)).toBe(garbled[2]);
});
