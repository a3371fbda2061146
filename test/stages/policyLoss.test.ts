/** The loss of PPO on a transformer in double precision: the gradient is that of the engine; baselines, values by least squares, a whole policy of three answers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../../sim/rng.ts';
import { advantagesBy, type Rewarded } from '../../sim/stages/baselines.ts';
import { opinionOf } from '../../sim/stages/divergence.ts';
import { innerSteps } from '../../sim/stages/innerSteps.ts';
import { gradientNorm, policyLoss } from '../../sim/stages/policyLoss.ts';
import { responseBatch, tokensByAnswer } from '../../sim/stages/responses.ts';
import { atOnce, shardsOf, together } from '../../sim/stages/shards.ts';
import { surrogateTask } from '../../sim/stages/surrogate.ts';
import { fitValues } from '../../sim/stages/valueFit.ts';
import { episodesFrom, MOST_TOKENS } from '../../sim/text/episodes.ts';
import { smallModels, teamOf } from './models.ts';

const [policy] = smallModels(1);
const rng = createRng(3);
/** Ragged answers. */
const responses = Array.from({ length: 12 }, (_, s) => ({
  prompt: [1, 2 + (s % 3)],
  answer: Array.from({ length: 1 + (s % 4) }, () => rng.integer(5)),
}));
const opinion = opinionOf(policy!, responses);
const places = tokensByAnswer(opinion.batch);
const episodes = responses.map((response, s) => ({
  response,
  logProbsOld: places[s]!.map((at) => opinion.logProbs[at]! + 0.4 * rng.normal()),
  advantages: places[s]!.map(() => rng.normal()),
  returns: places[s]!.map(() => rng.normal()),
}));
const gradient = () => {
  const { at, count } = policy!.gradients;
  return policy!.kernels.heap.f32.slice(at, at + count);
};

test('the gradient in double precision is that of the engine, to 2e-6 of its length', () => {
  const tokens = episodes.reduce((sum, { returns }) => sum + returns.length, 0);
  atOnce(
    together(surrogateTask, teamOf({ policy: policy! }), { clipRange: 0.2, tokens }, shardsOf(episodes)),
  );
  const engine = gradient();
  policyLoss(policy!, episodes, { clipRange: 0.2, valueWeight: 1, entropyWeight: 0 });
  const difference = Math.sqrt(gradient().reduce((sum, each, i) => sum + (each - engine[i]!) ** 2, 0));
  expect(difference / gradientNorm(policy!)).toBeLessThan(2e-6);
});

test('at the policy that sampled, the loss is minus the mean advantage, and the gradient is not 0', () => {
  const fresh = episodes.map((each, s) => ({
    ...each,
    logProbsOld: places[s]!.map((at) => opinion.logProbs[at]!),
  }));
  const all = fresh.flatMap(({ advantages }) => advantages);
  const { surrogate, ratios } = policyLoss(policy!, fresh, {
    clipRange: 0.2,
    valueWeight: 0,
    entropyWeight: 0,
  });
  expect(surrogate).toBeCloseTo(-all.reduce((sum, each) => sum + each / all.length, 0), 6);
  for (const ratio of ratios.flat()) expect(ratio).toBeCloseTo(1, 6);
  expect(gradientNorm(policy!)).toBeGreaterThan(1e-3);
});

describe('baselines', () => {
  const rewarded: Rewarded = {
    rewards: [1, 2, 6, 3, 3, 3],
    group: 3,
    values: [[0.5], [1, 2], [0], [0, 0, 0], [1], [2]],
  };
  test.each([
    ['none', [[1], [2, 2], [6], [3, 3, 3], [3], [3]]],
    ['constant', [[-2], [-1, -1], [3], [0, 0, 0], [0], [0]]],
    ['prompt', [[-2], [-1, -1], [3], [0, 0, 0], [0], [0]]],
    ['others', [[-3], [-1.5, -1.5], [4.5], [0, 0, 0], [0], [0]]],
    ['value', [[0.5], [1, 0], [6], [3, 3, 3], [2], [1]]],
  ] as const)('%s', (name, expected) => expect(advantagesBy(name, rewarded)).toEqual(expected));
});

test('values by least squares: no other head is nearer to the rewards', () => {
  const rewards = responses.map((_, s) => Math.sign((s % 3) - 1));
  const error = () => {
    const { values, batch } = opinionOf(policy!, responses);
    return batch.owners.reduce((sum, s, token) => sum + (values[token]! - rewards[s]!) ** 2, 0);
  };
  fitValues(policy!, responses, rewards);
  const least = error();
  const { scalarHead, scalarBias } = policy!.parameters;
  const { f32 } = policy!.kernels.heap;
  for (const at of [scalarHead.at, scalarHead.at + 3, scalarBias.at]) {
    for (const moved of [-0.2, 0.2]) {
      f32[at]! += moved;
      expect(error()).toBeGreaterThan(least - 1e-3);
      f32[at]! -= moved;
    }
  }
  const mean = rewards.reduce((sum, each) => sum + each, 0) / rewards.length;
  const constant = responseBatch(responses).owners.reduce((sum, s) => sum + (mean - rewards[s]!) ** 2, 0);
  expect(least).toBeLessThan(constant);
});

test('however small the steps, the ratio of the one good answer of three ends at 1 + 2ε', () => {
  for (const clipRange of [0.05, 0.1, 0.2]) {
    const bandit = { old: [1 / 3, 1 / 3, 1 / 3], advantages: [1, -1, -1] };
    const policies = [...innerSteps(bandit, [0, 0, 0], { clipRange, rate: 0.005, steps: 2000 })];
    expect(policies.at(-1)![0]! * 3).toBeCloseTo(1 + 2 * clipRange, 2);
  }
});

describe('numbers as a reader writes them', () => {
  test('commas between tokens, bars between answers, a real minus', () => {
    expect(episodesFrom('0, 1.5 | −2')).toEqual([[0, 1.5], [-2]]);
  });
  test('whatever is written gives at least one answer, finite numbers, and not too many', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const answers = episodesFrom(text);
        expect(answers.length).toBeGreaterThan(0);
        expect(answers.flat().length).toBeGreaterThan(0);
        expect(answers.flat().length).toBeLessThanOrEqual(MOST_TOKENS);
        for (const each of answers.flat()) expect(Math.abs(each)).toBeLessThanOrEqual(100);
      }),
    );
  });
});
