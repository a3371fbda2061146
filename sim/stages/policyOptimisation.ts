/**
 * PPO in the laboratory: training questions as prompts, and the true quality of the answers beside the reward.
 *
 * With the rubric as judge the true quality itself is the reward, paid at the end of each answer: reinforcement learning
 * from verifiable rewards (RLVR). It shows what a perfect reward model would bring to this PPO; outside a world whose
 * truth is known, nobody has it.
 */
import type { Params, SettingsOf } from '../param.ts';
import type { Rng } from '../rng.ts';
import { END, LONGEST_ANSWER, type Question, type Truth } from '../world/world.ts';
import { LARGEST_BATCH } from './batches.ts';
import { answersTo, type Laboratory } from './laboratory.ts';
import { ppo, type Judge, type PpoStep } from './ppo.ts';
import { ppoParams } from './ppoParams.ts';
import { standardOf, STANDARD_SAMPLES, type Standard } from './standard.ts';

const stepsParam = {
  ppoSteps: {
    kind: 'number',
    label: 'PPO steps',
    help: 'Batches of sampled answers.',
    min: 0,
    max: 300,
    step: 10,
    default: 200,
  },
} as const satisfies Params;

const answersParam = {
  answersPerStep: {
    kind: 'number',
    label: 'answers per step',
    unit: 'answers',
    help: 'The rollout batch: answers that are sampled, each to a question of its own, before the weights change again.',
    min: 8,
    max: LARGEST_BATCH,
    step: 8,
    default: LARGEST_BATCH,
  },
} as const satisfies Params;

const judgeParam = {
  judge: {
    kind: 'choice',
    label: 'judge',
    help: 'Who pays for an answer: the reward model, or the rubric of this world itself, all at the end, as an upper bound.',
    choices: { model: 'the reward model', rubric: 'the rubric itself' },
    default: 'model',
  },
} as const satisfies Params;

const peakParam = {
  ppoPeak: {
    kind: 'number',
    symbol: '\\alpha',
    label: 'PPO’s largest learning rate',
    help: 'Reached after five steps; then the rate falls to a fifth.',
    min: 0.0005,
    max: 0.01,
    step: 0.0005,
    default: 2e-3,
  },
} as const satisfies Params;

const temperatureParam = {
  rolloutTemperature: {
    kind: 'number',
    label: 'temperature of the rollouts',
    help: 'At which PPO samples the answers that it learns from. The update reckons with the probabilities at 1, so that anything else is off-policy.',
    min: 0.5,
    max: 1.5,
    step: 0.1,
    default: 1,
  },
} as const satisfies Params;

const { reward, ...otherPpoParams } = ppoParams;

export const policyParams = {
  ...otherPpoParams,
  ...judgeParam,
  reward: { ...reward, when: { param: 'judge', is: 'model' } },
  ...stepsParam,
  ...answersParam,
  ...peakParam,
  ...temperatureParam,
} as const satisfies Params;

export type PolicySettings = SettingsOf<typeof policyParams>;

const WARM_UP = 5;
/** Of the peak: where the learning rate ends. */
const FLOOR = 0.2;

export interface PolicyStep extends PpoStep {
  /** Mean true quality of the sampled answers. */
  readonly gold: number;
}

export function* policyOptimisation(
  laboratory: Laboratory<Truth>,
  standard: Standard,
  settings: PolicySettings,
): Generator<PolicyStep | undefined, void, undefined> {
  const { world, rewardModel } = laboratory;
  const rng = laboratory.rng.stream('ppo');
  const asked = rng.stream('questions');
  const { sampler } = world;
  const steps = settings.ppoSteps;
  const batches = Array.from({ length: steps }, () =>
    Array.from({ length: settings.answersPerStep }, () => sampler.train(asked)),
  );
  const prompts = batches.map((questions) => questions.map(({ tokens }) => tokens));
  const { ppoPeak: peak, rolloutTemperature: temperature } = settings;
  const schedule = { peak, floor: peak * FLOOR, warmUp: WARM_UP, steps, decay: 'linear' } as const;
  const all = { ...settings, temperature, longest: LONGEST_ANSWER, end: END, schedule };
  const judge = settings.judge === 'rubric' ? yield* rubricOf(laboratory, batches, rng) : undefined;
  for (const step of ppo(laboratory, rewardModel.head, prompts, standard, all, rng, judge)) {
    if (!step) {
      yield undefined;
      continue;
    }
    const questions = batches[step.step - 1]!;
    const gold = step.responses.reduce(
      (sum, { answer }, i) => sum + world.goldReward(questions[i]!, answer),
      0,
    );
    yield { ...step, gold: gold / questions.length };
  }
}

/** The rubric as a judge, on the scale of its marks for answers of the model as it is before the first step. */
function* rubricOf(
  laboratory: Laboratory<Truth>,
  batches: readonly (readonly Question<Truth>[])[],
  rng: Rng,
): Generator<undefined, Judge, undefined> {
  const scale = rng.stream('scale of the rubric');
  const { world } = laboratory;
  const { sampler } = world;
  const asked = Array.from({ length: STANDARD_SAMPLES }, () => sampler.train(scale));
  const responses = yield* answersTo(laboratory, asked, 1, scale.stream('answers'));
  const marks = responses.map(({ answer }, i) => world.goldReward(asked[i]!, answer));
  return {
    scoresOf: (step, responses) =>
      responses.map(({ answer }, i) => world.goldReward(batches[step]![i]!, answer)),
    standard: standardOf(marks),
  };
}
