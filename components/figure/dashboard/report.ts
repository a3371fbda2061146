/** The report of a run as Markdown: what each stage came to, and all that is needed to have the run again. */
import type { History, Row, SeriesMap } from '../../../sim/experiment.ts';
import type { Params } from '../../../sim/param.ts';
import { applies, encode } from '../../../sim/settings.ts';
import { writeNumber } from '../../chart/scale.ts';
import { SHORT_DISCLAIMER } from '../../disclaimer.ts';

export interface Reported {
  readonly experiment: { readonly id: string; readonly params: Params; readonly series: SeriesMap };
  readonly history: History;
  /** Of the code of the site; empty where there is no git. */
  readonly commit: string;
  /** That it took, on the reader's machine. */
  readonly seconds?: number;
  /** The reader's file from which it went on. */
  readonly file?: string;
}

export const TITLE = '# LLM Training Report';
export const NO_COMMIT = 'unknown: built without its git history';
const NOT_RUN = '- not run: the run began after this stage';

/** Accuracy, safety, specificity, dose, humility. */
const METRICS = ['accuracy', 'safety', 'specificity', 'dose', 'humility'] as const;

const three = (value: number) => writeNumber(value, 3);

/** Rows hold means over some steps: the last rows that cover at least so many. */
const LAST_STEPS = 10;

/** The mean of a metric over the last steps, each row for as many as it covers. */
export function meanOfLast(
  rows: readonly Row[],
  metric: string,
  wanted = LAST_STEPS,
): { readonly mean: number; readonly steps: number } | undefined {
  let sum = 0;
  let steps = 0;
  for (let i = rows.length - 1; i >= 0 && steps < wanted; i--) {
    const before = i > 0 ? (rows[i - 1]!['step'] as number) : 0;
    const covered = (rows[i]!['step'] as number) - before;
    sum += (rows[i]![metric] as number) * covered;
    steps += covered;
  }
  return steps > 0 ? { mean: sum / steps, steps } : undefined;
}

function pretraining(rows: readonly Row[]): string[] {
  const last = rows.at(-1);
  if (!last) return [NOT_RUN];
  const best = rows.reduce((least, row) => (Number(row['loss']) < Number(least['loss']) ? row : least));
  return [
    `- Tokens: ${three(Number(last['tokens']))} million`,
    `- Final loss: ${three(Number(last['loss']))} nats per token`,
    `- Best loss: ${three(Number(best['loss']))} nats per token, at ${three(Number(best['tokens']))} million tokens`,
    `- Perplexity: ${writeNumber(Number(last['perplexity']), 2)} at the end, ${writeNumber(Number(best['perplexity']), 2)} at best`,
  ];
}

function fineTuning(rows: readonly Row[]): string[] {
  const last = rows.at(-1);
  if (!last) return [NOT_RUN];
  return [`- Final loss: ${three(Number(last['loss']))} nats per token, after ${last['step']} updates`];
}

function reinforcement(rows: readonly Row[], heldOut: Row | undefined): string[] {
  const reward = meanOfLast(rows, 'proxy');
  const gold = meanOfLast(rows, 'gold');
  if (!reward || !gold) return [NOT_RUN];
  const of = `the last ${reward.steps} of ${rows.at(-1)!['step']} steps`;
  const rankedBy = (who: string) => `${writeNumber(Number(heldOut?.[who]), 1, true)} %`;
  return [
    ...(heldOut ? [`- Reward model: ranks ${rankedBy('accuracy')} of held-out pairs correctly`] : []),
    ...(heldOut ? [`- Without a label: likelihood ranks ${rankedBy('likelihood')}, length ${rankedBy('longer')}, chance ${rankedBy('chance')}`] : []), // prettier-ignore
    `- Mean reward of ${of}: ${three(reward.mean)} standard deviations of the reward model’s scores`,
    `- Mean gold reward of the same answers: ${three(gold.mean)}`,
    `- KL from the fine-tuned model at the end: ${three(Number(rows.at(-1)!['kl']))} nats per answer`,
  ];
}

function metrics({ metrics: declared }: SeriesMap[string], rows: readonly Row[]): string[] {
  const head = ['Answers', ...METRICS.map((name) => `${declared[name]!.label}, %`)];
  const lines = rows.map((row) => [
    declared['who']!.names![Number(row['who'])]!,
    ...METRICS.map((name) => writeNumber(Number(row[name]), 1, true)),
  ]);
  const written = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [written(head), written(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...lines.map(written)];
}

export function reportOf({ experiment, history, commit, seconds, file }: Reported): string {
  const { id, params, series } = experiment;
  const { settings, rows, hash } = history;
  const of = (name: string) => rows.filter((row) => row.series === name);
  const set = Object.entries(params)
    .filter(([name]) => name !== 'seed' && applies(params, name, settings))
    .map(
      ([name, param]) => `${name}=${settings[name]}${settings[name] === param.default ? '' : ' (changed)'}`,
    );
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Pre-training', pretraining(of('pretraining'))],
    ['SFT', fineTuning(of('fineTuning'))],
    ['RLHF', reinforcement(of('ppo'), of('rewardMeasurement').at(-1))],
    [
      'Run',
      [
        `- Seed: ${settings['seed']}`,
        `- Settings: ${set.join(', ')}`,
        `- Address: ?${encode(id, params, settings, '', true)}`,
        ...(file === undefined ? [] : [`- Went on from the file: ${file}`]),
        `- Hash of all rows: ${hash}`,
        ...(seconds === undefined ? [] : [`- Time: ${writeNumber(seconds, 1)} s`]),
        `- Commit of the course: ${commit || NO_COMMIT}`,
      ],
    ],
    ['Metrics on held-out questions', metrics(series['measurement']!, of('measurement'))],
  ];
  return [
    TITLE,
    ...sections.flatMap(([title, lines]) => ['', `## ${title}`, '', ...lines]),
    ...['', SHORT_DISCLAIMER, ''],
  ].join('\n');
}
