/** A batch in shards: the same bits whoever computes them, and the same gradient as in one piece, up to rounding. */
import { describe, expect, test } from 'vitest';
import { alone, type Crew } from '../../sim/crew.ts';
import { hashWords } from '../../sim/hash.ts';
import type { Kernels } from '../../sim/kernels/kernels.ts';
import type { Transformer } from '../../sim/model/transformer.ts';
import { createRng } from '../../sim/rng.ts';
import { relativeDifference } from '../../sim/stages/accumulation.ts';
import { workbenchOf } from '../../sim/stages/workbench.ts';
import { batchOf, meanLoss, nextTokenTask, predictedIn } from '../../sim/stages/languageModel.ts';
import { ppo, type PpoSettings } from '../../sim/stages/ppo.ts';
import { surrogateTask } from '../../sim/stages/surrogate.ts';
import { rewardHead, type RewardHead } from '../../sim/stages/rewardHead.ts';
import { pairTask, trainRewardModel, type PreferencePair } from '../../sim/stages/rewardModel.ts';
import { atOnce, shardsOf, together, type Task, type Team } from '../../sim/stages/shards.ts';
import { train } from '../../sim/stages/training.ts';
import { bothKernels } from '../kernels/kernels.ts';
import { crewOf, type Manner } from './crews.ts';
import { decoderOf, smallModels } from './models.ts';

const simd = () => bothKernels()[0];
const plain = () => bothKernels()[1];

const rng = createRng(9);
const tokens = (count: number) => Array.from({ length: count }, () => 1 + rng.integer(10));
const texts = Array.from({ length: 18 }, () => tokens(2 + rng.integer(7)));
const pairs: PreferencePair[] = Array.from({ length: 14 }, () => {
  const prompt = tokens(2);
  const answer = () => [...tokens(1 + rng.integer(4)), 0];
  return { chosen: { prompt, answer: answer() }, rejected: { prompt, answer: answer() } };
});
const prompts = Array.from({ length: 3 }, () => Array.from({ length: 22 }, () => tokens(2)));

const schedule = { peak: 5e-3, floor: 1e-3, warmUp: 2, steps: 9, decay: 'linear' } as const;
const SETTINGS: PpoSettings = {
  ...{ beta: 0.2, klControl: 'adaptive', klTarget: 0.1, clipRange: 0.1, gamma: 0.98, lambda: 0.9 },
  ...{
    epochs: 2,
    minibatch: 9,
    reward: 'dense',
    valueWeight: 1,
    entropyBonus: 0,
    klForm: 'reward',
    temperature: 1,
    longest: 4,
    end: 0,
    schedule,
  },
};

/** In batches that do not divide into four, one of them smaller than four. */
const inSevens = <T>(items: readonly T[]) => [items.slice(0, 7), items.slice(7, 10), items.slice(10)];

/** All stages on small models; returns a fingerprint of all that comes out, and whether it ever waited. */
function run(crew: Crew, kernels: Kernels = simd(), head: RewardHead = 'word') {
  const [policy, reference, reward] = smallModels(3, kernels) as [Transformer, Transformer, Transformer];
  const team: Team = {
    workbench: workbenchOf({ policy, reference, reward }, { policy: decoderOf(policy) }),
    crew,
  };
  const steps = [
    ...train(team, inSevens(texts), schedule, 2),
    ...trainRewardModel(team, head, inSevens(pairs), schedule),
    ...ppo(team, head, prompts, { mean: 0.1, deviation: 0.4 }, SETTINGS, createRng(4)),
  ];
  const weights = [policy, reward].map(({ parameters: { at, count } }) =>
    hashWords(kernels.heap.i32.slice(at, at + count)),
  );
  const told = JSON.stringify(steps.filter((step) => step !== undefined));
  return { bits: [...weights, told], waits: steps.filter((step) => step === undefined).length };
}

const expected = run(alone);
const late: Manner = { lateBy: (order) => order % 3 };

describe('the same bits', () => {
  test('it is a run in which the models change, and nobody waits for himself', () => {
    expect(expected.waits).toBe(0);
    expect(expected.bits[0]).not.toBe(expected.bits[1]);
    const [first] = smallModels(1);
    const { at, count } = first!.parameters;
    expect(hashWords(first!.kernels.heap.i32.slice(at, at + count))).not.toBe(expected.bits[0]);
  });

  test.each([2, 3, 4, 8])('with %d workers, who answer at once', (workers) => {
    const crew = crewOf(Array<Manner>(workers - 1).fill({}), simd);
    expect(run(crew).bits).toEqual(expected.bits);
  });

  test.each([2, 3, 4])('with %d workers, who answer late and in another order', (workers) => {
    const { bits, waits } = run(crewOf(Array<Manner>(workers - 1).fill(late), simd));
    expect(bits).toEqual(expected.bits);
    expect(waits).toBeGreaterThan(5);
  });

  test('with plain TypeScript alone, and with SIMD and plain TypeScript side by side', () => {
    expect(run(alone, plain()).bits).toEqual(expected.bits);
    expect(run(crewOf([{}, {}], plain)).bits).toEqual(expected.bits);
    expect(run(crewOf([late], simd), plain()).bits).toEqual(expected.bits);
  });

  test.each(Object.keys(rewardHead.choices) as RewardHead[])('with the %s head', (head) => {
    expect(run(crewOf([{}, late, {}], simd), simd(), head).bits).toEqual(run(alone, simd(), head).bits);
  });

  test('wherever a helper fails, and another one later', () => {
    const counted = crewOf([{}], simd);
    run(counted);
    expect(new Set(counted.tasks)).toEqual(new Set(['next token', 'pairs', 'rollout', 'surrogate']));
    for (const order of counted.tasks.keys()) {
      const manners = [late, { failsAt: order }, { failsAt: order + 2 }];
      expect(run(crewOf(manners, simd)).bits, `order ${order}`).toEqual(expected.bits);
    }
  });

  test('if all helpers fail at the same order, in the middle of PPO', () => {
    const crew = crewOf(Array<Manner>(3).fill({ failsAt: 14 }), simd);
    expect(run(crew).bits).toEqual(expected.bits);
    expect(crew.tasks[14]).toBe('surrogate');
    expect(crew.tasks.slice(15)).toContain('rollout');
  });

  test('if one worker computes shard by shard, from the last to the first: no gradient is lost', () => {
    const backwards: Crew = {
      size: 1,
      start: (_, here) => ({ portions: [3, 2, 1, 0].map((shard) => here([shard])).toReversed() }),
    };
    expect(run(backwards).bits).toEqual(expected.bits);
  });
});

/** The gradient of a task, with these shards. */
function gradientOf<C, I, O>(task: Task<C, I, O>, common: C, inputs: readonly I[]): Float32Array {
  const [policy, reward] = smallModels(2);
  atOnce(
    together(
      task,
      { workbench: workbenchOf({ policy: policy!, reward: reward! }), crew: alone },
      common,
      inputs,
    ),
  );
  const { kernels, gradients } = task.trains === 'reward' ? reward! : policy!;
  return kernels.heap.f32.slice(gradients.at, gradients.at + gradients.count);
}

describe('the same gradient as in one piece, up to rounding', () => {
  const expectEqual = (sharded: Float32Array, whole: Float32Array) => {
    expect(whole.some((slope) => slope !== 0)).toBe(true);
    expect(relativeDifference(sharded, whole)).toBeLessThan(1e-6);
  };
  /** All items in the first shard: the others are empty. */
  const whole = <T>(items: readonly T[]) => [items, [], [], []];

  test.each([18, 5, 3, 2, 1])('of %d texts', (count) => {
    const some = texts.slice(0, count);
    const common = { prompt: 0, predicted: predictedIn(some, 0) };
    const [model] = smallModels(1);
    meanLoss(model!, batchOf(some)).backward();
    const { at, count: length } = model!.gradients;
    const direct = model!.kernels.heap.f32.slice(at, at + length);
    expect(gradientOf(nextTokenTask, common, whole(some))).toEqual(direct);
    expectEqual(gradientOf(nextTokenTask, common, shardsOf(some)), direct);
  });

  test.each(Object.keys(rewardHead.choices) as RewardHead[])('of pairs, with the %s head', (head) => {
    for (const count of [14, 3, 1]) {
      const some = pairs.slice(0, count);
      const chosenTokens = some.reduce((sum, { chosen }) => sum + chosen.answer.length, 0);
      const common = { head, pairs: count, chosenTokens };
      expectEqual(gradientOf(pairTask, common, shardsOf(some)), gradientOf(pairTask, common, whole(some)));
    }
  });

  test('of a minibatch of PPO', () => {
    const draw = createRng(6);
    const numbers = (count: number) => Array.from({ length: count }, () => draw.normal());
    const episodes = pairs.map(({ chosen: response }) => ({
      response,
      logProbsOld: numbers(response.answer.length).map((x) => -2 - x / 2),
      advantages: numbers(response.answer.length),
      returns: numbers(response.answer.length),
    }));
    for (const count of [14, 2]) {
      const some = episodes.slice(0, count);
      const common = { clipRange: 0.2, tokens: some.reduce((sum, { returns }) => sum + returns.length, 0) };
      const sharded = gradientOf(surrogateTask, common, shardsOf(some));
      expectEqual(sharded, gradientOf(surrogateTask, common, whole(some)));
    }
  });
});

test('shards are neighbours, and every item stands in one of them', () => {
  expect(shardsOf([0, 1, 2, 3, 4, 5, 6])).toEqual([[0], [1, 2], [3, 4], [5, 6]]);
  expect(shardsOf([0, 1])).toEqual([[], [0], [], [1]]);
  expect(shardsOf([])).toEqual([[], [], [], []]);
});
