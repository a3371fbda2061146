/** Pretraining: next-token prediction on fresh documents of the web of the teaching world. */
import type { Params, SettingsOf } from '../param.ts';
import { documentBatches } from './batches.ts';
import type { Laboratory } from './laboratory.ts';
import { train, type TrainingStep } from './training.ts';
import type { Truth } from '../world/world.ts';

export const pretrainingParams = {
  peak: {
    kind: 'number',
    symbol: '\\alpha',
    label: 'largest learning rate',
    help: 'Reached after the warm-up; then the rate falls in a straight line to 0.',
    min: 0.001,
    max: 0.04,
    step: 0.0005,
    default: 6.5e-3,
  },
  warmUp: {
    kind: 'number',
    label: 'warm-up',
    unit: 'steps',
    help: 'Steps until the largest learning rate is reached.',
    min: 0,
    max: 100,
    step: 5,
    default: 20,
  },
  batch: {
    kind: 'number',
    label: 'batch',
    unit: 'documents',
    help: 'Documents in each update; with more of them, the same text makes fewer updates.',
    min: 8,
    max: 64,
    step: 8,
    default: 16,
    menu: true,
  },
  badShare: {
    kind: 'number',
    label: 'bad answers on the web',
    unit: 'share',
    help: 'Share of answers in the pretraining text that are wrong, vague or padded, besides its myths.',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.2,
  },
} as const satisfies Params;

export interface PretrainingSettings extends SettingsOf<typeof pretrainingParams> {
  /** Tokens that are read. */
  readonly tokens: number;
}

/**
 * Found by trials on the held-out loss, as were the peak, the floor of 0 and the deviation of the first output matrix:
 * together they are worth as much as two thirds more text.
 */
export const PRETRAINING_ADAMW = { beta2: 0.99, clipNorm: 0.5 } as const;
/** Mean length of a web document: what turns tokens into batches. */
const DOCUMENT_TOKENS = 14.2;

export const pretrainingSteps = ({
  tokens,
  batch = pretrainingParams.batch.default,
}: Pick<PretrainingSettings, 'tokens'> & Partial<Pick<PretrainingSettings, 'batch'>>) =>
  Math.max(1, Math.round(tokens / (batch * DOCUMENT_TOKENS)));

export function* pretraining(
  laboratory: Laboratory<Truth>,
  settings: PretrainingSettings,
): Generator<TrainingStep | undefined, void, undefined> {
  const { world, rng } = laboratory;
  const { peak, warmUp, batch, badShare } = settings;
  const steps = pretrainingSteps(settings);
  const schedule = { peak, floor: 0, warmUp, steps, decay: 'linear' } as const;
  const web = rng.stream('web');
  const next = () => world.webDocument(web, { badShare });
  const batches = documentBatches(next, batch, steps, rng.stream('batches'));
  yield* train(laboratory, batches, schedule, 0, PRETRAINING_ADAMW);
}
