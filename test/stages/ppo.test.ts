/** PPO: advantages, the exact divergence, and a policy that moves where the reward is. */
import { describe, expect, test } from 'vitest';
import type { Transformer } from '../../sim/model/transformer.ts';
import { createRng } from '../../sim/rng.ts';
import { advantagesOf, whitened } from '../../sim/stages/advantages.ts';
import { ppo, type PpoSettings, type PpoStep, type Judge } from '../../sim/stages/ppo.ts';
import { rewardHead, type RewardHead, type RewardModel } from '../../sim/stages/rewardHead.ts';
import { responseBatch } from '../../sim/stages/responses.ts';
import { decoderOf, smallModels, teamOf } from './models.ts';

describe('generalised advantage estimation', () => {
  const rewards = [0.5, -1, 2, 0.25];
  const values = [0.1, 0.7, -0.4, 0.3];
  /** Σ (γλ)^l δ_{t+l}, written out (Schulman et al. 2016, eq. 16). */
  const direct = (gamma: number, lambda: number) =>
    rewards.map((_, t) => {
      let sum = 0;
      for (let l = 0; t + l < rewards.length; l++) {
        const delta = rewards[t + l]! + gamma * (values[t + l + 1] ?? 0) - values[t + l]!;
        sum += (gamma * lambda) ** l * delta;
      }
      return sum;
    });
  test.each([
    [1, 0.7],
    [0.9, 0.95],
    [1, 0],
    [1, 1],
  ])('γ = %d, λ = %d', (gamma, lambda) => {
    const { advantages, returns } = advantagesOf(rewards, values, gamma, lambda);
    for (const [t, expected] of direct(gamma, lambda).entries()) {
      expect(advantages[t]).toBeCloseTo(expected, 12);
      expect(returns[t]).toBeCloseTo(expected + values[t]!, 12);
    }
  });
  test('λ = 1 is the reward to come, minus the value', () => {
    const { returns } = advantagesOf(rewards, values, 1, 1);
    expect(returns[0]).toBeCloseTo(1.75, 12);
  });
  test('whitened advantages have mean 0 and deviation 1', () => {
    const white = whitened(Float64Array.of(1, 2, 4, 9));
    expect(white.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 12);
    expect(white.reduce((sum, x) => sum + x * x, 0) / 4).toBeCloseTo(1, 6);
  });
});

const SETTINGS: PpoSettings = {
  beta: 0,
  klControl: 'fixed',
  klTarget: 1,
  clipRange: 0.2,
  gamma: 1,
  lambda: 0.9,
  epochs: 1,
  minibatch: 32,
  reward: 'terminal',
  valueWeight: 1,
  entropyBonus: 0,
  klForm: 'reward',
  temperature: 1,
  longest: 4,
  end: 0,
  schedule: { peak: 5e-3, floor: 5e-3, warmUp: 0, steps: 100, decay: 'linear' },
};

function run(steps: number, settings: Partial<PpoSettings> = {}, head: RewardHead = 'word', truth?: Judge) {
  const [policy, reference, network] = smallModels(3) as [Transformer, Transformer, Transformer];
  const rewardModel: RewardModel = { network, head };
  const { at, rows } = network.parameters.scalarHead;
  network.kernels.heap.f32.fill(0.3, at, at + rows);
  const { f32 } = policy.kernels.heap;
  f32.copyWithin(
    reference.parameters.at,
    policy.parameters.at,
    policy.parameters.at + policy.parameters.count,
  );
  const prompts = Array.from({ length: steps }, () => Array.from({ length: 32 }, (_, i) => [1, 2 + (i % 5)]));
  const decoder = decoderOf(policy);
  const all = { ...SETTINGS, ...settings };
  const team = teamOf({ policy, reference, reward: network }, { policy: decoder });
  const taken = [...ppo(team, head, prompts, { mean: 0, deviation: 1 }, all, createRng(5), truth)];
  return { policy, reference, rewardModel, steps: taken.map((step) => step!) };
}

test('before the first update the policy is its reference: KL and its estimates are 0', () => {
  const [first] = run(1).steps;
  for (const value of [first!.kl, first!.k1, first!.k2, first!.k3]) expect(value).toBeCloseTo(0, 6);
  expect(first!.entropy).toBeGreaterThan(0.5);
  expect(first!.entropy).toBeLessThanOrEqual(Math.log(11) + 1e-6);
});

test('KL and entropy are those of the softmax over the vocabulary, written out', () => {
  const [policy, reference] = smallModels(2) as [Transformer, Transformer];
  const still = { ...SETTINGS, temperature: 0, schedule: { ...SETTINGS.schedule, peak: 0, floor: 0 } };
  const team = teamOf({ policy, reference, reward: reference }, { policy: decoderOf(policy) });
  const prompts = [Array.from({ length: 5 }, (_, i) => [1, 2 + i])];
  const [step] = [...ppo(team, 'word', prompts, { mean: 0, deviation: 1 }, still, createRng(1))];
  const batch = responseBatch(step!.responses);
  const softmaxOf = (model: Transformer) => {
    model.forward(batch);
    const { at } = model.logits;
    return Array.from({ length: batch.predicted }, (_, row) => {
      const logits = Array.from(model.kernels.heap.f32.slice(at + row * 11, at + row * 11 + 11));
      const total = logits.reduce((sum, x) => sum + Math.exp(x), 0);
      return logits.map((x) => Math.exp(x) / total);
    });
  };
  const [p, q] = [softmaxOf(policy), softmaxOf(reference)];
  const sums = { kl: 0, entropy: 0, k1: 0, k2: 0, k3: 0 };
  for (const [row, target] of batch.targets.entries()) {
    for (let i = 0; i < 11; i++) {
      sums.kl += p[row]![i]! * Math.log(p[row]![i]! / q[row]![i]!);
      sums.entropy -= p[row]![i]! * Math.log(p[row]![i]!);
    }
    const ratio = q[row]![target]! / p[row]![target]!;
    sums.k1 -= Math.log(ratio);
    sums.k2 += Math.log(ratio) ** 2 / 2;
    sums.k3 += ratio - 1 - Math.log(ratio);
  }
  expect(sums.kl).toBeGreaterThan(0.1);
  for (const name of ['kl', 'k1', 'k2', 'k3'] as const) expect(step![name]).toBeCloseTo(sums[name] / 5, 4);
  expect(step!.entropy).toBeCloseTo(sums.entropy / batch.predicted, 4);
});

test('the reward rises, and a KL penalty holds the policy back', () => {
  const free = run(60).steps;
  const held = run(60, { beta: 2 }).steps;
  expect(free.at(-1)!.proxy).toBeGreaterThan(free[0]!.proxy + 0.2);
  expect(held.at(-1)!.kl).toBeLessThan(free.at(-1)!.kl / 2);
});

test('token by token and at the end: the same score, and the same rewards where only the last token is read', () => {
  const first = (reward: PpoSettings['reward'], head: RewardHead) => run(1, { reward }, head).steps[0]!;
  for (const head of Object.keys(rewardHead.choices) as RewardHead[]) {
    const [dense, terminal] = [first('dense', head), first('terminal', head)];
    expect(dense.proxy, head).toBe(terminal.proxy);
    if (head === 'last') expect(dense.valueLoss).toBeCloseTo(terminal.valueLoss, 12);
    else expect(Math.abs(dense.valueLoss - terminal.valueLoss), head).toBeGreaterThan(1e-3);
  }
});

test('clipping acts when a batch is used several times', () => {
  const clip = (settings: Partial<PpoSettings>) =>
    run(10, settings).steps.reduce((sum, { clipFraction }) => sum + clipFraction, 0) / 10;
  expect(clip({ epochs: 1 })).toBe(0);
  expect(clip({ epochs: 6, minibatch: 8, clipRange: 0.05 })).toBeGreaterThan(0.02);
});

test('an adaptive β rises while the policy is farther away than the target', () => {
  const steps = run(20, { klControl: 'adaptive', beta: 0.05, klTarget: 0.02 }).steps;
  expect(steps.at(-1)!.beta).toBeGreaterThan(0.05);
});

describe('a truth as judge', () => {
  /** Pays for token 4 and for nothing else. */
  const truth: Judge = {
    scoresOf: (_, responses) => responses.map(({ answer }) => (answer.includes(4) ? 1 : 0)),
    standard: { mean: 0, deviation: 1 },
  };
  const shareWith = (token: number, step: PpoStep) =>
    step.responses.filter(({ answer }) => answer.includes(token)).length / step.responses.length;

  test('the policy learns what the truth pays for; by the reward model it does not', () => {
    const [by, without] = [run(60, {}, 'word', truth).steps, run(60).steps];
    expect(shareWith(4, by.at(-1)!)).toBeGreaterThan(shareWith(4, by[0]!) + 0.3);
    expect(shareWith(4, by.at(-1)!)).toBeGreaterThan(shareWith(4, without.at(-1)!) + 0.3);
  });
  test('it pays at the end, whatever the reward model’s is split into; the proxy stays the reward model’s', () => {
    const [dense, terminal] = (['dense', 'terminal'] as const).map(
      (reward) => run(3, { reward }, 'word', truth).steps,
    );
    expect(dense).toEqual(terminal);
    expect(dense![0]!.proxy).toBe(run(1).steps[0]!.proxy);
  });
  test('it is asked step by step', () => {
    const asked: number[] = [];
    run(3, {}, 'word', {
      ...truth,
      scoresOf: (step, some) => (asked.push(step), truth.scoresOf(step, some)),
    });
    expect(asked).toEqual([0, 1, 2]);
  });
});

test('an entropy bonus leaves the policy less decided', () => {
  const entropy = (entropyBonus: number) => run(40, { entropyBonus }).steps.at(-1)!.entropy;
  expect(entropy(0.5)).toBeGreaterThan(entropy(0) + 0.1);
});

test('without a weight the value head learns nothing, and its error stays', () => {
  const error = (valueWeight: number) => run(40, { valueWeight, reward: 'terminal' }).steps.at(-1)!.valueLoss;
  expect(error(0)).toBeGreaterThan(1.5 * error(1));
});

test('as a loss k2 and k3 hold the policy back, and k1 does not', () => {
  const klAt = (settings: Partial<PpoSettings>) => run(60, settings).steps.at(-1)!.kl;
  const free = klAt({ beta: 0 });
  expect(klAt({ beta: 1, klForm: 'k2' })).toBeLessThan(free / 2);
  expect(klAt({ beta: 1, klForm: 'k3' })).toBeLessThan(free / 2);
  expect(klAt({ beta: 1, klForm: 'k1' })).toBeGreaterThan(free / 2);
});

test('the first update of a batch has a policy loss of 0, a second one less', () => {
  for (const { policyLoss } of run(5, { epochs: 1 }).steps) expect(policyLoss).toBeCloseTo(0, 6);
  const [twice] = run(1, { epochs: 2 }).steps;
  expect(twice!.policyLoss).toBeLessThan(-1e-3);
});
