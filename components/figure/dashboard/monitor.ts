/** The training monitor: a run of the pipeline as panels, with what is derived from its rows, and from the reader's clock. */
import type { Axis, Declaration, Row, SeriesMap, View } from '../../../sim/experiment.ts';
import type { Params } from '../../../sim/param.ts';

/** Which axes are logarithmic. */
export interface LogAxes {
  readonly loss: boolean;
  readonly rate: boolean;
}

/** Whose speed is drawn: that of this machine, where it was measured, or how much an update reads. */
export type Speed = 'perSecond' | 'perUpdate';

export interface MonitorOptions {
  readonly log: LogAxes;
  readonly speed: Speed;
}

export const LINEAR: LogAxes = { loss: false, rate: false };

const tokens = { label: 'tokens', unit: 'million', help: 'Tokens read so far.', digits: 2 } as const;

const derived = {
  perSecond: {
    title: 'Throughput of pretraining',
    metrics: {
      tokens,
      rate: { label: 'throughput', unit: 'tokens per second', help: 'By the clock of this tab.', digits: 0 },
    },
  },
  perUpdate: {
    title: 'Tokens that an update of pretraining reads',
    metrics: {
      tokens,
      rate: { label: 'tokens per update', unit: 'tokens', help: 'Mean since the last row.', digits: 0 },
    },
  },
  checkpoint: {
    title: 'Checkpoints',
    metrics: {
      model: {
        label: 'model',
        unit: '',
        help: 'Which stage left it.',
        digits: 0,
        names: ['base', 'SFT', 'PPO'],
      },
      updates: { label: 'updates of its stage', unit: '', help: 'Before it was left.', digits: 0 },
      sampled: { label: 'gold, sampled', unit: '', help: 'Mean true quality, sampled.', digits: 2 },
      likeliest: {
        label: 'gold, likeliest',
        unit: '',
        help: 'With the likeliest token each time.',
        digits: 2,
      },
    },
  },
} as const satisfies SeriesMap;

const WORDS: Readonly<Record<Speed, { readonly title: string; readonly unit: string }>> = {
  perSecond: { title: 'Throughput', unit: 'tokens per second' },
  perUpdate: { title: 'Tokens per update', unit: 'tokens' },
};

/** From 0, unless it is logarithmic. */
const axis = (log: boolean, high?: number): Axis =>
  log ? { log: true } : high === undefined ? {} : { domain: [0, high] };

interface Panel {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly series: string;
  readonly x: string;
  readonly label: string;
  readonly y: string;
  readonly axis: Axis;
  /** Its last value is no result. */
  readonly quiet?: true;
}

const panel = ({ id, title, unit, series, x, label, y, axis: of, quiet }: Panel): View => ({
  ...{ kind: 'xy', id, title, unit, size: 'panel', x: { label }, y: of },
  layers: [{ series, x, y, mark: 'line' }],
  ...(!quiet && { head: [{ series, metric: y }] }),
});

const inPretraining = { series: 'pretraining', x: 'tokens', label: 'M tokens' } as const;
const inPpo = { series: 'ppo', x: 'step', label: 'batches' } as const;

function viewsOf({
  log,
  speed,
}: MonitorOptions): { readonly label: string; readonly views: readonly View[] }[] {
  return [
    {
      label: 'Overview',
      views: [
        panel({ ...inPretraining, id: 'loss', title: 'Pretraining: loss', unit: 'nats per token', y: 'loss', axis: axis(log.loss, 3) }),
        panel({ ...inPretraining, id: 'rate', title: 'Pretraining: learning rate', unit: '', y: 'learningRate', axis: axis(log.rate, 0.008), quiet: true }),
        panel({ ...inPretraining, ...WORDS[speed], id: 'throughput', series: speed, y: 'rate', axis: axis(false, 100) }),
        panel({ id: 'sft', title: 'Fine-tuning: loss', unit: 'nats per token', series: 'fineTuning', x: 'step', label: 'updates', y: 'loss', axis: axis(log.loss, 0.4) }),
        panel({ ...inPpo, id: 'reward', title: 'PPO: reward', unit: 'deviations', y: 'proxy', axis: axis(false, 0.6) }),
        panel({ ...inPpo, id: 'kl', title: 'PPO: KL', unit: 'nats per answer', y: 'kl', axis: axis(false, 0.6) }),
      ],
    },
    {
      label: 'Pretraining',
      views: [
        panel({ ...inPretraining, id: 'perplexity', title: 'Perplexity', unit: '', y: 'perplexity', axis: axis(log.loss, 20) }),
        panel({ ...inPretraining, id: 'gradient', title: 'Gradient norm', unit: 'before it is clipped', y: 'gradientNorm', axis: axis(false, 1) }),
      ],
    },
    {
      label: 'Reward model',
      views: [
        panel({ id: 'pair-loss', title: 'Reward model: loss', unit: 'nats per pair', series: 'rewardModel', x: 'step', label: 'updates', y: 'loss', axis: axis(log.loss, 0.8) }),
        {
          ...panel({ id: 'pairs', title: 'Pairs ranked as labelled', unit: '%', series: 'rewardModel', x: 'step', label: 'updates', y: 'accuracy', axis: { domain: [0.4, 1], percent: true } }),
          references: [
            { axis: 'y', at: { series: 'rewardMeasurement', metric: 'accuracy' }, label: 'held-out, at the end', start: true },
            { axis: 'y', at: { series: 'rewardMeasurement', metric: 'likelihood' }, label: 'likelihood alone' },
            { axis: 'y', at: { series: 'rewardMeasurement', metric: 'longer' }, label: 'length alone', start: true },
            { axis: 'y', at: { series: 'rewardMeasurement', metric: 'chance' }, label: 'chance' },
          ],
          head: [{ series: 'rewardMeasurement', metric: 'accuracy', prefix: 'held-out' }],
        } as View,
      ],
    },
    {
      label: 'PPO',
      views: [
        panel({ ...inPpo, id: 'value-loss', title: 'Value loss', unit: '', y: 'valueLoss', axis: axis(log.loss, 0.5) }),
        panel({ ...inPpo, id: 'entropy', title: 'Entropy', unit: 'nats per token', y: 'entropy', axis: axis(false, 0.3) }),
        panel({ ...inPpo, id: 'clip', title: 'Clip fraction', unit: '%', y: 'clipFraction', axis: { domain: [0, 0.02], percent: true } }),
        panel({ ...inPpo, id: 'length', title: 'Length', unit: 'tokens per answer', y: 'length', axis: axis(false, 8) }),
      ],
    },
    {
      label: 'Quality',
      views: [
        {
          ...{ kind: 'bars', id: 'gold', title: 'True quality, held-out', unit: 'gold reward', size: 'panel' },
          ...{ x: { domain: [0, 1] }, bars: { series: 'measurement', by: 'who', value: 'gold' } },
        },
        {
          ...{ kind: 'bars', id: 'accuracy', title: 'Accuracy, held-out', unit: '%', size: 'panel' },
          ...{ x: { domain: [0, 1], percent: true }, bars: { series: 'measurement', by: 'who', value: 'accuracy' } },
        },
        panel({ ...inPpo, id: 'gold-trained', title: 'Gold while PPO trains', unit: 'sampled answers', y: 'gold', axis: axis(false, 1) }),
        {
          ...{ kind: 'table', id: 'checkpoints', title: 'Checkpoints', size: 'wide' },
          table: { series: 'checkpoint', columns: ['model', 'updates', 'sampled', 'likeliest'] },
        },
      ],
    },
  ]; // prettier-ignore
}

/** What a figure needs to draw the monitor. @param of the series and parameters of the pipeline */
export function monitorOf(
  { params, series }: { readonly params: Params; readonly series: SeriesMap },
  options: MonitorOptions,
): Declaration {
  const tabs = viewsOf(options);
  return {
    id: 'monitor',
    title: 'A run of all four stages, in panels.',
    params,
    series: { ...series, ...derived },
    views: tabs.flatMap(({ views }) => views),
    tabs: tabs.map(({ label, views }) => ({ label, views: views.map(({ id }) => id) })),
    needs: [],
    clinical: true,
    simplified: [],
  };
}

const of = (rows: readonly Row[], series: string) => rows.filter((row) => row.series === series);
const MILLION = 1_000_000;

/** Rows travel in batches, and the page may be busy when one comes: a shorter time would measure that. */
const LEAST_MS = 300;

/**
 * Tokens per second, between moments at which rows came in. The first moment also waited for the program, and only
 * begins the count.
 */
function perSecond(rows: readonly Row[], arrivals: readonly number[]): Row[] {
  const read = rows.flatMap((row, i) => {
    const at = arrivals[i];
    return row.series === 'pretraining' && at !== undefined ? [{ tokens: row['tokens'] as number, at }] : [];
  });
  // Of rows that came together, the last.
  const moments = read.filter(({ at }, i) => read[i + 1]?.at !== at);
  let before = moments[0];
  return moments.slice(1).flatMap((now) => {
    const milliseconds = now.at - before!.at;
    if (milliseconds < LEAST_MS) return [];
    const rate = ((now.tokens - before!.tokens) * MILLION) / (milliseconds / 1000);
    before = now;
    return [{ series: 'perSecond', tokens: now.tokens, rate }];
  });
}

/** A row of pretraining stands before the row that says how many updates are done. */
function perUpdate(rows: readonly Row[]): Row[] {
  let before = { tokens: 0, step: 0 };
  return rows.flatMap((row, i) => {
    if (row.series !== 'pretraining') return [];
    const progress = rows.slice(i + 1).find(({ series }) => series === 'progress');
    const now = { tokens: row['tokens'] as number, step: (progress?.['step'] ?? 0) as number };
    const updates = now.step - before.step;
    const rate = ((now.tokens - before.tokens) * MILLION) / updates;
    before = now;
    return updates > 0 ? [{ series: 'perUpdate', tokens: now.tokens, rate }] : [];
  });
}

const STAGE_OF_MODEL = [0, 1, 3] as const;

function checkpoints(rows: readonly Row[]): Row[] {
  return STAGE_OF_MODEL.flatMap((stage, model) => {
    const quality = of(rows, 'quality').find((row) => row['stage'] === stage);
    const updates = of(rows, 'progress').findLast((row) => row['stage'] === stage)?.['step'];
    if (!quality || updates === undefined) return [];
    const { sampled, likeliest } = quality as Row & { sampled: number; likeliest: number };
    return [{ series: 'checkpoint', model, updates, sampled, likeliest }];
  });
}

/** So few moments make no curve. */
const LEAST_MOMENTS = 3;

export interface Monitored {
  readonly rows: readonly Row[];
  readonly speed: Speed;
}

/** The rows of a run, with what is derived from them. @param arrivals of a run that this machine has done */
export function monitored(rows: readonly Row[], arrivals: readonly number[] = []): Monitored {
  const timed = perSecond(rows, arrivals);
  const speed: Speed = timed.length >= LEAST_MOMENTS ? 'perSecond' : 'perUpdate';
  return { rows: [...rows, ...timed, ...perUpdate(rows), ...checkpoints(rows)], speed };
}
