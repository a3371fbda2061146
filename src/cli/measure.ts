/** The whole pipeline for each of several seeds: one row for each seed, model and temperature. */
import { nodeHost } from '../../components/host/node.ts';
import type { Done } from '../../components/host/pool.ts';
import type { Settings } from '../../sim/param.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish, measured } from '../../sim/run.ts';

/** As the columns of `reference/measurements`; null where a model lacks it. */
export interface Measurement {
  readonly seed: number;
  readonly model: 'base' | 'sft' | 'rm' | 'ppo';
  readonly temperature: number | null;
  readonly gold: number | null;
  readonly proxy: number | null;
  readonly accuracy: number | null;
  readonly safety: number | null;
  readonly specificity: number | null;
  readonly dose: number | null;
  readonly humility: number | null;
  readonly overConsult: number | null;
  readonly kl: number | null;
  readonly rmAccuracy: number | null;
  /** Of the whole pipeline. */
  readonly seconds: number;
  /** Of all rows of the run. */
  readonly hash: string;
}

const MODELS = ['base', 'sft', 'ppo'] as const;

export function measurementsOf({
  history,
  seconds: exactly,
}: Pick<Done, 'history' | 'seconds'>): Measurement[] {
  const { settings, rows, hash } = history;
  const seed = settings['seed'] as number;
  const seconds = Math.round(exactly * 100) / 100;
  const { of } = measured(rows);
  const number = (value: number | string | undefined) => value as number;
  const models = of('measurement').map((row): Measurement => {
    const model = MODELS[number(row['model'])]!;
    const judged = model !== 'base';
    return {
      seed,
      model,
      temperature: number(row['temperature']),
      gold: number(row['gold']),
      proxy: model === 'ppo' ? number(row['proxy']) : null,
      accuracy: number(row['accuracy']),
      safety: number(row['safety']),
      specificity: number(row['specificity']),
      dose: number(row['dose']),
      humility: number(row['humility']),
      overConsult: number(row['overConsult']),
      kl: judged ? number(row['kl']) : null,
      rmAccuracy: null,
      seconds,
      hash,
    };
  });
  const lacking = {
    temperature: null,
    gold: null,
    proxy: null,
    accuracy: null,
    safety: null,
    specificity: null,
  };
  const none = { ...lacking, dose: null, humility: null, overConsult: null, kl: null };
  const rmAccuracy = number(of('rewardMeasurement')[0]!['accuracy']);
  const rm: Measurement = { seed, model: 'rm', ...none, rmAccuracy, seconds, hash };
  const [before, after] = [
    models.filter(({ model }) => model !== 'ppo'),
    models.filter(({ model }) => model === 'ppo'),
  ];
  return [...before, rm, ...after];
}

/** Row by row, as each seed is done. */
export async function* measure(
  seeds: readonly number[],
  settings: Partial<Settings>,
): AsyncGenerator<Measurement, void, undefined> {
  const experiment = await loadExperiment('pipeline');
  for (const seed of seeds) {
    const started = performance.now();
    const history = finish(experiment, { ...settings, seed }, nodeHost);
    yield* measurementsOf({ history, seconds: (performance.now() - started) / 1000 });
  }
}
