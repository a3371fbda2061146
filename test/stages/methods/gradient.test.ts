/** The gradient that a method leaves in a transformer: its slopes against float64, and its direction against differences. */
import { describe, expect, test } from 'vitest';
import { bothKernels } from '../../kernels/kernels.ts';
import type { Transformer } from '../../../sim/model/transformer.ts';
import { centred } from '../../../sim/stages/methods/groupAdvantages.ts';
import { groupLoss } from '../../../sim/stages/methods/groupLoss.ts';
import {
  dpoLoss,
  ipoLoss,
  simpoLoss,
  type Likelihood,
  type PairLoss,
} from '../../../sim/stages/methods/preferenceLosses.ts';
import {
  pairOf,
  pairwise,
  preferenceGradient,
  referencePoint,
} from '../../../sim/stages/methods/preferenceOptimisation.ts';
import { tokenLogProbs, weightedGradient } from '../../../sim/stages/methods/weightedUpdate.ts';
import { tokenLoss } from '../../../sim/stages/nextTokenLoss.ts';
import { responseBatch, tokensByAnswer, type Response } from '../../../sim/stages/responses.ts';
import { slopeRatio, smallModels } from '../models.ts';

const pairs = [
  { chosen: { prompt: [1, 2], answer: [3, 4, 5] }, rejected: { prompt: [1, 2], answer: [6] } },
  { chosen: { prompt: [7, 8], answer: [9] }, rejected: { prompt: [7, 8], answer: [10, 1, 2, 3, 4] } },
];
const answers: readonly Response[] = pairs.flatMap(({ chosen, rejected }) => [chosen, rejected]);
const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);

/** log π of every token, from the model's logits in float64. */
function exact(model: Transformer): number[][] {
  const batch = responseBatch(answers);
  model.forward(batch);
  const { at, columns } = model.logits;
  return tokensByAnswer(batch).map((tokens) =>
    tokens.map((token) => {
      const row = model.kernels.heap.f32.subarray(at + token * columns, at + (token + 1) * columns);
      return -tokenLoss(Array.from(row), batch.targets[token]!);
    }),
  );
}

const losses: readonly (readonly [string, PairLoss])[] = [
  ['DPO', dpoLoss(0.5)],
  ['IPO', ipoLoss(0.5)],
  ['SimPO', simpoLoss(2, 0.5)],
];

describe.each(bothKernels().map((kernels, i) => [i, kernels] as const))('kernels %i', (_, kernels) => {
  const [policy, reference] = smallModels(2, kernels) as [Transformer, Transformer];
  const likelihoods = (): Likelihood[] => {
    const ofReference = exact(reference).map(sum);
    return exact(policy).map((tokens, i) => ({
      policy: sum(tokens),
      reference: ofReference[i]!,
      length: tokens.length,
    }));
  };

  test.each(losses)('%s: slopes within 2e-6 of those of float64', (_name, loss) => {
    const slopes = pairwise(loss);
    const read = preferenceGradient({ policy, reference }, pairs, slopes);
    const [ours, float64] = [slopes(read), slopes(likelihoods())];
    for (const [i, slope] of float64.entries())
      expect(Math.abs(ours[i]! - slope)).toBeLessThan(2e-6 * Math.max(1, Math.abs(slope)));
  });

  test.each(losses)(
    '%s: along its gradient the loss rises as fast as the gradient is long',
    (_name, loss) => {
      const value = () => {
        const all = likelihoods();
        return (loss(all[0]!, all[1]!).loss + loss(all[2]!, all[3]!).loss) / 2;
      };
      const ratio = slopeRatio(policy, value, () =>
        preferenceGradient({ policy, reference }, pairs, pairwise(loss)),
      );
      expect(Math.abs(ratio - 1)).toBeLessThan(2e-3);
    },
  );

  test('GRPO: the same, away from the policy that sampled', () => {
    const ref = exact(reference);
    const old = exact(policy).map((tokens, i) => tokens.map((each, t) => each + 0.05 * ((i + t) % 3) - 0.05));
    const advantages = centred([1, 0, 0.3, -0.2]);
    const each = (policyOf: readonly number[], i: number) =>
      groupLoss({ policy: policyOf, old: old[i]!, reference: ref[i]! }, advantages[i]!, policyOf.length, {
        clipRange: 0.2,
        beta: 0.3,
      });
    const ratio = slopeRatio(
      policy,
      () => sum(exact(policy).map((tokens, i) => each(tokens, i).loss)),
      () =>
        weightedGradient(policy, answers, (logProbs) => logProbs.map((tokens, i) => each(tokens, i).slopes)),
    );
    expect(Math.abs(ratio - 1)).toBeLessThan(2e-3);
  });

  test('KTO’s reference point is 0 for the reference itself, and never below', () => {
    expect(referencePoint({ policy: reference, reference }, pairs)).toBe(0);
    const shifted = referencePoint({ policy, reference }, pairs);
    const swapped = referencePoint({ policy: reference, reference: policy }, pairs);
    expect(Math.min(shifted, swapped)).toBe(0);
    expect(Math.max(shifted, swapped)).toBeGreaterThan(0);
  });

  test('log-probabilities are those of the logits', () => {
    const ours = tokenLogProbs(policy, answers);
    for (const [i, tokens] of exact(policy).entries())
      for (const [t, each] of tokens.entries()) expect(Math.abs(ours[i]![t]! - each)).toBeLessThan(2e-6);
  });
});

test('a judge who pays both answers alike makes no pair', () => {
  const responses = [pairs[0]!.chosen, pairs[0]!.rejected];
  expect(pairOf({ responses, rewards: [1, 1] })).toBeUndefined();
  expect(pairOf({ responses, rewards: [0, 1] })).toEqual({ chosen: responses[1], rejected: responses[0] });
});
