import { klBound } from '../../sim/measure/bestOfN.ts';
import { expect, test } from 'vitest';
import { createRng } from '../../sim/rng.ts';
import { dpoGradient } from '../../sim/stages/exactDpo.ts';
import {
  bestOf,
  expected,
  gradientOf,
  logRatios,
  logSoftmax,
  optimumOf,
  outcomeOf,
  softmaxOf,
  type Game,
} from '../../sim/stages/verdictGame.ts';

const PROMPTS = 20;
const VERDICTS = 6;
const rng = createRng(5);
const normal = () => Float64Array.from({ length: PROMPTS * VERDICTS }, () => rng.normal());

const game: Game = {
  prompts: PROMPTS,
  verdicts: VERDICTS,
  rewards: normal(),
  reference: logSoftmax(normal(), VERDICTS),
};
const divergence = (p: Float64Array, q: Float64Array) => expected(p, logRatios(p, q), PROMPTS);

/** Plain gradient ascent on a table of logits, from the reference. */
function climbed(slopeAt: (policy: Float64Array) => Float64Array, rate: number, steps: number): Float64Array {
  const logits = Float64Array.from(game.reference);
  for (let step = 0; step < steps; step++) {
    const slopes = slopeAt(logSoftmax(logits, VERDICTS));
    for (const [i, slope] of slopes.entries()) logits[i]! += rate * PROMPTS * slope;
  }
  return logSoftmax(logits, VERDICTS);
}

test.each([0, 0.3, 2])('the gradient of J is its slope, β = %f', (beta) => {
  const logits = normal();
  const gradient = gradientOf(game, logSoftmax(logits, VERDICTS), beta);
  const h = 1e-5;
  for (const [i, slope] of gradient.entries()) {
    const at = (change: number) => {
      const moved = logits.map((z, j) => (j === i ? z + change : z));
      return outcomeOf(game, logSoftmax(moved, VERDICTS), beta).objective;
    };
    expect(slope).toBeCloseTo((at(h) - at(-h)) / (2 * h), 9);
  }
});

test.each([0.5, 1, 3])(
  'no policy nearby is better than the optimum, and its gradient vanishes, β = %f',
  (beta) => {
    const optimum = optimumOf(game, beta);
    const best = outcomeOf(game, optimum, beta).objective;
    for (const slope of gradientOf(game, optimum, beta)) expect(Math.abs(slope)).toBeLessThan(1e-15);
    for (let trial = 0; trial < 50; trial++) {
      const other = logSoftmax(
        optimum.map((z) => z + 0.3 * rng.normal()),
        VERDICTS,
      );
      const { objective } = outcomeOf(game, other, beta);
      // J(π*) − J(π) = β KL(π ‖ π*), for every π.
      expect(best - objective).toBeCloseTo(beta * divergence(other, optimum), 12);
    }
  },
);

test('gradient ascent on a table of logits arrives at the optimum', () => {
  const beta = 1;
  const policy = climbed((each) => gradientOf(game, each, beta), 0.5, 3000);
  expect(divergence(policy, optimumOf(game, beta))).toBeLessThan(1e-6);
});

test('DPO on infinitely many pairs arrives at the same optimum', () => {
  const beta = 0.7;
  const policy = climbed((each) => dpoGradient(game, each, beta).map((slope) => -slope), 30, 3000);
  const optimum = optimumOf(game, beta);
  expect(divergence(policy, optimum)).toBeLessThan(1e-6);
  expect(divergence(policy, game.reference)).toBeGreaterThan(0.1);
});

test('the gradient of DPO vanishes at that optimum and not at that of another β', () => {
  const largest = (slopes: Float64Array) =>
    slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  expect(largest(dpoGradient(game, optimumOf(game, 0.7), 0.7))).toBeLessThan(1e-15);
  expect(largest(dpoGradient(game, optimumOf(game, 0.8), 0.7))).toBeGreaterThan(1e-5);
});

test('without a penalty the optimum says only the best verdict', () => {
  const { reward } = outcomeOf(game, optimumOf(game, 0), 0);
  let best = 0;
  for (let at = 0; at < game.rewards.length; at += VERDICTS) {
    best += Math.max(...game.rewards.subarray(at, at + VERDICTS)) / PROMPTS;
  }
  expect(reward).toBeCloseTo(best, 12);
});

test('best-of-n is what sampling gives, and stays below its bound', () => {
  const tied = { ...game, rewards: game.rewards.map((r) => Math.round(r)) };
  for (const n of [1, 2, 5, 16]) {
    const policy = bestOf(tied, n);
    for (let at = 0; at < policy.length; at += VERDICTS) {
      const total = policy.subarray(at, at + VERDICTS).reduce((sum, logProb) => sum + Math.exp(logProb), 0);
      expect(total).toBeCloseTo(1, 12);
    }
    expect(divergence(policy, game.reference)).toBeLessThanOrEqual(klBound(n) + 1e-12);
  }
  expect(divergence(bestOf(tied, 1), game.reference)).toBeCloseTo(0, 12);

  // The first prompt, by sampling: the best of three, the first among equals.
  const [n, draws] = [3, 40_000];
  const counts = new Float64Array(VERDICTS);
  const draw = () => {
    let left = rng.uniform();
    let v = 0;
    while (v < VERDICTS - 1 && (left -= Math.exp(game.reference[v]!)) > 0) v += 1;
    return v;
  };
  for (let i = 0; i < draws; i++) {
    const drawn = Array.from({ length: n }, draw);
    const best = drawn.reduce((a, b) => (tied.rewards[b]! > tied.rewards[a]! ? b : a));
    counts[best]! += 1 / draws;
  }
  const exact = bestOf(tied, n);
  for (const [v, share] of counts.entries())
    expect(Math.abs(share - Math.exp(exact[v]!))).toBeLessThan(0.012);
});

test('π and log π from one exponential are those of the softmax, also where a row is far from 0', () => {
  const logits = normal().map((z, i) => z + (i < VERDICTS ? 800 : 0));
  const { policy, probabilities } = softmaxOf(logits, VERDICTS);
  for (const [i, exact] of logSoftmax(logits, VERDICTS).entries()) {
    expect(policy[i]).toBeCloseTo(exact, 12);
    expect(probabilities[i]).toBeCloseTo(Math.exp(exact), 12);
  }
});
