/** What a program of this course prints with its default seed, from the runs recorded at build. */
import { measured } from '../../sim/run.ts';
import { recordedRun } from '../host/recordings.ts';
import { told, type Stage } from './stage.ts';

/** @param picture what the pictures are called, without their endings */
export function recordedProgram(
  head: (seed: number) => readonly string[],
  stages: readonly Stage[],
  tail: readonly string[],
  picture: string,
): { readonly text: string }[] {
  const runs = stages.map((stage) => {
    const { rows, settings } = recordedRun(stage.experiment);
    return { seed: settings['seed'] as number, lines: [...told(stage, rows, measured(rows))] };
  });
  const saved = ['svg', 'png'].map((kind) => `Visualization saved: ${picture}.${kind}`);
  const lines = [...head(runs[0]!.seed), ...runs.flatMap(({ lines }) => lines), ...tail, '', ...saved];
  return lines.flatMap((line) => line.split('\n')).map((text) => ({ text }));
}
