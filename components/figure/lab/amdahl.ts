/**
 * Seconds that the same run took with one worker, two and more, as a picture beside Amdahl's law. Seconds are measured by
 * the host: the rows made of them here are drawn, and are in no recording and no hash.
 */
import type { Declaration, Row, XYView, TableView, SeriesMap } from '../../../sim/experiment.ts';
import { SHARDS } from '../../../sim/crew.ts';
import { mean } from '../../../sim/measure/mean.ts';
import type { CrewTimes, OrderTime } from '../../host/crew/times.ts';
import { grouped } from './hash.ts';

/** Workers that are tried: a fifth would have nothing to do. */
export const SIZES: readonly number[] = Array.from({ length: SHARDS }, (_, i) => i + 1);

/** Every number of workers has its turn so often; the first one warms up and is not counted. */
export const ROUNDS = 4;

/** One run with some number of workers. */
export interface Timed {
  readonly workers: number;
  readonly hash: string;
  /** Undefined where a run can have no crew. */
  readonly times: CrewTimes | undefined;
}

/** A number of workers that was measured. */
export interface Measured {
  readonly workers: number;
  readonly hash: string;
  /** Of one step. */
  readonly milliseconds: number;
  /** Of these, what the worker that leads spent on work that is divided. */
  readonly divided: number;
}

const smallest = (numbers: readonly number[]) => numbers.reduce((least, each) => Math.min(least, each));

/**
 * Each step counts as it was quickest: it is the same step in every run, and what else the machine does only adds to it. A
 * run counts if so many workers have really computed it.
 */
export function quickest(runs: readonly Timed[]): Measured[] {
  return SIZES.flatMap((workers) => {
    const counted = runs.flatMap(({ workers: asked, times }) =>
      asked === workers && times?.fewest === workers ? [times.orders] : [],
    );
    const [first] = counted;
    if (!first) return [];
    const each = (of: keyof OrderTime) =>
      mean(first.map((_, step) => smallest(counted.map((orders) => orders[step]![of]))));
    const { hash } = runs.find((run) => run.workers === workers)!;
    return [{ workers, hash, milliseconds: each('milliseconds'), divided: each('divided') }];
  });
}

/** The share of one worker's time in work that can be divided; undefined if one worker was not measured. */
export function dividedShare(measured: readonly Measured[]): number | undefined {
  const one = measured.find(({ workers }) => workers === 1);
  return one && Math.min(1, one.divided / one.milliseconds);
}

/** Amdahl's law: how many times as fast so many workers are, if this share of the work is divided and nothing else is lost. */
export const amdahl = (share: number, workers: number): number => 1 / (1 - share + share / workers);

const faster = { label: 'times as fast', unit: '× one worker', digits: 2 } as const;
const workers = { label: 'workers', unit: '', help: 'That share each step.', digits: 0 } as const;

const series = {
  measured: {
    title: 'Measured',
    metrics: {
      workers,
      faster: { ...faster, help: 'Time of a step by one worker, by that of so many.', hue: 'reward' },
    },
  },
  law: {
    title: 'Amdahl’s law',
    metrics: { workers, faster: { ...faster, help: 'From the divided share of one worker’s time.' } },
  },
  ideal: {
    title: 'As many times as workers',
    metrics: { workers, faster: { ...faster, help: 'If all work were divided.' } },
  },
  alone: {
    title: 'One worker',
    metrics: {
      divided: {
        label: 'divided',
        unit: 'share',
        help: 'Share of one worker’s time in forward and backward passes, which several divide.',
        digits: 3,
      },
    },
  },
  run: {
    title: 'Runs',
    metrics: {
      workers,
      milliseconds: {
        label: 'a step',
        unit: 'ms',
        help: 'Mean over the steps of a run, each as it was quickest.',
        digits: 2,
      },
      faster: { ...faster, help: 'Measured.' },
      law: { label: 'Amdahl', unit: '× one worker', help: 'What the law allows.', digits: 2 },
      hash: {
        label: 'hash of all losses',
        unit: '',
        help: 'Equal hashes: equal bits.',
        digits: 0,
        text: true,
      },
    },
  },
} as const satisfies SeriesMap;

const chart = {
  kind: 'xy',
  id: 'speed-up',
  title: 'Speed-up',
  unit: 'times as fast as one worker',
  size: 'wide',
  x: { label: 'workers', domain: [1, SHARDS], ticks: SIZES },
  y: { domain: [0, SHARDS] },
  layers: [
    { series: 'ideal', x: 'workers', y: 'faster', mark: 'line', role: 'guide', label: 'ideal' },
    { series: 'law', x: 'workers', y: 'faster', mark: 'line', role: 'counterpart', label: 'Amdahl' },
    { series: 'measured', x: 'workers', y: 'faster', mark: 'line', label: 'measured' },
    { series: 'measured', x: 'workers', y: 'faster', mark: 'dot' },
  ],
  head: [{ series: 'alone', metric: 'divided', prefix: 'divided, %:' }],
} as const satisfies XYView<typeof series>;

const table = {
  kind: 'table',
  id: 'runs',
  title: 'The same steps by one to four workers',
  size: 'wide',
  table: { series: 'run', columns: ['workers', 'milliseconds', 'faster', 'law', 'hash'] },
} as const satisfies TableView<typeof series>;

/** How it is drawn. */
export const declaration: Declaration = {
  id: 'speed-up',
  title: 'One to four workers make the same steps.',
  params: {},
  series,
  views: [chart, table],
  tabs: [{ label: 'Picture', views: [chart.id, table.id] }],
  needs: [],
  simplified: [],
};

/** Points of the curve between two numbers of workers. */
const POINTS = 8;

/** What is drawn; without one worker, beside whom the others are measured, nothing but the ideal. */
export function rowsOf(measured: readonly Measured[]): Row[] {
  const ideal = [1, SHARDS].map((workers) => ({ series: 'ideal', workers, faster: workers }));
  const share = dividedShare(measured);
  if (share === undefined) return ideal;
  const one = measured.find(({ workers }) => workers === 1)!;
  const law = Array.from({ length: (SHARDS - 1) * POINTS + 1 }, (_, i) => 1 + i / POINTS);
  return [
    ...ideal,
    ...law.map((workers) => ({ series: 'law', workers, faster: amdahl(share, workers) })),
    { series: 'alone', divided: share },
    ...measured.flatMap(({ workers, milliseconds, hash }) => {
      const faster = one.milliseconds / milliseconds;
      return [
        { series: 'measured', workers, faster },
        { series: 'run', workers, milliseconds, faster, law: amdahl(share, workers), hash: grouped(hash) },
      ];
    }),
  ];
}
