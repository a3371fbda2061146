/** Supervised fine-tuning: imitation of expert answers; only the tokens of the answer are predicted. */
import type { Params, SettingsOf } from '../param.ts';
import { PROMPT_LENGTH, type Truth } from '../world/world.ts';
import { epochsOf } from './batches.ts';
import type { Laboratory } from './laboratory.ts';
import { train, type TrainingStep } from './training.ts';

export const fineTuningParams = {
  demonstrations: {
    kind: 'number',
    label: 'demonstrations',
    help: 'Answers by experts for supervised fine-tuning.',
    min: 50,
    max: 5000,
    step: 50,
    default: 2000,
  },
  quality: {
    kind: 'number',
    label: 'quality of demonstrations',
    unit: 'share',
    help: 'Share of demonstrations that are right. Of the others four in five say something wrong, the myth of the web where there is one, and one in five is vague.',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.85,
  },
  epochs: {
    kind: 'number',
    label: 'epochs',
    help: 'Passes over the demonstrations.',
    min: 1,
    max: 10,
    step: 1,
    default: 3,
  },
  peak: {
    kind: 'number',
    symbol: '\\alpha',
    label: 'largest learning rate',
    help: 'Reached after five steps; then the rate falls to a tenth.',
    min: 0.0005,
    max: 0.01,
    step: 0.0005,
    default: 2e-3,
    menu: true,
  },
} as const satisfies Params;

export type FineTuningSettings = SettingsOf<typeof fineTuningParams>;

const BATCH = 32;
const WARM_UP = 5;

export const fineTuningSteps = ({ demonstrations, epochs }: FineTuningSettings) =>
  epochs * Math.ceil(demonstrations / BATCH);

export function* fineTuning(
  laboratory: Laboratory<Truth>,
  settings: FineTuningSettings,
): Generator<TrainingStep | undefined, void, undefined> {
  const { world, rng } = laboratory;
  const { demonstrations, quality, epochs, peak } = settings;
  const experts = rng.stream('experts');
  const texts = Array.from({ length: demonstrations }, () => {
    const { question, answer } = world.demonstration(experts, { quality });
    return [...question.tokens, ...answer];
  });
  const steps = fineTuningSteps(settings);
  const schedule = { peak, floor: peak / 10, warmUp: WARM_UP, steps, decay: 'linear' } as const;
  yield* train(laboratory, epochsOf(texts, BATCH, epochs, rng.stream('sft')), schedule, PROMPT_LENGTH);
}
