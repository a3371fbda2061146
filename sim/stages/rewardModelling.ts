/** The reward model of the laboratory: pairs of the policy's own answers, labelled by annotators, and what is learned from them. */
import type { Params, SettingsOf } from '../param.ts';
import type { Question, Truth, World } from '../world/world.ts';
import type { Rng } from '../rng.ts';
import { epochsOf, LARGEST_BATCH } from './batches.ts';
import { answersTo, copyParameters, type Laboratory } from './laboratory.ts';
import { label, trueOrder, type Judged } from './preferences.ts';
import { baselinesOn, type Baselines } from './rankingBaselines.ts';
import { emptyHead, rewardHead } from './rewardHead.ts';
import {
  pairAccuracy,
  scoresOf,
  trainRewardModel,
  type PreferencePair,
  type RewardStep,
} from './rewardModel.ts';
import { standardOf, STANDARD_SAMPLES, type Standard } from './standard.ts';

export const rewardParams = {
  pairs: {
    kind: 'number',
    label: 'preference pairs',
    help: 'Labelled pairs for the reward model.',
    min: 200,
    max: 8000,
    step: 100,
    default: 8000,
  },
  head: rewardHead,
  annotatorNoise: {
    kind: 'number',
    label: 'annotator noise',
    unit: 'share',
    help: 'Share of labels that are a coin flip.',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0,
  },
  keywordBias: {
    kind: 'number',
    label: 'annotators’ keyword bias',
    help: 'How much better annotators like an answer in which something is forbidden.',
    min: 0,
    max: 2.5,
    step: 0.1,
    default: 0,
  },
  lengthBias: {
    kind: 'number',
    label: 'annotators’ length bias',
    help: 'How much better annotators like an answer for every ten tokens.',
    min: 0,
    max: 2,
    step: 0.1,
    default: 0,
  },
  peak: {
    kind: 'number',
    symbol: '\\alpha',
    label: 'largest learning rate',
    help: 'Reached after ten steps; then the rate falls to a tenth.',
    min: 0.0005,
    max: 0.01,
    step: 0.0005,
    default: 3e-3,
    menu: true,
  },
  epochs: {
    kind: 'number',
    label: 'epochs',
    help: 'Passes over the pairs.',
    min: 1,
    max: 6,
    step: 1,
    default: 2,
    menu: true,
  },
} as const satisfies Params;

/** Its head is no setting of the stage: it is the reward model's, which stands in the laboratory. */
export interface RewardSettings extends Omit<SettingsOf<typeof rewardParams>, 'head'> {
  /** Held-out pairs on which the reward model is measured. */
  readonly heldOutPairs: number;
}

/** Held-out pairs, unless a run is to be short. */
export const HELD_OUT_PAIRS = 500;
const BATCH = 16;
const WARM_UP = 10;
/** Of the pairs, the share in which one answer is made up to be wrong in a known way. */
export const DISTRACTORS = 0.25;

function judged(world: World<Truth>, question: Question<Truth>, answer: readonly number[]): Judged {
  return {
    prompt: question.tokens,
    answer,
    gold: world.goldReward(question, answer),
    hasKeyword: world.judge(question, answer).avoids,
  };
}

/** Pairs of answers with labels, some dozens at a time. */
export function* labelledPairs(
  laboratory: Laboratory<Truth>,
  draw: (rng: Rng) => Question<Truth>,
  count: number,
  choose: (a: Judged, b: Judged) => PreferencePair | undefined,
  rng: Rng,
): Generator<PreferencePair[] | undefined, void, undefined> {
  const { world } = laboratory;
  const questions = rng.stream('questions');
  const samples = rng.stream('samples');
  const made = rng.stream('distractors');
  let found = 0;
  let batch = 0;
  while (found < count) {
    const asked = Array.from({ length: LARGEST_BATCH / 2 }, () => draw(questions));
    const twice = asked.flatMap((question) => [question, question]);
    const answers = yield* answersTo(laboratory, twice, 1, samples.stream(`batch ${batch}`));
    batch += 1;
    const pairs: PreferencePair[] = [];
    for (const [i, question] of asked.entries()) {
      const first = judged(world, question, answers[2 * i]!.answer);
      const other =
        made.uniform() < DISTRACTORS ? world.distractor(question, made) : answers[2 * i + 1]!.answer;
      const pair = choose(first, judged(world, question, other));
      if (pair) pairs.push(pair);
    }
    const wanted = pairs.slice(0, count - found);
    found += wanted.length;
    yield wanted;
  }
}

export const rewardSteps = ({ pairs, epochs }: Pick<RewardSettings, 'pairs' | 'epochs'>) =>
  epochs * Math.ceil(pairs / BATCH);

/** What is to be known of a reward model before PPO. */
export interface Examined {
  /** Share of held-out pairs that it ranks rightly. */
  readonly accuracy: number;
  /** What ranks the same pairs without a label. */
  readonly baselines: Baselines;
  /** Of its scores on answers of the reference. */
  readonly standard: Standard;
}

/** The reward model before its first label: a copy of the policy, its head emptied. */
export function resetRewardModel({ policy, rewardModel }: Laboratory<Truth>): void {
  copyParameters(policy, rewardModel.network);
  emptyHead(rewardModel);
}

/** Yields the updates, and nothing while pairs are made; returns what is then known of the reward model. */
export function* rewardModelling(
  laboratory: Laboratory<Truth>,
  settings: RewardSettings,
): Generator<RewardStep | undefined, Examined, undefined> {
  const { pairs: count, keywordBias, lengthBias, annotatorNoise: noise } = settings;
  const { peak, epochs, heldOutPairs } = settings;
  const annotators = { keywordBias, lengthBias, noise };
  const { policy, reference, rewardModel } = laboratory;
  const rng = laboratory.rng.stream('reward');
  const { sampler } = laboratory.world;
  copyParameters(policy, reference);
  resetRewardModel(laboratory);
  const pairs: PreferencePair[] = [];
  const labels = rng.stream('labels');
  const choose = (a: Judged, b: Judged) => label(a, b, annotators, labels);
  for (const some of labelledPairs(laboratory, sampler.train, count, choose, rng.stream('pairs'))) {
    if (some) pairs.push(...some);
    yield undefined;
  }
  const steps = epochs * Math.ceil(pairs.length / BATCH);
  const schedule = { peak, floor: peak / 10, warmUp: WARM_UP, steps, decay: 'linear' } as const;
  const batches = epochsOf(pairs, BATCH, epochs, rng.stream('order'));
  yield* trainRewardModel(laboratory, rewardModel.head, batches, schedule);
  return yield* examine(laboratory, heldOutPairs);
}

/** The accuracy of the laboratory's reward model on held-out pairs, and the scale of its scores. */
export function* examine(
  laboratory: Laboratory<Truth>,
  heldOutPairs: number,
): Generator<undefined, Examined, undefined> {
  const rng = laboratory.rng.stream('reward');
  const { sampler } = laboratory.world;
  const unseen: PreferencePair[] = [];
  const pairs = labelledPairs(laboratory, sampler.heldOut, heldOutPairs, trueOrder, rng.stream('unseen'));
  for (const some of pairs) {
    if (some) unseen.push(...some);
    yield undefined;
  }
  return {
    accuracy: pairAccuracy(laboratory.rewardModel, unseen),
    baselines: baselinesOn(laboratory.reference, unseen),
    standard: yield* scaleOf(laboratory),
  };
}

/** Mean and deviation of the score on answers of the reference, to training questions. */
export function* scaleOf(laboratory: Laboratory<Truth>): Generator<undefined, Standard, undefined> {
  const rng = laboratory.rng.stream('reward').stream('standard');
  const { train } = laboratory.world.sampler;
  const questions = Array.from({ length: STANDARD_SAMPLES }, () => train(rng));
  const responses = yield* answersTo(laboratory, questions, 1, rng.stream('answers'));
  return standardOf(scoresOf(laboratory.rewardModel, responses));
}
