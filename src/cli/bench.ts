/** `npm run bench -- engine [--json] [--rounds N] [--seconds S]`: how fast, beside whom. Never part of a test. */
import { benchEngine, type Timing } from './bench/engine.ts';
import { parseFlags, UsageError } from './flags.ts';

const USAGE = 'usage: npm run bench -- engine [--json] [--rounds N] [--seconds S]';

function positive(name: string, text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback);
  if (!(value > 0 && value < 1000))
    throw new UsageError(`--${name} is "${text ?? ''}": a number above 0 is needed`);
  return value;
}

function table(timings: readonly Timing[]): string {
  const lines = timings.map((timing) => [
    timing.case,
    timing.engine,
    timing.stepsPerSecond.toFixed(1),
    timing.gflops.toFixed(1),
    `${(100 * timing.shareOfPeak).toFixed(0)} %`,
    timing.timesPytorch?.toFixed(2) ?? '',
  ]);
  const all = [['case', 'engine', 'steps/s', 'GFLOP/s', 'of peak', '× PyTorch'], ...lines];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  return all
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

try {
  const { values, switches, rest } = parseFlags(process.argv.slice(2), ['json']);
  if (rest.join() !== 'engine') throw new UsageError(USAGE);
  const unknown = Object.keys(values).find((name) => name !== 'rounds' && name !== 'seconds');
  if (unknown) throw new UsageError(`no flag --${unknown}\n${USAGE}`);
  const timings = await benchEngine({
    rounds: Math.ceil(positive('rounds', values['rounds'], 5)),
    seconds: positive('seconds', values['seconds'], 1),
  });
  console.log(switches.has('json') ? JSON.stringify(timings) : table(timings));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(2);
}
