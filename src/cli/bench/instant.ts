/**
 * Milliseconds that an instant figure takes from the move of a control to its last row, in Node: at its defaults, and with one
 * control moved to each end or choice. CPU time of the thread, so that what else the machine does counts little; models are
 * there, and the code is warm.
 */
import { ensureModels } from '../../../components/host/models.ts';
import { nodeHost } from '../../../components/host/node.ts';
import type { Experiment } from '../../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../../sim/experiments/index.ts';
import type { Param, Settings } from '../../../sim/param.ts';
import { finish } from '../../../sim/run.ts';

/** What a reader who drags a control still takes for at once. */
export const BUDGET_MS = 50;

export interface InstantTiming {
  readonly id: string;
  /** Of a run at its defaults, median. */
  readonly defaultMs: number;
  /** Of the dearest move of one control, median. */
  readonly dearestMs: number;
  /** That move, as in an address. */
  readonly dearest: string;
}

/** Where a control can be pushed: the ends of a slider, every choice. */
function endsOf(param: Param): readonly (number | string)[] {
  if (param.kind === 'number') return [param.min, param.max];
  return param.kind === 'choice' ? Object.keys(param.choices) : [param.example];
}

/** One control moved, and with it the one that makes it appear. */
function movesOf({ params }: Experiment): Settings[] {
  return Object.entries(params)
    .filter(([name]) => name !== 'seed')
    .flatMap(([name, param]) =>
      endsOf(param)
        .filter((value) => value !== param.default)
        .map((value) => ({ ...(param.when && { [param.when.param]: param.when.is }), [name]: value })),
    );
}

function medianMs(experiment: Experiment, overrides: Settings, rounds: number): number {
  const times = Array.from({ length: rounds }, () => {
    const started = process.threadCpuUsage();
    finish(experiment, overrides, nodeHost);
    const { user, system } = process.threadCpuUsage(started);
    return (user + system) / 1000;
  });
  return times.toSorted((a, b) => a - b)[rounds >> 1]!;
}

export async function benchInstant(rounds: number): Promise<InstantTiming[]> {
  await ensureModels();
  const timings: InstantTiming[] = [];
  for (const id of experimentIds) {
    const experiment = await loadExperiment(id);
    if (experiment.clock) continue;
    finish(experiment, {}, nodeHost);
    const defaultMs = medianMs(experiment, {}, rounds);
    let [dearestMs, dearest] = [defaultMs, ''];
    for (const move of movesOf(experiment)) {
      const ms = medianMs(experiment, move, rounds);
      if (ms <= dearestMs) continue;
      [dearestMs, dearest] = [ms, Object.entries(move).map((each) => each.join('=')).join('&')]; // prettier-ignore
    }
    timings.push({ id, defaultMs, dearestMs, dearest });
  }
  return timings.toSorted((a, b) => b.dearestMs - a.dearestMs);
}
