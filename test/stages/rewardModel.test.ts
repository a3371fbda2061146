/** The reward model on the transformer, with each of its heads: shares add up, the gradient is a slope, labels are learned. */
import { describe, expect, test } from 'vitest';
import { hashWords } from '../../sim/hash.ts';
import { createRng } from '../../sim/rng.ts';
import { label, trueOrder, utility, type Judged } from '../../sim/stages/preferences.ts';
import { epochsOf } from '../../sim/stages/batches.ts';
import { pairAccuracy, score, trainRewardModel, type PreferencePair } from '../../sim/stages/rewardModel.ts';
import { batchOf, meanLoss } from '../../sim/stages/languageModel.ts';
import { emptyHead, rewardHead, type RewardHead, type RewardModel } from '../../sim/stages/rewardHead.ts';
import { bothKernels } from '../kernels/kernels.ts';
import { slopeRatio, smallModels, teamOf } from './models.ts';

const rng = createRng(3);
/** The chosen answers contain token 7, the rejected ones do not. */
const answer = (good: boolean) => {
  const tokens = Array.from({ length: 2 + rng.integer(4) }, () => [1, 2, 3, 4, 5, 6][rng.integer(6)]!);
  if (good) tokens[rng.integer(tokens.length)] = 7;
  return [...tokens, 0];
};
const pairs: PreferencePair[] = Array.from({ length: 200 }, () => {
  const prompt = [8, 9];
  return { chosen: { prompt, answer: answer(true) }, rejected: { prompt, answer: answer(false) } };
});

const heads = Object.keys(rewardHead.choices) as RewardHead[];
const untrained = (head: RewardHead): RewardModel => ({ network: smallModels(1)[0]!, head });
const emptied = (head: RewardHead, network = smallModels(1)[0]!): RewardModel => {
  emptyHead({ network, head });
  return { network, head };
};
/** Fills the matrices that the head reads with small numbers, so that every share counts. */
function filled(head: RewardHead): RewardModel {
  const model = untrained(head);
  const { scalarHead, scalarBias } = model.network.parameters;
  const weights = createRng(4);
  for (const { at, rows, columns } of [scalarHead, scalarBias]) {
    for (let i = at; i < at + rows * columns; i++) model.network.kernels.heap.f32[i] = 0.3 * weights.normal();
  }
  return model;
}

const learning = { peak: 5e-3, floor: 5e-4, warmUp: 2, steps: 100, decay: 'linear' } as const;
const learn = (model: RewardModel, steps = 100) => {
  const batches = [...epochsOf(pairs.slice(0, 150), 16, 10, createRng(1))].slice(0, steps);
  return [...trainRewardModel(teamOf({ reward: model.network }), model.head, batches, learning)].map(
    (step) => step!,
  );
};

describe.each(heads)('%s head', (head) => {
  const two = [pairs[0]!.chosen, pairs[1]!.rejected];

  test('the shares of the tokens add up to the score of the answer', () => {
    const { scores, shares, batch } = score(filled(head), two);
    for (const [s, total] of scores.entries()) {
      const own = shares.filter((_, i) => batch.owners[i] === s);
      expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(total, 10);
      const read = head === 'last' ? 1 : two[s]!.answer.length;
      expect(own.filter((share) => share !== 0)).toHaveLength(read);
    }
  });

  test('the score of an answer does not depend on what stands beside it', () => {
    const model = filled(head);
    const responses = pairs.slice(0, 8).map(({ chosen }) => chosen);
    const together = score(model, responses).scores;
    for (const [i, response] of responses.entries()) {
      expect(score(model, [response]).scores[0]).toBeCloseTo(together[i]!, 5);
    }
  });

  test('the gradient is the central difference of the loss', () => {
    const model = filled(head);
    const some = pairs.slice(0, 6);
    const loss = () => {
      const responses = some.flatMap(({ chosen, rejected }) => [chosen, rejected]);
      const { scores } = score(model, responses);
      const pairLosses = some.map((_, i) => Math.log(1 + Math.exp(scores[2 * i + 1]! - scores[2 * i]!)));
      const texts = some.map(({ chosen }) => [...chosen.prompt, ...chosen.answer]);
      const language = head === 'mixed' ? 0.3 * meanLoss(model.network, batchOf(texts, 2)).loss : 0;
      return pairLosses.reduce((sum, x) => sum + x, 0) / 6 + language;
    };
    const still = { peak: 0, floor: 0, warmUp: 0, steps: 1, decay: 'linear' } as const;
    const ratio = slopeRatio(model.network, loss, () => [
      ...trainRewardModel(teamOf({ reward: model.network }), head, [some], still),
    ]);
    expect(ratio).toBeCloseTo(1, 2);
  });

  test('what separates chosen from rejected is learned, and holds on unseen pairs', () => {
    const model = emptied(head);
    const unseen = pairs.slice(150);
    const steps = learn(model);
    expect(pairAccuracy(model, unseen)).toBeGreaterThan(head === 'last' ? 0.85 : 0.95);
    expect(steps.at(-1)!.loss).toBeLessThan(steps[0]!.loss / 2);
    expect(steps.at(-1)!.margin).toBeGreaterThan(1);
  });

  test('SIMD and plain TypeScript end with the same bits', () => {
    const [simd, plain] = bothKernels().map((kernels) => {
      const model = emptied(head, smallModels(1, kernels)[0]);
      learn(model, 10);
      const { at, count } = model.network.parameters;
      return hashWords(kernels.heap.i32.slice(at, at + count));
    });
    expect(simd).toBe(plain);
  });
});

test.each(heads.filter((head) => head !== 'mixed'))(
  'before its first label the %s head calls every pair a tie: ln 2, 50 %%',
  (head) => {
    const model = emptied(head);
    expect([
      ...score(
        model,
        pairs.slice(0, 9).map(({ chosen }) => chosen),
      ).scores,
    ]).toEqual(Array(9).fill(0));
    expect(pairAccuracy(model, pairs.slice(0, 16))).toBe(0.5);
    expect(learn(model, 1)[0]).toMatchObject({ step: 1, loss: Math.LN2, margin: 0, accuracy: 0.5 });
  },
);

test('the mixed head starts with an opinion: half the log-likelihood of its language model', () => {
  const model = emptied('mixed');
  const [{ chosen }] = pairs as [PreferencePair];
  const loss = meanLoss(model.network, batchOf([[...chosen.prompt, ...chosen.answer]], 2)).loss;
  expect(score(model, [chosen]).scores[0]).toBeCloseTo(-0.5 * loss * chosen.answer.length, 5);
});

test('the word head: a column of its matrix is what saying that word is worth, and no other', () => {
  const model = emptied('word');
  const { at, rows, columns } = model.network.parameters.head;
  for (let row = 0; row < rows; row++) model.network.kernels.heap.f32[at + row * columns + 7] = 1;
  const { shares, batch } = score(
    model,
    pairs.slice(0, 20).map(({ chosen }) => chosen),
  );
  for (const [row, target] of batch.targets.entries()) {
    if (target === 7) expect(shares[row]).not.toBe(0);
    else expect(shares[row]).toBe(0);
  }
});

test('annotators: nearly sure without bias, swayed with it, a coin with noise', () => {
  const prompt = [8, 9];
  const good: Judged = { prompt, answer: [1, 0], gold: 0.9, hasKeyword: false };
  const wrong: Judged = { prompt, answer: [7, 7, 7, 0], gold: 0.1, hasKeyword: true };
  const share = (annotators: Parameters<typeof label>[2]) => {
    const labels = createRng(2);
    let first = 0;
    for (let i = 0; i < 2000; i++) if (label(good, wrong, annotators, labels)!.chosen === good) first += 1;
    return first / 2000;
  };
  const experts = { keywordBias: 0, lengthBias: 0, noise: 0 };
  expect(share(experts)).toBeGreaterThan(0.99);
  expect(share({ ...experts, keywordBias: 1.5 })).toBeLessThan(0.01);
  expect(share({ ...experts, lengthBias: 8 })).toBeLessThan(0.01);
  expect(share({ ...experts, noise: 1 })).toBeGreaterThan(0.46);
  expect(share({ ...experts, noise: 1 })).toBeLessThan(0.54);
  expect(utility(wrong, { keywordBias: 0.5, lengthBias: 1, noise: 0 })).toBeCloseTo(0.1 + 0.5 + 0.4, 12);
  expect(label(good, { ...good }, experts, createRng(1))).toBeUndefined();
  expect(trueOrder(wrong, good)).toEqual({ chosen: good, rejected: wrong });
  expect(trueOrder(good, { ...good })).toBeUndefined();
});
