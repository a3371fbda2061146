/** PPO as the experiments on oversight run it: small batches and a constant learning rate, so that one can see where it goes. */
import type { Rng } from '../../rng.ts';
import { ppo, type PpoStep } from '../../stages/ppo.ts';
import { ppoParams } from '../../stages/ppoParams.ts';
import type { Laboratory } from '../../stages/laboratory.ts';
import type { Standard } from '../../stages/standard.ts';
import { defaultsOf } from '../../settings.ts';
import { createSampler, END, LONGEST_ANSWER } from '../../world/world.ts';

/** Answers of a step. */
const BATCH = 64;

export interface Optimising {
  readonly steps: number;
  /** Price of a nat from the reference, deviations. */
  readonly beta: number;
  /** Learning rate, the same at every step. */
  readonly rate: number;
}

export function optimising(
  laboratory: Laboratory,
  standard: Standard,
  { steps, beta, rate }: Optimising,
  rng: Rng,
): Generator<PpoStep | undefined, void, undefined> {
  const asked = rng.stream('questions');
  const { train } = createSampler(laboratory.world);
  const prompts = Array.from({ length: steps }, () =>
    Array.from({ length: BATCH }, () => train(asked).tokens),
  );
  const settings = {
    ...defaultsOf(ppoParams),
    beta,
    minibatch: BATCH,
    temperature: 1,
    longest: LONGEST_ANSWER,
    end: END,
    schedule: { peak: rate, floor: rate, warmUp: 1, steps, decay: 'linear' },
  } as const;
  return ppo(laboratory, laboratory.rewardModel.head, prompts, standard, settings, rng.stream('ppo'));
}
