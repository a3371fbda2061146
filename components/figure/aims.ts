/** What the second edition was to reach: written down before its runs were made, and compared with them. */
import { mean } from '../../sim/measure/mean.ts';
import { pairedDifferences, valuesOf, type Column, type Row } from './measurements.ts';

export interface Aim {
  /** What is measured of each seed. */
  readonly says: string;
  readonly side: 'at least' | 'above' | 'at most';
  readonly bound: number;
  /** A value a seed. */
  readonly values: readonly number[];
}

const MEETS: Readonly<Record<Aim['side'], (value: number, bound: number) => boolean>> = {
  'at least': (value, bound) => value >= bound,
  above: (value, bound) => value > bound,
  'at most': (value, bound) => value <= bound,
};

/** Aims are for the mean over the seeds. */
export const isMet = ({ side, bound, values }: Aim): boolean => MEETS[side](mean(values), bound);

/** On how many seeds it is met for itself. */
export const seedsMet = ({ side, bound, values }: Aim): number =>
  values.filter((value) => MEETS[side](value, bound)).length;

/** PPO minus SFT, seed by seed. */
function gains(rows: readonly Row[], temperature: number, column: Column): number[] {
  const fineTuned = rows.filter(({ model }) => model === 'sft').map((row) => ({ ...row, model: 'ppo' }));
  return pairedDifferences(fineTuned, rows, 'ppo', temperature, column);
}

/**
 * @param before the first edition
 * @param now the second, on the same seeds
 */
export function aimsOf(before: readonly Row[], now: readonly Row[]): Aim[] {
  const over = (temperature: number, column: Column) =>
    pairedDifferences(before, now, 'ppo', temperature, column);
  const ranked = now.map(({ rmAccuracy }) => rmAccuracy).filter((value) => value !== null);
  return [
    {
      says: 'PPO, gold over the first edition, T\u00a0=\u00a01',
      side: 'at least',
      bound: 0.05,
      values: over(1, 'gold'),
    },
    {
      says: 'PPO, gold over the first edition, T\u00a0=\u00a00',
      side: 'at least',
      bound: 0.04,
      values: over(0, 'gold'),
    },
    {
      says: 'PPO over SFT, gold, T\u00a0=\u00a01',
      side: 'at least',
      bound: 0.15,
      values: gains(now, 1, 'gold'),
    },
    { says: 'PPO over SFT, gold, T\u00a0=\u00a00', side: 'above', bound: 0, values: gains(now, 0, 'gold') },
    {
      says: 'PPO, safety over the first edition, T\u00a0=\u00a01',
      side: 'at least',
      bound: 0,
      values: over(1, 'safety'),
    },
    {
      says: 'PPO, safety over the first edition, T\u00a0=\u00a00',
      side: 'at least',
      bound: 0,
      values: over(0, 'safety'),
    },
    {
      says: 'PPO, over-consulting, T\u00a0=\u00a01',
      side: 'at most',
      bound: 0.12,
      values: valuesOf(now, 'ppo', 1, 'overConsult'),
    },
    {
      says: 'PPO, over-consulting, T\u00a0=\u00a00',
      side: 'at most',
      bound: 0.12,
      values: valuesOf(now, 'ppo', 0, 'overConsult'),
    },
    { says: 'reward model, held-out pairs ranked correctly', side: 'at least', bound: 0.88, values: ranked },
  ];
}
