/** The table of a reader's runs: what stands in it, in which order, and as CSV. */
import type { History } from '../../../sim/experiment.ts';
import { defaultsOf, encode } from '../../../sim/settings.ts';
import { csvOfRows } from '../../csv.ts';
import { differences } from '../lab/describe.ts';
import type { Known, SavedRun } from './savedRun.ts';

/** What is measured of each model, on held-out questions. */
export const MEASURED = ['gold', 'accuracy', 'safety'] as const;
export type MeasuredName = (typeof MEASURED)[number];
export const MODELS = ['base', 'SFT', 'PPO'] as const;
/** Answers that are drawn, and those with the likeliest token each time. */
export const WAYS = ['sampled', 'likeliest'] as const;

/** What a number belongs to: "SFT, sampled". */
export const ANSWERS = MODELS.flatMap((model) => WAYS.map((way) => `${model}, ${way}`));

/** A number of each model and way, in the order of `ANSWERS`; none where the run has not measured it. */
export const valuesOf = ({ rows }: Pick<History, 'rows'>, metric: MeasuredName): (number | undefined)[] =>
  ANSWERS.map((_, who) => {
    const row = rows.findLast((each) => each.series === 'measurement' && each['who'] === who);
    return row?.[metric] as number | undefined;
  });

/** What differs from the defaults, without the seed, which has a column of its own. */
export function wordsOf(
  { params }: Known,
  { history: { settings }, file }: Pick<SavedRun, 'history' | 'file'>,
): string {
  const defaults = defaultsOf(params);
  const words = differences({ params }, { ...settings, seed: defaults['seed'] ?? 0 }, defaults);
  return [words || 'the defaults', ...(file === undefined ? [] : [`goes on from ${file}`])].join(', ');
}

export type Column = 'when' | 'settings' | 'seed' | 'seconds' | number;

/** Sorted by a column; a number that is lacking comes last, whichever way. */
export function sorted(
  known: Known,
  runs: readonly SavedRun[],
  column: Column,
  rising: boolean,
  metric: MeasuredName,
): SavedRun[] {
  const keyOf = (run: SavedRun): number | string | undefined => {
    if (column === 'when') return run.when;
    if (column === 'seconds') return run.seconds;
    if (column === 'settings') return wordsOf(known, run);
    if (column === 'seed') return run.history.settings['seed'];
    return valuesOf(run.history, metric)[column];
  };
  return runs
    .map((run) => ({ run, key: keyOf(run) }))
    .toSorted((a, b) => {
      if (a.key === undefined || b.key === undefined)
        return Number(a.key === undefined) - Number(b.key === undefined);
      return (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (rising ? 1 : -1);
    })
    .map(({ run }) => run);
}

export function csvOfRuns(known: Known, runs: readonly SavedRun[]): string {
  const { id, params } = known;
  const head = [
    ...['ended', 'differs from the defaults', 'seed', 'seconds', 'hash', 'settings'],
    ...MEASURED.flatMap((metric) => ANSWERS.map((answers) => `${metric}, ${answers}`)),
  ];
  const lines = runs.map((run) => {
    const { settings, hash } = run.history;
    return [
      new Date(run.when).toISOString(),
      wordsOf(known, run),
      ...[settings['seed'] ?? '', run.seconds, hash, encode(id, params, settings, '', true)],
      ...MEASURED.flatMap((metric) => valuesOf(run.history, metric)),
    ];
  });
  return csvOfRows([head, ...lines.map((line) => line.map((cell) => cell ?? ''))]);
}
