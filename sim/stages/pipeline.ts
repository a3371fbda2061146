/**
 * All four stages on one model: pretraining, supervised fine-tuning, reward model, PPO, each starting from the one
 * before, measured on held-out questions against the ground truth of the teaching world.
 */
import type { Kernels } from '../kernels/kernels.ts';
import { createDecoder, type Decoder } from '../model/decoder.ts';
import { generate } from '../model/generate.ts';
import { initialise } from '../model/parameters.ts';
import type { Shape } from '../model/shape.ts';
import { createTransformer, type Transformer } from '../model/transformer.ts';
import type { Rng } from '../rng.ts';
import {
  createSampler,
  createWorld,
  demonstration,
  distractor,
  goldReward,
  judge,
  LONGEST_ANSWER,
  metricsOf,
  PROMPT_LENGTH,
  webDocument,
  type Metrics,
  type Question,
  type World,
} from '../world/world.ts';
import { documentBatches, epochsOf } from './batches.ts';
import { divergenceOn, ppo, type PpoSettings, type PpoStep, type Standard } from './ppo.ts';
import { label, trueOrder, type Annotators, type Judged } from './preferences.ts';
import type { Response } from './responses.ts';
import {
  pairAccuracy,
  rewardsOf,
  trainRewardModel,
  type PreferencePair,
  type RewardStep,
} from './rewardModel.ts';
import { train, type TrainingStep } from './training.ts';

export interface PipelineSettings {
  /** Tokens that pretraining reads. */
  readonly pretrainingTokens: number;
  /** Share of web answers that are bad, besides the myths. */
  readonly badShare: number;
  readonly demonstrations: number;
  /** Share of demonstrations that an expert has written with care. */
  readonly quality: number;
  readonly pairs: number;
  readonly annotators: Annotators;
  readonly ppoSteps: number;
  /** Held-out pairs on which the reward model is measured. */
  readonly heldOutPairs: number;
  readonly ppo: Pick<
    PpoSettings,
    'beta' | 'klControl' | 'klTarget' | 'clipRange' | 'gamma' | 'lambda' | 'epochs' | 'minibatch' | 'reward'
  >;
}

const SHAPE = { context: PROMPT_LENGTH + LONGEST_ANSWER, width: 48, layers: 1, heads: 3 } as const;
export const shapeOf = (world: World): Shape => ({ vocabulary: world.vocabulary.length, ...SHAPE });

const END = 0;
const PRETRAINING = { batch: 16, peak: 8e-3, warmUp: 20 } as const;
/** Mean length of a web document: what turns tokens into batches. */
const DOCUMENT_TOKENS = 11.9;
const SFT = { batch: 32, epochs: 2, peak: 1.5e-3 } as const;
const REWARD = { batch: 16, epochs: 2, peak: 3e-3 } as const;
const PPO = { batch: 64, peak: 2e-3, warmUp: 5, floor: 0.2 } as const;
/** Answers are sampled so many at a time. */
const SAMPLED = 128;
const STANDARD_SAMPLES = 256;
/** Of the pairs, the share in which one answer is made up to be wrong in a known way. */
const DISTRACTORS = 0.25;

export type Stage = 'pretrain' | 'sft' | 'reward' | 'ppo';

export type PipelineEvent =
  | { readonly stage: 'pretrain' | 'sft'; readonly step: TrainingStep; readonly of: number }
  | { readonly stage: 'reward'; readonly step: RewardStep; readonly of: number }
  | { readonly stage: 'ppo'; readonly step: PpoStep; readonly gold: number; readonly of: number }
  /** A stage has ended; its model stands in `policy`. */
  | { readonly stage: Stage; readonly done: true }
  /** Work goes on between steps that are far apart. */
  | { readonly stage: Stage; readonly done: false };

export interface Judge {
  /** Of its scores on answers of the reference. */
  readonly standard: Standard;
  /** Share of held-out pairs that it ranks rightly. */
  readonly accuracy: number;
}

/** Everything that the stages share. */
export interface Laboratory {
  readonly world: World;
  readonly policy: Transformer;
  readonly reference: Transformer;
  readonly rewardModel: Transformer;
  readonly decoder: Decoder;
  readonly rng: Rng;
  /** What is known of the reward model, once it is trained. */
  judge: Judge | undefined;
}

export function createLaboratory(kernels: Kernels, rng: Rng): Laboratory {
  const world = createWorld();
  const shape = shapeOf(world);
  const create = () => createTransformer(kernels, shape, PPO.batch);
  const policy = create();
  initialise(kernels, policy.parameters, rng.stream('weights'));
  return {
    world,
    policy,
    reference: create(),
    rewardModel: create(),
    decoder: createDecoder(policy, SAMPLED),
    rng,
    judge: undefined,
  };
}

function copyParameters(from: Transformer, to: Transformer): void {
  const { at, count } = from.parameters;
  from.kernels.heap.f32.copyWithin(to.parameters.at, at, at + count);
}

export function* pretraining(
  { world, policy, rng }: Laboratory,
  { pretrainingTokens, badShare }: PipelineSettings,
): Generator<PipelineEvent, void, undefined> {
  const steps = Math.round(pretrainingTokens / (PRETRAINING.batch * DOCUMENT_TOKENS));
  const { peak, warmUp, batch } = PRETRAINING;
  const schedule = { peak, floor: peak / 10, warmUp, steps, decay: 'linear' } as const;
  const web = rng.stream('web');
  const batches = documentBatches(
    () => webDocument(world, web, { badShare }),
    batch,
    steps,
    rng.stream('batches'),
  );
  for (const step of train(policy, batches, schedule)) yield { stage: 'pretrain', step, of: steps };
  yield { stage: 'pretrain', done: true };
}

export function* supervisedFineTuning(
  { world, policy, rng }: Laboratory,
  { demonstrations, quality }: PipelineSettings,
): Generator<PipelineEvent, void, undefined> {
  const experts = rng.stream('experts');
  const texts = Array.from({ length: demonstrations }, () => {
    const { question, answer } = demonstration(world, experts, { quality });
    return [...question.tokens, ...answer];
  });
  const steps = SFT.epochs * Math.ceil(texts.length / SFT.batch);
  const schedule = { peak: SFT.peak, floor: SFT.peak / 10, warmUp: 5, steps, decay: 'linear' } as const;
  const batches = epochsOf(texts, SFT.batch, SFT.epochs, rng.stream('sft'));
  for (const step of train(policy, batches, schedule, PROMPT_LENGTH)) yield { stage: 'sft', step, of: steps };
  yield { stage: 'sft', done: true };
}

/** Answers of the policy, `SAMPLED` at a time. */
function* answersTo(
  { policy, decoder }: Laboratory,
  questions: readonly Question[],
  temperature: number,
  rng: Rng,
): Generator<Response[], void, undefined> {
  for (let start = 0; start < questions.length; start += SAMPLED) {
    const prompts = questions.slice(start, start + SAMPLED).map(({ tokens }) => tokens);
    const sampling = { temperature, end: END, longest: LONGEST_ANSWER };
    yield generate(policy, decoder, prompts, sampling, rng).map((answer, i) => ({
      prompt: prompts[i]!,
      answer,
    }));
  }
}

function judged(question: Question, answer: readonly number[]): Judged {
  return {
    prompt: question.tokens,
    answer,
    gold: goldReward(question, answer),
    hasKeyword: judge(question, answer).avoids,
  };
}

/** Pairs of answers with labels, some dozens at a time. */
function* labelledPairs(
  laboratory: Laboratory,
  draw: (rng: Rng) => Question,
  count: number,
  choose: (a: Judged, b: Judged) => PreferencePair | undefined,
  rng: Rng,
): Generator<PreferencePair[], void, undefined> {
  const { world } = laboratory;
  const questions = rng.stream('questions');
  const samples = rng.stream('samples');
  const made = rng.stream('distractors');
  let found = 0;
  while (found < count) {
    const asked = Array.from({ length: SAMPLED / 2 }, () => draw(questions));
    const twice = asked.flatMap((question) => [question, question]);
    const answers = [...answersTo(laboratory, twice, 1, samples)].flat();
    const pairs: PreferencePair[] = [];
    for (const [i, question] of asked.entries()) {
      const first = judged(question, answers[2 * i]!.answer);
      const other =
        made.uniform() < DISTRACTORS ? distractor(world, question, made) : answers[2 * i + 1]!.answer;
      const pair = choose(first, judged(question, other));
      if (pair) pairs.push(pair);
    }
    const wanted = pairs.slice(0, count - found);
    found += wanted.length;
    yield wanted;
  }
}

export function* rewardModelling(
  laboratory: Laboratory,
  { pairs: count, annotators, heldOutPairs }: PipelineSettings,
): Generator<PipelineEvent, void, undefined> {
  const { policy, reference, rewardModel, world } = laboratory;
  const rng = laboratory.rng.stream('reward');
  const sampler = createSampler(world);
  copyParameters(policy, reference);
  copyParameters(policy, rewardModel);
  const pairs: PreferencePair[] = [];
  const labels = rng.stream('labels');
  const choose = (a: Judged, b: Judged) => label(a, b, annotators, labels);
  for (const some of labelledPairs(laboratory, sampler.train, count, choose, rng.stream('pairs'))) {
    pairs.push(...some);
    yield { stage: 'reward', done: false };
  }
  const steps = REWARD.epochs * Math.ceil(pairs.length / REWARD.batch);
  const schedule = {
    peak: REWARD.peak,
    floor: REWARD.peak / 10,
    warmUp: 10,
    steps,
    decay: 'linear',
  } as const;
  const batches = epochsOf(pairs, REWARD.batch, REWARD.epochs, rng.stream('order'));
  for (const step of trainRewardModel(rewardModel, batches, schedule))
    yield { stage: 'reward', step, of: steps };

  const unseen: PreferencePair[] = [];
  for (const some of labelledPairs(
    laboratory,
    sampler.heldOut,
    heldOutPairs,
    trueOrder,
    rng.stream('unseen'),
  )) {
    unseen.push(...some);
    yield { stage: 'reward', done: false };
  }
  laboratory.judge = {
    accuracy: pairAccuracy(rewardModel, unseen, PPO.batch / 2),
    standard: standardOf(laboratory, sampler.train, rng.stream('standard')),
  };
  yield { stage: 'reward', done: true };
}

/** Mean and deviation of the reward on answers of the reference. */
function standardOf(laboratory: Laboratory, draw: (rng: Rng) => Question, rng: Rng): Standard {
  const questions = Array.from({ length: STANDARD_SAMPLES }, () => draw(rng));
  const totals: number[] = [];
  for (const responses of answersTo(laboratory, questions, 1, rng)) {
    for (let start = 0; start < responses.length; start += PPO.batch) {
      totals.push(...rewardsOf(laboratory.rewardModel, responses.slice(start, start + PPO.batch)).totals);
    }
  }
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
  const variance = totals.reduce((sum, total) => sum + (total - mean) * (total - mean), 0) / totals.length;
  return { mean, deviation: Math.sqrt(variance) };
}

export function* policyOptimisation(
  laboratory: Laboratory,
  { ppoSteps, ppo: settings }: PipelineSettings,
): Generator<PipelineEvent, void, undefined> {
  const { world, policy, decoder, reference, rewardModel, judge: known } = laboratory;
  if (!known) throw new RangeError('PPO needs a reward model, and none is trained yet');
  const rng = laboratory.rng.stream('ppo');
  const asked = rng.stream('questions');
  const sampler = createSampler(world);
  let questions: Question[] = [];
  function* prompts() {
    for (let step = 0; step < ppoSteps; step++) {
      questions = Array.from({ length: PPO.batch }, () => sampler.train(asked));
      yield questions.map(({ tokens }) => tokens);
    }
  }
  const schedule = {
    peak: PPO.peak,
    floor: PPO.peak * PPO.floor,
    warmUp: PPO.warmUp,
    steps: ppoSteps,
    decay: 'linear',
  } as const;
  const all = { ...settings, temperature: 1, longest: LONGEST_ANSWER, end: END, schedule };
  for (const step of ppo({ policy, decoder, reference, rewardModel }, prompts(), known.standard, all, rng)) {
    const gold = step.responses.reduce((sum, { answer }, i) => sum + goldReward(questions[i]!, answer), 0);
    yield { stage: 'ppo', step, gold: gold / questions.length, of: ppoSteps };
  }
  yield { stage: 'ppo', done: true };
}

export function* pipeline(
  laboratory: Laboratory,
  settings: PipelineSettings,
): Generator<PipelineEvent, void, undefined> {
  yield* pretraining(laboratory, settings);
  yield* supervisedFineTuning(laboratory, settings);
  yield* rewardModelling(laboratory, settings);
  yield* policyOptimisation(laboratory, settings);
}

export interface Evaluation extends Metrics {
  /** Standardised score of the reward model; 0 before there is one. */
  readonly proxy: number;
  /** Exact KL from the fine-tuned model at the prefixes of these answers, nats an answer; 0 before there is one. */
  readonly kl: number;
  /** Tokens of an answer. */
  readonly length: number;
}

/** The policy as it is, on each of these questions once. */
export function evaluate(
  laboratory: Laboratory,
  questions: readonly Question[],
  temperature: number,
  rng: Rng,
): Evaluation {
  const { policy, reference, rewardModel, judge: known } = laboratory;
  const responses = [...answersTo(laboratory, questions, temperature, rng)].flat();
  const answers = responses.map(({ answer }) => answer);
  let proxy = 0;
  let kl = 0;
  if (known) {
    const { mean, deviation } = known.standard;
    for (let start = 0; start < responses.length; start += PPO.batch) {
      const some = responses.slice(start, start + PPO.batch);
      for (const total of rewardsOf(rewardModel, some).totals) {
        proxy += (total - mean) / deviation / responses.length;
      }
      kl += (divergenceOn(policy, reference, some) * some.length) / responses.length;
    }
  }
  const length = answers.reduce((sum, answer) => sum + answer.length, 0) / answers.length;
  return { ...metricsOf(questions, answers), proxy, kl, length };
}
