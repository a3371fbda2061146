/** The reward model on the transformer: shares add up, the gradient is a slope, labels are learned. */
import { expect, test } from 'vitest';
import { createRng } from '../../sim/rng.ts';
import { label, trueOrder, utility, type Judged } from '../../sim/stages/preferences.ts';
import { epochsOf } from '../../sim/stages/batches.ts';
import { pairAccuracy, score, trainRewardModel, type PreferencePair } from '../../sim/stages/rewardModel.ts';
import { batchOf, meanLoss } from '../../sim/stages/languageModel.ts';
import { slopeRatio, smallModels } from './models.ts';

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

test('the shares of the tokens add up to the reward of the answer', () => {
  const [model] = smallModels(1);
  const { scores, shares, batch } = score(model!, [pairs[0]!.chosen, pairs[1]!.rejected]);
  for (const [s, total] of scores.entries()) {
    const own = shares.slice(s * batch.length, (s + 1) * batch.length);
    expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(total, 10);
    expect(own.filter((share) => share !== 0)).toHaveLength(
      [pairs[0]!.chosen, pairs[1]!.rejected][s]!.answer.length,
    );
  }
});

test('the reward of an answer does not depend on what stands beside it', () => {
  const [model] = smallModels(1);
  const responses = pairs.slice(0, 8).map(({ chosen }) => chosen);
  const together = score(model!, responses).scores;
  for (const [i, response] of responses.entries()) {
    expect(score(model!, [response]).scores[0]).toBeCloseTo(together[i]!, 5);
  }
});

test('the gradient is the slope of pair loss and language-model loss', () => {
  const [model] = smallModels(1);
  const some = pairs.slice(0, 6);
  const loss = () => {
    const responses = some.flatMap(({ chosen, rejected }) => [chosen, rejected]);
    const { scores } = score(model!, responses);
    const pairLosses = some.map((_, i) => Math.log(1 + Math.exp(scores[2 * i + 1]! - scores[2 * i]!)));
    const texts = some.map(({ chosen }) => [...chosen.prompt, ...chosen.answer]);
    return pairLosses.reduce((sum, x) => sum + x, 0) / 6 + 0.3 * meanLoss(model!, batchOf(texts, 2)).loss;
  };
  const still = { peak: 0, floor: 0, warmUp: 0, steps: 1, decay: 'linear' } as const;
  const ratio = slopeRatio(model!, loss, () => [...trainRewardModel(model!, [some], still)]);
  expect(ratio).toBeCloseTo(1, 2);
});

test('what separates chosen from rejected is learned, and holds on unseen pairs', () => {
  const [model] = smallModels(1);
  const unseen = pairs.slice(150);
  const before = pairAccuracy(model!, unseen);
  const schedule = { peak: 5e-3, floor: 5e-4, warmUp: 2, steps: 100, decay: 'linear' } as const;
  const steps = [...trainRewardModel(model!, epochsOf(pairs.slice(0, 150), 16, 10, createRng(1)), schedule)];
  expect(before).toBeLessThan(0.8);
  expect(pairAccuracy(model!, unseen)).toBeGreaterThan(0.95);
  expect(steps.at(-1)!.loss).toBeLessThan(steps[0]!.loss / 2);
  expect(steps.at(-1)!.margin).toBeGreaterThan(1);
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
