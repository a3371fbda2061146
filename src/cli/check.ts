/** Runs every check, goes on after a failure, and says at the end how many tests passed and failed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly output: string;
}
interface Check {
  readonly name: string;
  readonly about: string;
  run(): Outcome;
}

/** Where the checked site is built, under a base path as GitHub Pages serves it. */
export const SITE = { root: 'test/output/site', base: '/course/' } as const;

function command(line: string, env: Readonly<Record<string, string>> = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(line, {
    shell: true,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', ...env },
    maxBuffer: 1 << 28,
  });
  const passed = status === 0 ? 1 : 0;
  return { passed, failed: 1 - passed, output: stdout + stderr };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
}

/** Tests count one each; a file that cannot even be loaded counts as one failure. */
function vitest(name: string, filters: string): Outcome {
  const file = `test/output/${name}.json`;
  rmSync(file, { force: true });
  const { output, passed } = command(
    `vitest run --config test/vitest.config.ts --reporter=default --reporter=json --outputFile.json=${file} ${filters}`,
  );
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
    // A skipped test has not passed: it counts as failed, so that nothing is skipped in silence.
    const wrong = report.numFailedTests + report.numPendingTests;
    const failed = Math.max(wrong, report.numFailedTestSuites > 0 ? 1 : 0, passed ? 0 : 1);
    return { passed: report.numPassedTests, failed, output };
  } catch {
    return { passed: 0, failed: 1, output };
  }
}

const checks: readonly Check[] = [
  {
    name: 'types',
    about: 'astro check and tsc',
    run: () => command('astro sync && astro check && tsc --noEmit'),
  },
  {
    name: 'lint',
    about: 'eslint and prettier',
    run: () =>
      command('eslint --config test/lint/eslint.config.mjs . && prettier --check --log-level warn .'),
  },
  {
    name: 'unit',
    about: 'the simulation and its contract, golden files, plugins, terminal',
    // One file a core; browsers, further down, share the cores and go one after another.
    run: () =>
      vitest(
        'unit',
        '--fileParallelism --maxWorkers=2 --exclude "test/pages/**" --exclude "test/browsers/**"',
      ),
  },
  {
    name: 'build',
    about: `the site, under ${SITE.base}`,
    run: () => {
      rmSync(SITE.root, { recursive: true, force: true });
      return command(`astro build --outDir ${SITE.root}`, {
        BASE_PATH: SITE.base,
        SITE_URL: 'https://example.org',
      });
    },
  },
  {
    name: 'site',
    about: 'links, ids, registry, HTML, weight of the built site',
    run: () => vitest('site', 'test/pages'),
  },
  {
    name: 'browsers',
    about: 'Chromium, Firefox, WebKit: errors, figures, hashes, accessibility, budgets, no script, print',
    run: () => vitest('browsers', 'test/browsers'),
  },
];

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, list: { type: 'boolean', default: false } },
});
if (values.list) {
  for (const { name, about } of checks) console.log(`${name}\t${about}`);
  process.exit(0);
}
const unknown = (values.only ?? []).filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`no check "${unknown.join(', ')}"; there are ${checks.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

mkdirSync('test/output', { recursive: true });
let passed = 0;
let failed = 0;
for (const check of checks.filter(({ name }) => !values.only || values.only.includes(name))) {
  const started = Date.now();
  const outcome = check.run();
  passed += outcome.passed;
  failed += outcome.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (outcome.failed > 0) console.log(outcome.output);
  console.log(
    `${outcome.failed > 0 ? 'FAILED' : 'ok'}  ${check.name}: ${outcome.passed} passed, ${outcome.failed} failed, ${seconds} s`,
  );
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
