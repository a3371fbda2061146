/** Commands and test files as jobs: what they print is kept, what passed and failed is counted. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import type { Part } from './part.ts';
import type { Outcome } from './schedule.ts';

type Environment = Readonly<Record<string, string>>;

export function command(line: string, env: Environment = {}): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(line, {
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', ...env },
    });
    let output = '';
    const take = (text: string) => (output += text);
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => take(error.message));
    child.on('close', (code) => {
      const passed = code === 0 ? 1 : 0;
      done({ passed, failed: 1 - passed, output });
    });
  });
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly duration?: number;
    }[];
  }[];
}

const rounded = (milliseconds: number) => Math.round(milliseconds / 10) / 100;

/**
 * Seconds of each part. An item is the outermost `describe` of its tests; a file that runs alone has taken all the time,
 * since a report does not count what is done before the first test.
 */
function measured(
  parts: readonly Part[],
  { testResults }: VitestReport,
  all: number,
): Record<string, number> {
  if (parts.length === 1 && parts[0]!.item === undefined) return { [parts[0]!.key]: rounded(all) };
  const seconds: Record<string, number> = {};
  for (const { key, file, item } of parts) {
    const result = testResults.find(
      ({ name }) => relative(process.cwd(), name).replaceAll('\\', '/') === file,
    );
    if (!result) continue;
    const tests = result.assertionResults.filter(({ ancestorTitles }) => ancestorTitles[0] === item);
    const milliseconds =
      item === undefined
        ? result.endTime - result.startTime
        : tests.reduce((sum, { duration = 0 }) => sum + duration, 0);
    seconds[key] = rounded(milliseconds);
  }
  return seconds;
}

export interface TestOutcome extends Outcome {
  /** Seconds of each part. */
  readonly costs: Readonly<Record<string, number>>;
}

/**
 * Tests count one each; a file that cannot even be loaded counts as one failure. One worker: what goes side by side is
 * the scheduler's business.
 *
 * @param asked what the files are asked for beside the items of the parts
 * @param sharesModules whether a module is loaded once for all files, or anew for each
 */
export async function vitest(
  name: string,
  parts: readonly Part[],
  asked: readonly string[],
  sharesModules: boolean,
): Promise<TestOutcome> {
  const report = `test/output/reports/${name.replaceAll(/[^\w-]+/g, '-')}.json`;
  mkdirSync('test/output/reports', { recursive: true });
  rmSync(report, { force: true });
  const files = [...new Set(parts.map(({ file }) => file!))];
  const items = [...parts.flatMap(({ item }) => (item === undefined ? [] : [item])), ...asked];
  const started = Date.now();
  const isolation = sharesModules ? '--no-isolate' : '--isolate';
  const { output, passed } = await command(
    `vitest run --config test/vitest.config.ts ${isolation} --reporter=default --reporter=json --outputFile.json=${report} ${files.join(' ')}`,
    items.length > 0 ? { ASKED: items.join(',') } : {},
  );
  try {
    const counted = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
    // A skipped test has not passed: it counts as failed, so that nothing is skipped in silence.
    const wrong = counted.numFailedTests + counted.numPendingTests;
    const failed = Math.max(wrong, counted.numFailedTestSuites > 0 ? 1 : 0, passed ? 0 : 1);
    return {
      passed: counted.numPassedTests,
      failed,
      output,
      costs: measured(parts, counted, Date.now() - started),
    };
  } catch {
    return { passed: 0, failed: 1, output, costs: {} };
  }
}
