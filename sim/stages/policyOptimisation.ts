/** PPO in the laboratory: training questions as prompts, and the true quality of the answers beside the reward. */
import type { Params, SettingsOf } from '../param.ts';
import { createSampler, END, goldReward, LONGEST_ANSWER } from '../world/world.ts';
import { LARGEST_BATCH, type Laboratory } from './laboratory.ts';
import { ppo, ppoParams, type PpoStep } from './ppo.ts';
import type { Standard } from './rewardModel.ts';

const stepsParam = {
  ppoSteps: {
    kind: 'number',
    label: 'PPO steps',
    help: `Batches of ${LARGEST_BATCH} sampled answers.`,
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
  standard: Standard,
  settings: PolicySettings,
): Generator<PolicyStep, void, undefined> {
  const { world, policy, decoder, reference, rewardModel } = laboratory;
  const rng = laboratory.rng.stream('ppo');
  const asked = rng.stream('questions');
  const sampler = createSampler(world);
  const steps = settings.ppoSteps;
  const batches = Array.from({ length: steps }, () =>
    Array.from({ length: LARGEST_BATCH }, () => sampler.train(asked)),
  );
  const prompts = batches.map((questions) => questions.map(({ tokens }) => tokens));
  const schedule = { peak: PEAK, floor: PEAK * FLOOR, warmUp: WARM_UP, steps, decay: 'linear' } as const;
  const all = { ...settings, temperature: 1, longest: LONGEST_ANSWER, end: END, schedule };
  for (const step of ppo({ policy, decoder, reference, rewardModel }, prompts, standard, all, rng)) {
    const questions = batches[step.step - 1]!;
    const gold = step.responses.reduce((sum, { answer }, i) => sum + goldReward(questions[i]!, answer), 0);
    yield { ...step, gold: gold / questions.length };
  }
}
