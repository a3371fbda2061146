/** The loss of PPO on a transformer in double precision: the gradient is that of the engine; baselines, values by least squares, a whole policy of three answers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../../sim/rng.ts';
import { advantagesBy, type Rewarded } from '../../sim/stages/baselines.ts';
import { opinionOf } from '../../sim/stages/divergence.ts';
import { innerSteps } from '../../sim/stages/innerSteps.ts';
import { gradientNorm, policyLoss } from '../../sim/stages/policyLoss.ts';
import { responseBatch, tokensByAnswer } from '../../sim/stages/responses.ts';
import { atOnce, together } from '../../sim/stages/shards.ts';
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

const tokens = episodes.reduce((sum, { returns }) => sum + returns.length, 0);

test.each([
  [1, 0],
  [0.1, 0.01],
  [2, 0.5],
])(
  'c_V = %d, c_H = %d: the gradient in double precision is that of the engine, to 2e-6 of its length',
  (valueWeight, entropyWeight) => {
    const weights = { clipRange: 0.2, valueWeight, entropyBonus: entropyWeight, tokens };
    const [told] = atOnce(
      together(surrogateTask, teamOf({ policy: policy! }), weights, [episodes, [], [], []]),
    );
    const engine = gradient();
    const whole = policyLoss(policy!, episodes, { clipRange: 0.2, valueWeight, entropyWeight });
    expect(told!.surrogate / tokens).toBeCloseTo(whole.surrogate, 6);
    expect(told!.squaredError / tokens / 2).toBeCloseTo(whole.valueLoss, 6);
    const difference = Math.sqrt(gradient().reduce((sum, each, i) => sum + (each - engine[i]!) ** 2, 0));
    expect(difference / gradientNorm(policy!)).toBeLessThan(2e-6);
  },
);

describe('the gradient on the logits of all parts of the loss, by differences of the loss in double precision', () => {
  const answers = Array.from({ length: 11 }, (_, token) => ({ prompt: [1, 3], answer: [token] }));
  const { logits, logProbs } = opinionOf(policy!, answers);
  const rng = createRng(8);
  const reference = answers.map(() => rng.normal());
  const some = answers.map((response, v) => ({
    response,
    logProbsOld: [logProbs[v]! + 0.3 * rng.normal()],
    logProbsRef: [logProbs[v]! + reference[v]!],
    advantages: [rng.normal()],
    returns: [0],
  }));
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each / values.length, 0);
  /** Written out from the formulas, with nothing of the engine. */
  const lossOf = (v: number, z: readonly number[], bonus: number, price: number, form: string) => {
    const logSum = Math.log(z.reduce((sum, each) => sum + Math.exp(each), 0));
    const log = z.map((each) => each - logSum);
    const ratio = Math.exp(log[v]! - some[v]!.logProbsOld[0]!);
    const advantage = some[v]!.advantages[0]!;
    const inRange = Math.min(1.2, Math.max(0.8, ratio));
    const r = Math.exp(some[v]!.logProbsRef[0]! - log[v]!);
    const k = { k1: -Math.log(r), k2: Math.log(r) ** 2 / 2, k3: r - 1 - Math.log(r) }[form]!;
    const entropy = -log.reduce((sum, each) => sum + Math.exp(each) * each, 0);
    return -Math.min(ratio * advantage, inRange * advantage) - bonus * entropy + price * k;
  };
  const gradientOn = (episodes: typeof some, settings: object) => {
    const common = { clipRange: 0.2, tokens: episodes.length, ...settings };
    atOnce(together(surrogateTask, teamOf({ policy: policy! }), common, [episodes, [], [], []]));
    const { at, columns } = policy!.logits;
    return episodes.map((_, v) =>
      Array.from(policy!.kernels.heap.f32.slice(at + v * columns, at + (v + 1) * columns)),
    );
  };
  const row = (v: number) => Array.from(logits.slice(v * 11, (v + 1) * 11));

  test.each([
    [0, 0, 'k1'],
    [0.3, 0, 'k1'],
    [0, 0.7, 'k1'],
    [0, 0.7, 'k2'],
    [0, 0.7, 'k3'],
    [0.2, 0.4, 'k3'],
  ] as const)('c_H = %d, β = %d, %s', (entropyBonus, beta, estimator) => {
    const engine = gradientOn(some, { entropyBonus, ...(beta > 0 && { kl: { estimator, beta } }) });
    const h = 1e-5;
    for (const [v, slopes] of engine.entries()) {
      for (const [i, slope] of slopes.entries()) {
        const at = (step: number) =>
          lossOf(
            v,
            row(v).map((z, j) => (j === i ? z + step : z)),
            entropyBonus,
            beta,
            estimator,
          );
        expect(slope * some.length).toBeCloseTo((at(h) - at(-h)) / (2 * h), 4);
      }
    }
  });

  test('over the policy’s own samples k1 as a loss has a mean of 0, and k2 as a loss that of the exact KL', () => {
    const still = some.map((each, v) => ({ ...each, logProbsOld: [logProbs[v]!], advantages: [0] }));
    const probabilities = Array.from(logProbs, (each) => Math.exp(each));
    const logRatios = reference.map((each) => -each);
    const kl = probabilities.reduce((sum, p, v) => sum + p * logRatios[v]!, 0);
    const meanOf = (estimator: 'k1' | 'k2' | 'k3') => {
      const each = gradientOn(still, { kl: { estimator, beta: 1 } });
      return probabilities.map((_, i) =>
        probabilities.reduce((sum, p, v) => sum + p * each[v]![i]! * still.length, 0),
      );
    };
    const exact = probabilities.map((p, v) => p * (logRatios[v]! - kl));
    expect(Math.max(...exact.map(Math.abs))).toBeGreaterThan(0.05);
    for (const slope of meanOf('k1')) expect(slope).toBeCloseTo(0, 6);
    for (const [v, slope] of meanOf('k2').entries()) expect(slope).toBeCloseTo(exact[v]!, 6);
    expect(mean(meanOf('k3').map((slope, v) => Math.abs(slope - exact[v]!)))).toBeGreaterThan(0.01);
  });
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
