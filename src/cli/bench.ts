/** `npm run bench -- engine`, `pipeline`, `browser`, `instant`, `runs` and `workers`: how fast, beside whom. Never part of a test. */
import { writeFileSync } from 'node:fs';
import { benchBrowser, type BrowserTiming } from './bench/browser.ts';
import { benchEngine, type Timing } from './bench/engine.ts';
import { benchInstant, BUDGET_MS } from './bench/instant.ts';
import { benchPipeline } from './bench/pipeline.ts';
import { benchRuns } from './bench/runs.ts';
import { benchWorkers } from './bench/workers.ts';
import { parseFlags, UsageError } from './flags.ts';

const USAGE = `usage: npm run bench -- engine [--json] [--rounds N] [--seconds S]
       npm run bench -- pipeline [--json]
       npm run bench -- browser [--json]
       npm run bench -- instant [--json] [--rounds N]
       npm run bench -- runs [--json]
       npm run bench -- workers [--json] [--rounds N]`;

/** What `reference/reproducibility` prints of how long runs take. */
const TIMINGS = 'content/timings.json';

function positive(name: string, text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback);
  if (!(value > 0 && value < 1000))
    throw new UsageError(`--${name} is "${text ?? ''}": a number above 0 is needed`);
  return value;
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  return all
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const engineTable = (timings: readonly Timing[]) =>
  table(
    ['case', 'engine', 'steps/s', 'GFLOP/s', 'of peak', '× PyTorch'],
    timings.map((timing) => [
      timing.case,
      timing.engine,
      timing.stepsPerSecond.toFixed(1),
      timing.gflops.toFixed(1),
      `${(100 * timing.shareOfPeak).toFixed(0)} %`,
      timing.timesPytorch?.toFixed(2) ?? '',
    ]),
  );

try {
  const { values, switches, rest } = parseFlags(process.argv.slice(2), ['json']);
  const json = switches.has('json');
  const legal =
    { engine: ['rounds', 'seconds'], instant: ['rounds'], workers: ['rounds'] }[rest.join()] ?? [];
  const unknown = Object.keys(values).find((name) => !legal.includes(name));
  if (unknown) throw new UsageError(`no flag --${unknown}\n${USAGE}`);
  if (rest.join() === 'engine') {
    const timings = await benchEngine({
      rounds: Math.ceil(positive('rounds', values['rounds'], 5)),
      seconds: positive('seconds', values['seconds'], 1),
    });
    console.log(json ? JSON.stringify(timings) : engineTable(timings));
  } else if (rest.join() === 'pipeline') {
    const timings = await benchPipeline();
    const lines = timings.map(({ setting, stage, seconds }) => [setting, stage, seconds.toFixed(2)]);
    console.log(json ? JSON.stringify(timings) : table(['setting', 'stage', 'seconds'], lines));
  } else if (rest.join() === 'browser') {
    const timings = await benchBrowser();
    const head = [
      'setting',
      'seen',
      'workers',
      'seconds',
      '× one',
      'Node',
      'first row, ms',
      'tasks > 50 ms',
      'longest, ms',
      'page CPU, s',
    ];
    const oneOf = ({ setting, seen }: BrowserTiming) =>
      timings.find((each) => each.workers === 1 && each.setting === setting && each.seen === seen)!;
    const lines = timings.map((timing) => [
      timing.setting,
      timing.seen,
      String(timing.workers),
      timing.seconds.toFixed(2),
      (oneOf(timing).seconds / timing.seconds).toFixed(2),
      timing.nodeSeconds.toFixed(2),
      timing.firstRowMs.toFixed(0),
      String(timing.longTasks),
      timing.longestTaskMs.toFixed(0),
      timing.mainThreadSeconds.toFixed(2),
    ]);
    console.log(json ? JSON.stringify(timings) : table(head, lines));
  } else if (rest.join() === 'instant') {
    const timings = await benchInstant(Math.ceil(positive('rounds', values['rounds'], 5)));
    const head = ['experiment', 'default, ms', 'dearest, ms', 'with', `> ${BUDGET_MS} ms`];
    const lines = timings.map(({ id, defaultMs, dearestMs, dearest }) => [
      id,
      defaultMs.toFixed(1),
      dearestMs.toFixed(1),
      dearest,
      dearestMs > BUDGET_MS ? 'over' : '',
    ]);
    console.log(json ? JSON.stringify(timings) : table(head, lines));
  } else if (rest.join() === 'runs') {
    const timings = await benchRuns();
    writeFileSync(TIMINGS, `${JSON.stringify(timings, null, 2)}\n`);
    const lines = Object.entries(timings.seconds).map(([id, seconds]) => [id, seconds.toFixed(2)]);
    console.log(json ? JSON.stringify(timings) : table(['experiment', 'processor seconds'], lines));
  } else if (rest.join() === 'workers') {
    const timings = await benchWorkers(Math.ceil(positive('rounds', values['rounds'], 3)));
    const lines = timings.cases.flatMap(({ settings, measured }) =>
      measured.map(({ workers, milliseconds, divided, hash }) => [
        JSON.stringify(settings),
        String(workers),
        milliseconds.toFixed(2),
        (measured[0]!.milliseconds / milliseconds).toFixed(2),
        divided.toFixed(2),
        hash,
      ]),
    );
    const head = ['settings', 'workers', 'ms a step', '× one', 'divided, ms', 'hash'];
    console.log(json ? JSON.stringify(timings, null, 2) : table(head, lines));
  } else throw new UsageError(USAGE);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(2);
}
