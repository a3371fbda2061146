/** PPO in the laboratory: training questions as prompts, and the true quality of the answers beside the reward. */
import type { Params, SettingsOf } from '../param.ts';
import { createSampler, END, goldReward, LONGEST_ANSWER, type Question } from '../world/world.ts';
import { LARGEST_BATCH, type Laboratory } from './laboratory.ts';
import { ppo, ppoParams, type PpoStep } from './ppo.ts';

const stepsParam = {
  ppoSteps: {
    kind: 'number',
    label: 'PPO steps',
    help: 'Batches of 64 sampled answers.',
    min: 0,
    max: 300,
    step: 10,
    default: 200,
  },
} as const satisfies Params;

export const policyParams = { ...ppoParams, ...stepsParam };

export type PolicySettings = SettingsOf<typeof policyParams>;

/** Largest learning rate. */
const PEAK = 2e-3;
const WARM_UP = 5;
/** Of the peak: where the learning rate ends. */
const FLOOR = 0.2;

export interface PolicyStep extends PpoStep {
  /** Mean true quality of the sampled answers. */
  readonly gold: number;
}

export function* policyOptimisation(
  laboratory: Laboratory,
  settings: PolicySettings,
): Generator<PolicyStep, void, undefined> {
  const { world, policy, decoder, reference, rewardModel, judge: known } = laboratory;
  if (!known) throw new RangeError('PPO needs a reward model, and none is trained yet');
  const rng = laboratory.rng.stream('ppo');
  const asked = rng.stream('questions');
  const sampler = createSampler(world);
  let questions: Question[] = [];
  function* prompts() {
    for (let step = 0; step < settings.ppoSteps; step++) {
      questions = Array.from({ length: LARGEST_BATCH }, () => sampler.train(asked));
      yield questions.map(({ tokens }) => tokens);
    }
  }
  const steps = settings.ppoSteps;
  const schedule = { peak: PEAK, floor: PEAK * FLOOR, warmUp: WARM_UP, steps, decay: 'linear' } as const;
  const all = { ...settings, temperature: 1, longest: LONGEST_ANSWER, end: END, schedule };
  for (const step of ppo({ policy, decoder, reference, rewardModel }, prompts(), known.standard, all, rng)) {
    const gold = step.responses.reduce((sum, { answer }, i) => sum + goldReward(questions[i]!, answer), 0);
    yield { ...step, gold: gold / questions.length };
  }
}
