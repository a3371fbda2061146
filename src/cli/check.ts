/**
 * Runs the checks side by side, one more than there are cores, goes on after a failure, and says at the end what each
 * took and how many tests passed and failed.
 */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { builtPages, SITE } from './check/built.ts';
import { changed, changedFiles } from './check/changed.ts';
import { checks, type Check } from './check/checks.ts';
import { everything, only, type Choice } from './check/choice.ts';
import { noteCosts, readCosts } from './check/costs.ts';
import { deedsInWords, forgetDeeds } from './check/deeds.ts';
import { groupOf } from './check/groups.ts';
import { schedule, type Done } from './check/schedule.ts';
import { tableOf } from './check/table.ts';
import { UsageError } from './flags.ts';

const HELP = `npm test                   every check
npm test -- --only NAME    a check, a path under test/, an experiment, a page; may be given more than once
npm test -- --changed      what looks at the files that differ from the main branch
npm test -- --list         the checks`;

/** Pages by the names that their sources have, and those that only the built site knows. */
function slugs(): string[] {
  const written = readdirSync('content', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => file.replaceAll('\\', '/').replace(/\.mdx$/, ''));
  return ['', ...written, ...builtPages().map(({ path }) => path.replace(/\/$/, ''))];
}

interface Wanted {
  readonly list: boolean;
  readonly choice: Choice;
}

function wanted(args: string[]): Wanted {
  const options = {
    only: { type: 'string', multiple: true },
    changed: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.only && values.changed) throw new UsageError('--only and --changed: one of them');
  const { list } = values;
  if (values.only) return { list, choice: only(values.only, slugs()) };
  if (!values.changed) return { list, choice: everything };
  const files = changedFiles();
  console.log(files.length > 0 ? `changed: ${files.join(', ')}` : 'nothing has changed');
  return { list, choice: changed(files) };
}

/** What is looked at has to be there: a site that was never built is built, an old one is named so. */
function withNeeded(chosen: readonly Check[]): Check[] {
  const builds = chosen.some(({ name }) => name === 'build');
  if (builds || !chosen.some(({ needs }) => needs.includes('build'))) return [...chosen];
  const home = `${SITE.root}/index.html`;
  if (!existsSync(home)) return checks.filter((check) => chosen.includes(check) || check.name === 'build');
  console.log(`the site as built on ${statSync(home).mtime.toISOString()}; --only build builds it anew`);
  return [...chosen];
}

function report({ name, passed, failed, seconds, output }: Done): void {
  if (failed > 0) console.log(output);
  console.log(
    `${failed > 0 ? 'FAILED' : 'ok'}  ${name}: ${passed} passed, ${failed} failed, ${seconds.toFixed(1)} s`,
  );
}

export async function main(args: string[]): Promise<number> {
  let asked: Wanted;
  try {
    asked = wanted(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${HELP}`);
    return 2;
  }
  const { choice } = asked;
  if (asked.list) {
    for (const { name, about } of checks) console.log(`${name}\t${about}`);
    return 0;
  }
  mkdirSync('test/output', { recursive: true });
  forgetDeeds();
  const costs = readCosts();
  const measured: Record<string, number> = {};
  const chosen = withNeeded(checks.filter((check) => choice.has(check)));
  const building: Choice = {
    ...choice,
    takes: (check, part) => check.name === 'build' || choice.takes(check, part),
  };
  const groups = chosen.map((check) => groupOf(check, building, costs, measured));
  const started = Date.now();
  // One more than there are cores: a test in a browser waits now and then, for the browser and for its page.
  const done = await schedule(groups, availableParallelism() + 1, report);
  // More seeds cost more, and say nothing of the daily round.
  if (!process.env['ALL_SEEDS']) noteCosts(measured);
  const sum = (count: (job: Done) => number) => done.reduce((total, job) => total + count(job), 0);
  const [passed, failed] = [sum((job) => job.passed), sum((job) => job.failed)];
  if (done.length > 1) console.log(tableOf(done).join('\n'));
  const deeds = deedsInWords();
  if (deeds !== undefined) console.log(deeds);
  console.log(`${((Date.now() - started) / 1000).toFixed(1)} s on ${availableParallelism()} cores`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
