/** Studies too large for one figure: an experiment run over a grid of settings and several seeds. */
import type { History } from './experiment.ts';
import type { Settings } from './param.ts';
import { measured } from './run.ts';
import type { RewardHead } from './stages/rewardHead.ts';

export interface Sweep {
  readonly id: string;
  readonly title: string;
  readonly experiment: string;
  /** Settings other than the defaults that all its runs share. */
  readonly settings?: Settings;
  /** Rows of the table, then columns: [parameter, values]. */
  readonly rows: readonly [string, readonly (number | string)[]];
  readonly columns: readonly [string, readonly (number | string)[]];
  readonly seeds: readonly number[];
  /** The metric of the last row of a series that fills a cell. */
  readonly cell: {
    readonly series: string;
    readonly metric: string;
    /** Metrics of that row which depend on the seed alone: what the cells are to be compared with. */
    readonly baselines?: readonly string[];
    /** Other metrics of that row, which are recorded beside it. */
    readonly beside?: readonly string[];
  };
}

/** A metric, and one value a seed. */
export interface Baseline {
  readonly metric: string;
  readonly values: readonly number[];
}

export interface Cell {
  readonly row: number | string;
  readonly column: number | string;
  /** One value a seed, in the order of the seeds. */
  readonly values: readonly number[];
  /** The same of other metrics, if the sweep names some. */
  readonly beside?: Readonly<Record<string, readonly number[]>>;
}

/** The settings of all runs, row by row, column by column, seed by seed. */
export function settingsOfSweep({ rows, columns, seeds, settings }: Sweep): Settings[] {
  const [rowParam, rowValues] = rows;
  const [columnParam, columnValues] = columns;
  return rowValues.flatMap((row) =>
    columnValues.flatMap((column) =>
      seeds.map((seed) => ({ ...settings, [rowParam]: row, [columnParam]: column, seed })),
    ),
  );
}

/** The table, from the finished runs in the order of `settingsOfSweep`. */
export function cellsOf({ rows, columns, seeds, cell }: Sweep, histories: readonly History[]): Cell[] {
  const { series, metric, beside = [] } = cell;
  return rows[1].flatMap((row, i) =>
    columns[1].map((column, k) => {
      const from = (i * columns[1].length + k) * seeds.length;
      const runs = histories.slice(from, from + seeds.length);
      const valuesOf = (name: string) => runs.map((history) => lastOf(history, series, name));
      return {
        row,
        column,
        values: valuesOf(metric),
        ...(beside.length > 0 && {
          beside: Object.fromEntries(beside.map((name) => [name, valuesOf(name)])),
        }),
      };
    }),
  );
}

const lastOf = ({ rows }: History, series: string, metric: string) =>
  measured(rows).of(series).at(-1)![metric] as number;

/** What the cells are to be compared with: of each baseline one value a seed, from the runs of the first cell. */
export function baselinesOf({ seeds, cell }: Sweep, histories: readonly History[]): Baseline[] {
  return (cell.baselines ?? []).map((metric) => ({
    metric,
    values: histories.slice(0, seeds.length).map((history) => lastOf(history, cell.series, metric)),
  }));
}

/** Seeds on which no setting of the course was chosen. */
const FRESH = [51, 52, 53, 54];

const HEADS = ['word', 'summed', 'last', 'mixed'] as const satisfies readonly RewardHead[];

const rankedRightly = {
  series: 'rewardMeasurement',
  metric: 'accuracy',
  baselines: ['likelihood', 'longer', 'chance'],
} as const;

const sampledGold = { series: 'measurement', metric: 'gold' } as const;

export const sweeps: readonly Sweep[] = [
  {
    id: 'label-noise',
    title: 'Held-out accuracy against the share of reversed labels, by feature set',
    experiment: 'reward-pairs',
    rows: ['noise', [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
    columns: ['features', ['counts', 'length', 'shares']],
    seeds: Array.from({ length: 50 }, (_, i) => 101 + i),
    cell: { series: 'training', metric: 'heldOutAccuracy' },
  },
  {
    id: 'demonstrations-quality',
    title:
      'Gold reward after fine-tuning, by the number of demonstrations and the share of them that is right',
    experiment: 'sft',
    rows: ['demonstrations', [100, 300, 1000, 2000, 5000]],
    columns: ['quality', [1, 0.85, 0.7, 0.5, 0]],
    seeds: FRESH,
    cell: {
      series: 'result',
      metric: 'gold',
      baselines: ['goldBefore', 'likeliestBefore'],
      beside: ['likeliest'],
    },
  },
  {
    id: 'reward-heads',
    title: 'Held-out accuracy of four heads, by the number of pairs',
    experiment: 'reward-model',
    rows: ['head', HEADS],
    columns: ['pairs', [4000, 8000]],
    seeds: FRESH,
    cell: rankedRightly,
  },
  {
    id: 'reward-heads-noise',
    title: 'The same with 4,000 pairs, by the share of labels that are coin flips',
    experiment: 'reward-model',
    settings: { pairs: 4000 },
    rows: ['head', HEADS],
    columns: ['annotatorNoise', [0.5, 1]],
    seeds: FRESH,
    cell: rankedRightly,
  },
  {
    id: 'reward-noise',
    title: 'Held-out accuracy by the number of pairs, with right labels and with half of them coin flips',
    experiment: 'reward-model',
    rows: ['pairs', [2000, 4000, 8000]],
    columns: ['annotatorNoise', [0, 0.5]],
    seeds: FRESH,
    cell: rankedRightly,
  },
  {
    id: 'reward-bias',
    title: 'The same when annotators like warnings (keyword bias 1.5)',
    experiment: 'reward-model',
    settings: { keywordBias: 1.5 },
    rows: ['pairs', [2000, 4000, 8000]],
    columns: ['annotatorNoise', [0, 0.5]],
    seeds: FRESH,
    cell: rankedRightly,
  },
  {
    id: 'votes-or-pairs',
    title:
      'Two of three against three times as many single votes, by noise and by the distance of the schools',
    experiment: 'annotators',
    rows: ['noise', [0, 0.3, 0.6, 0.8]],
    columns: ['schools', [0, 0.8, 1.6]],
    seeds: FRESH,
    cell: { series: 'equalCost', metric: 'gain' },
  },
  {
    id: 'which-labels',
    title: 'Held-out accuracy for the same money, by which pairs are labelled and by whom',
    experiment: 'which-labels',
    rows: ['way', ['random', 'uncertain', 'crowd', 'hybrid']],
    columns: ['dollars', [1000, 2000]],
    seeds: FRESH,
    cell: { series: 'bought', metric: 'accuracy' },
  },
  {
    id: 'methods',
    title: 'Fourteen methods after 7,680 samples, on all held-out questions',
    experiment: 'methods',
    settings: { asked: 1 },
    rows: [
      'method',
      [
        ...['none', 'best-of-n', 'distillation', 'rejection', 'reinforce', 'rloo', 'ppo', 'grpo', 'dr-grpo'],
        ...['rlvr', 'dpo', 'online-dpo', 'ipo', 'kto', 'simpo'],
      ],
    ],
    columns: ['samples', [7680]],
    seeds: FRESH,
    cell: { ...sampledGold, beside: ['likeliest', 'proxy', 'kl', 'length', 'entropy'] },
  },
  {
    id: 'kl-penalty-by-judge',
    title: 'GRPO paid by the reward model and by the rubric, at three weights of the KL penalty',
    experiment: 'methods',
    settings: { asked: 1, samples: 7680 },
    rows: ['method', ['grpo', 'rlvr']],
    columns: ['beta', [0, 0.1, 0.3]],
    seeds: FRESH,
    cell: { ...sampledGold, beside: ['likeliest', 'proxy', 'kl'] },
  },
  {
    id: 'over-optimisation',
    title: 'Best of n against reward models of few and of more pairs',
    experiment: 'over-optimisation',
    rows: ['pairs', [200, 500, 2000]],
    columns: ['asked', [0.2]],
    seeds: FRESH,
    cell: {
      series: 'summary',
      metric: 'best',
      baselines: ['likeliest'],
      beside: ['bestD', 'end', 'gap', 'alpha', 'beta'],
    },
  },
  {
    id: 'rounds-of-labels',
    title: 'Two rounds of labels on PPO’s answers or on those of the fine-tuned model',
    experiment: 'distribution-shift',
    rows: ['rounds', [2]],
    columns: ['extra', [250]],
    seeds: [61, 62, 63, 64, 65, 66, 67, 68],
    cell: { series: 'rounds', metric: 'onPolicy', beside: ['onPolicyOther', 'gold', 'goldOther'] },
  },
  {
    id: 'ablation',
    title: 'Gold reward on held-out questions after a small pipeline, by the part that is left out',
    experiment: 'ablation',
    rows: ['leaveOut', ['nothing', 'pretraining', 'sft', 'reward', 'labels', 'ppo']],
    columns: ['answers', ['sampled', 'likeliest']],
    seeds: FRESH,
    cell: { series: 'end', metric: 'gold' },
  },
];
