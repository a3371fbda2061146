/** The whole pipeline for each of several seeds: one row for each seed, model and temperature. */
import { nodeHost } from '../../components/host/node.ts';
import type { Done } from '../../components/host/pool.ts';
import type { Checkpoint } from '../../sim/model/checkpoint.ts';
import type { Settings } from '../../sim/param.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { reportedMetrics } from '../../sim/stages/evaluation.ts';
import { bestOf, type Bound } from './bounds.ts';

export type Reported = keyof typeof reportedMetrics;

/** As the columns of `reference/measurements`; null where a model lacks it. */
export interface Measurement extends Readonly<Record<Reported, number | null>> {
  readonly seed: number;
  readonly model: 'base' | 'sft' | 'rm' | 'ppo' | Bound['model'] | 'rubric';
  readonly temperature: number | null;
  /** Share of well-formed answers: the metric that figures call `format`. */
  readonly form: number | null;
  readonly rmAccuracy: number | null;
  /** Of the whole pipeline. */
  readonly seconds: number;
  /** Of all rows of the run. */
  readonly hash: string;
}

const MODELS = ['base', 'sft', 'ppo'] as const;

/** What cannot be measured of a model: it comes before the reward model, or before its own reference. */
const LACKING: Readonly<Record<(typeof MODELS)[number], readonly Reported[]>> = {
  base: ['proxy', 'kl'],
  sft: ['proxy'],
  ppo: [],
};

const names = Object.keys(reportedMetrics) as readonly Reported[];

const reportedBy = (valueOf: (name: Reported) => number | null) =>
  Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Reported, number | null>;

/** In the order of the run: each model after its stage. */
export function measurementsOf({
  history,
  seconds: exactly,
}: Pick<Done, 'history' | 'seconds'>): Measurement[] {
  const { settings, rows, hash } = history;
  const seed = settings['seed'] as number;
  const seconds = Math.round(exactly * 100) / 100;
  return rows.flatMap((row): Measurement[] => {
    const number = (name: string) => row[name] as number;
    if (row.series === 'measurement') {
      const model = MODELS[number('model')]!;
      const values = reportedBy((name) => (LACKING[model].includes(name) ? null : number(name)));
      return [
        {
          seed,
          model,
          temperature: number('temperature'),
          ...values,
          form: number('format'),
          rmAccuracy: null,
          seconds,
          hash,
        },
      ];
    }
    if (row.series === 'rewardMeasurement') {
      const none = reportedBy(() => null);
      return [
        {
          seed,
          model: 'rm',
          temperature: null,
          ...none,
          form: null,
          rmAccuracy: number('accuracy'),
          seconds,
          hash,
        },
      ];
    }
    return [];
  });
}

/**
 * Settings of the run whose PPO shows what a perfect judge would bring. It pays once, at the end of an answer, so λ has
 * to carry the reward back to the verdict; with the defaults of β and λ it brings less (chosen on the printed seed).
 */
export const byRubric = (settings: Partial<Settings>): Partial<Settings> => ({
  ...settings,
  judge: 'rubric',
  beta: 0.1,
  lambda: 0.9,
});

/**
 * The upper bounds of one seed: best of n on the models of its run, then PPO by the rubric, `rubric`.
 *
 * @param run the run as it is measured
 * @param rubric the same with the rubric as judge
 */
export function boundsOf(
  run: Pick<Done, 'history' | 'seconds' | 'trained'>,
  rubric: Pick<Done, 'history' | 'seconds'>,
): Measurement[] {
  const [first] = measurementsOf(run) as [Measurement];
  const none = reportedBy(() => null);
  const chosen = bestOf(run).map(({ model, metrics }) => ({
    ...first,
    ...none,
    model,
    temperature: 1,
    form: metrics.format,
    ...Object.fromEntries(names.flatMap((name) => (name in metrics ? [[name, metrics[name as never]]] : []))),
  }));
  const paid = measurementsOf(rubric).filter(({ model }) => model === 'ppo');
  return [...chosen, ...paid.map((row) => ({ ...row, model: 'rubric' as const }))];
}

/** Row by row, as each seed is done. */
export async function* measure(
  seeds: readonly number[],
  settings: Partial<Settings>,
  bounds = false,
): AsyncGenerator<Measurement, void, undefined> {
  const experiment = await loadExperiment('pipeline');
  const run = (overrides: Partial<Settings>) => {
    const trained = new Map<string, Checkpoint>();
    const started = performance.now();
    const history = finish(experiment, overrides, {
      ...nodeHost,
      keep: (name, model) => void trained.set(name, model),
    });
    return { history, trained, seconds: (performance.now() - started) / 1000 };
  };
  for (const seed of seeds) {
    const done = run({ ...settings, seed });
    yield* measurementsOf(done);
    if (bounds) yield* boundsOf(done, run({ ...byRubric(settings), seed }));
  }
}
