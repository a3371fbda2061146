/** Supervised fine-tuning: imitation of expert answers; only the tokens of the answer are predicted. */
import { demonstration, PROMPT_LENGTH } from '../world/world.ts';
import { epochsOf } from './batches.ts';
import type { Laboratory } from './laboratory.ts';
import { train, type TrainingStep } from './training.ts';

export interface FineTuningSettings {
  readonly demonstrations: number;
  /** Share of demonstrations that an expert has written with care. */
  readonly quality: number;
  /** Passes over the demonstrations. */
  readonly epochs: number;
  /** Largest learning rate. */
  readonly peak: number;
}

export const FINE_TUNING = { demonstrations: 1000, quality: 0.85, epochs: 2, peak: 1.5e-3 } as const;
const BATCH = 32;
const WARM_UP = 5;

export const fineTuningSteps = ({ demonstrations, epochs }: FineTuningSettings) =>
  epochs * Math.ceil(demonstrations / BATCH);

export function* fineTuning(
  { world, policy, rng }: Laboratory,
  settings: FineTuningSettings,
): Generator<TrainingStep, void, undefined> {
  const { demonstrations, quality, epochs, peak } = settings;
  const experts = rng.stream('experts');
  const texts = Array.from({ length: demonstrations }, () => {
    const { question, answer } = demonstration(world, experts, { quality });
    return [...question.tokens, ...answer];
  });
  const steps = fineTuningSteps(settings);
  const schedule = { peak, floor: peak / 10, warmUp: WARM_UP, steps, decay: 'linear' } as const;
  yield* train(policy, epochsOf(texts, BATCH, epochs, rng.stream('sft')), schedule, PROMPT_LENGTH);
}
