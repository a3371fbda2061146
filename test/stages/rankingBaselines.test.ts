/** What ranks pairs without a label: likelihood, length and chance, ties one half. */
import { expect, test } from 'vitest';
import { batchOf, meanLoss } from '../../sim/stages/languageModel.ts';
import { baselinesOn, logLikelihoods } from '../../sim/stages/rankingBaselines.ts';
import type { PreferencePair } from '../../sim/stages/rewardModel.ts';
import { standardOf, standardised } from '../../sim/stages/standard.ts';
import { smallModels } from './models.ts';

const prompt = [8, 9];
const answers = [
  [1, 0],
  [2, 3, 0],
  [7, 7, 7, 0],
  [4, 0],
  [5, 6, 0],
];
const responses = answers.map((answer) => ({ prompt, answer }));
const model = smallModels(1)[0]!;

test('the likelihood of an answer is the sum over its tokens, whatever stands beside it', () => {
  const together = logLikelihoods(model, responses);
  for (const [i, { answer }] of responses.entries()) {
    const { loss } = meanLoss(model, batchOf([[...prompt, ...answer]], prompt.length));
    expect(together[i]).toBeCloseTo(-loss * answer.length, 5);
  }
});

test('more answers than the model reads at once', () => {
  const many = Array.from({ length: 3 * model.capacity + 1 }, (_, i) => responses[i % responses.length]!);
  const all = logLikelihoods(model, many);
  expect(all).toHaveLength(many.length);
  expect(all.at(-1)).toBeCloseTo(logLikelihoods(model, [many.at(-1)!])[0]!, 5);
});

test('each baseline is the share of the pairs that it ranks as labelled', () => {
  const pair = (chosen: number, rejected: number): PreferencePair => ({
    chosen: responses[chosen]!,
    rejected: responses[rejected]!,
  });
  // By length: right, wrong, tie, tie.
  const pairs = [pair(2, 0), pair(3, 1), pair(0, 3), pair(1, 4)];
  const likely = logLikelihoods(model, responses);
  const ranked = [[2, 0], [3, 1], [0, 3], [1, 4]].filter(([c, r]) => likely[c!]! > likely[r!]!).length; // prettier-ignore
  expect(baselinesOn(model, pairs)).toEqual({ likelihood: ranked / 4, longer: 0.5, chance: 0.5 });
  expect(baselinesOn(model, [pair(2, 0), pair(1, 3), pair(0, 3)]).longer).toBeCloseTo(2.5 / 3, 12);
  const turned = pairs.map(({ chosen, rejected }) => ({ chosen: rejected, rejected: chosen }));
  expect(baselinesOn(model, turned).likelihood).toBe(1 - ranked / 4);
});

test('a standard gives its own scores mean 0 and deviation 1', () => {
  const scores = [3, 5, 10, -2];
  const standard = standardOf(scores);
  expect(standard.mean).toBe(4);
  const white = scores.map((score) => standardised(score, standard));
  expect(white.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 12);
  expect(white.reduce((sum, x) => sum + x * x, 0) / 4).toBeCloseTo(1, 12);
});
