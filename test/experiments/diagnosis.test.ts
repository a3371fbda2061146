/** The faults of the broken runs are what the page says of them, and sampler and trainer are measured as it says. */
import { describe, expect, test } from 'vitest';
import { setupOf } from '../../sim/experiments/ppo/brokenSetups.ts';
import { acrossAnswers, creditOf, oneLate } from '../../sim/experiments/ppo/faults.ts';
import { decodedLogits } from '../../sim/experiments/methods/decoded.ts';
import {
  effectiveShare,
  logDistributions,
  meanDivergence,
  round,
  samplers,
} from '../../sim/experiments/methods/samplers.ts';
import { exp } from '../../sim/float.ts';
import type { Transformer } from '../../sim/model/transformer.ts';
import { opinionOf } from '../../sim/stages/divergence.ts';
import { episodesOf } from '../../sim/stages/ppo.ts';
import type { Trajectory } from '../../sim/stages/rollout.ts';
import { decoderOf, smallModels } from '../stages/models.ts';

/** Two answers of two tokens, of a value head that foretells nothing. */
const trajectories = [0, 1].map((s): Trajectory => ({
  response: { prompt: [1, 2], answer: [3 + s, 0] },
  logProbs: [-0.5, -0.25],
  logProbsRef: [-0.5, -0.25],
  values: [0, 0],
  shares: [0, 0],
  score: 0,
}));
const rewards = [
  [0, 1],
  [0, -1],
];
const discounts = { gamma: 1, lambda: 0.98 };

describe('credit across answers', () => {
  test('is the worked example of the page: the good answer loses what it has earned', () => {
    const within = episodesOf(trajectories, rewards, discounts).flatMap(({ returns }) => returns);
    expect(within).toEqual([0.98, 1, -0.98, -1]);
    const across = acrossAnswers(trajectories, rewards, discounts).flatMap(({ returns }) => returns);
    [0.0388, 0.0396, -0.98, -1].forEach((value, i) => expect(across[i]).toBeCloseTo(value, 4));
  });
  test('with λ = 0 there is nothing to leak', () => {
    const none = { gamma: 1, lambda: 0 };
    expect(acrossAnswers(trajectories, rewards, none)).toEqual(episodesOf(trajectories, rewards, none));
  });
});

describe('a mask one token late', () => {
  const [episode] = episodesOf(trajectories, rewards, discounts);
  test('takes the first token for prompt, and pays the second for the first', () => {
    const late = oneLate(episode!);
    expect(late.response).toEqual({ prompt: [1, 2, 3], answer: [0] });
    expect(late.logProbsOld).toEqual([-0.25]);
    expect(late.advantages).toEqual([episode!.advantages[0]]);
    expect(late.returns).toEqual([episode!.returns[0]]);
  });
  test('leaves nothing to learn from an answer of one token', () => {
    const short = { ...episode!, response: { prompt: [1], answer: [0] }, logProbsOld: [-1], returns: [2] };
    expect(oneLate(short)).toEqual({ ...short, advantages: [0] });
  });
  test('the right credit is the library’s own', () => {
    expect(creditOf('answer', 0)).toBe(episodesOf);
  });
});

describe('setups', () => {
  const runs = {
    one: 'mask',
    two: 'labels',
    three: 'passes',
    four: 'sign',
    five: 'labels',
    six: 'answers',
  } as const;
  const healthy = setupOf('healthy', 'nothing');
  test.each(Object.entries(runs))('run %s differs from the healthy one, and not after "%s"', (name, mend) => {
    const run = name as keyof typeof runs;
    expect(setupOf(run, 'nothing')).not.toEqual(healthy);
    const mended = setupOf(run, mend);
    const left = Object.entries(mended).filter(
      ([key, value]) => value !== healthy[key as keyof typeof healthy],
    );
    // What is left beside experts' labels is not what the page calls the cause.
    const innocent: Record<string, unknown> = { labels: 'experts', beta: 0, clipRange: 0.02 };
    for (const [key, value] of left) expect(value, key).toBe(innocent[key]);
  });
});

describe('sampler and trainer', () => {
  const responses = [
    { prompt: [1, 2], answer: [3, 4, 0] },
    { prompt: [1, 3], answer: [0] },
    { prompt: [2, 2], answer: [4, 0] },
  ];
  const model = () => smallModels(1)[0] as Transformer;

  test('the decoder’s logits are the trainer’s, bit for bit, in the same order', () => {
    const policy = model();
    const decoded = decodedLogits(policy, decoderOf(policy), responses);
    const { logits } = opinionOf(policy, responses);
    expect(decoded).toHaveLength(6);
    expect(decoded.flatMap((row) => [...row])).toEqual([...logits]);
  });

  test('rounding leaves few values, its error is at most half a step, and more bits are nearer', () => {
    const errors = [8, 4].map((bits) => {
      const policy = model();
      const { at, rows, columns } = policy.parameters.head;
      const values = () => policy.kernels.heap.f32.slice(at, at + rows * columns);
      const before = values();
      round(policy, bits);
      const after = values();
      const levels = 2 ** (bits - 1) - 1;
      const step = Math.max(...before.map(Math.abs)) / levels;
      expect(new Set(after).size).toBeLessThanOrEqual(2 * levels + 2); // 0 and −0 are two
      const error = Math.max(...before.map((value, i) => Math.abs(value - after[i]!)));
      expect(error).toBeLessThanOrEqual(step / 2 + 1e-6);
      return error;
    });
    expect(errors[0]).toBeLessThan(errors[1]!);
  });

  test('distributions sum to 1, a cut one over its support, and the KL is that of its definition', () => {
    const policy = model();
    const { vocabulary } = policy.shape;
    const opinion = opinionOf(policy, responses);
    const trainer = logDistributions(opinion, vocabulary);
    expect(meanDivergence(trainer, trainer, vocabulary)).toBe(0);
    const target = opinion.batch.targets[0]!;
    expect(trainer[target]).toBeCloseTo(opinion.logProbs[0]!, 5);
    const cut = logDistributions(opinion, vocabulary, samplers.topK);
    const row = [...cut.subarray(0, vocabulary)];
    expect(row.filter((each) => each > -Infinity)).toHaveLength(3);
    expect(row.reduce((sum, each) => sum + exp(each), 0)).toBeCloseTo(1, 12);
    // A renormalised cut is −log of the mass it keeps away from the whole.
    const kept = (r: number) =>
      [...trainer.subarray(r * vocabulary, (r + 1) * vocabulary)]
        .filter((_, v) => cut[r * vocabulary + v]! > -Infinity)
        .reduce((sum, each) => sum + exp(each), 0);
    const expected = Array.from({ length: 6 }, (_, r) => -Math.log(kept(r)) / 6).reduce((a, b) => a + b, 0);
    expect(meanDivergence(cut, trainer, vocabulary)).toBeCloseTo(expected, 10);
  });

  test('the effective sample is all of equal weights, and one of n where one has all the weight', () => {
    expect(effectiveShare([2, 2, 2, 2])).toBe(1);
    expect(effectiveShare([1, 0, 0, 0])).toBe(0.25);
    expect(effectiveShare([3, 1])).toBeCloseTo(0.8, 12);
  });
});
