/** Pretraining: next-token prediction on fresh documents of the web of the teaching world. */
import { documentBatches } from './batches.ts';
import type { Laboratory } from './laboratory.ts';
import { train, type TrainingStep } from './training.ts';
import { webDocument } from '../world/world.ts';

export interface PretrainingSettings {
  /** Tokens that are read. */
  readonly tokens: number;
  /** Share of web answers that are bad, besides the myths. */
  readonly badShare: number;
  /** Largest learning rate. */
  readonly peak: number;
  /** Steps until it is reached. */
  readonly warmUp: number;
}

export const PRETRAINING = { tokens: 1_000_000, badShare: 0.2, peak: 8e-3, warmUp: 20 } as const;
const BATCH = 16;
/** Mean length of a web document: what turns tokens into batches. */
const DOCUMENT_TOKENS = 11.9;

export const pretrainingSteps = ({ tokens }: Pick<PretrainingSettings, 'tokens'>) =>
  Math.round(tokens / (BATCH * DOCUMENT_TOKENS));

export function* pretraining(
  { world, policy, rng }: Laboratory,
  settings: PretrainingSettings,
): Generator<TrainingStep, void, undefined> {
  const { peak, warmUp, badShare } = settings;
  const steps = pretrainingSteps(settings);
  const schedule = { peak, floor: peak / 10, warmUp, steps, decay: 'linear' } as const;
  const web = rng.stream('web');
  const next = () => webDocument(world, web, { badShare });
  yield* train(policy, documentBatches(next, BATCH, steps, rng.stream('batches')), schedule);
}
