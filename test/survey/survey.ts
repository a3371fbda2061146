/** `npm run survey -- NAME`: measurements of the whole course that take too long for a test. Exit code 1 if one finds a fault. */
import { ensureModels } from '../../components/host/models.ts';
import { experimentIds } from '../../sim/experiments/index.ts';
import { parseFlags, UsageError } from '../../src/cli/flags.ts';
import { SITE } from '../../src/cli/check/built.ts';
import { surveyAxe } from './axeAll.ts';
import { surveyDownload } from './download.ts';
import { account } from './heardAll.ts';
import { surveyBrowser, type Result } from './inBrowser.ts';
import { surveyOffline } from './offline.ts';
import { linesOf, surveyTab, type Line, type Sample } from './tab.ts';
import { tableOf } from './table.ts';

const USAGE = `usage: npm run survey -- addresses [--count 10000] [--runs 200] [--from ID] [--only ID]
       npm run survey -- browser [--count 10000] [--visits 300] [--seconds S] [--only KIND]
       npm run survey -- offline
       npm run survey -- download [--run yes]
       npm run survey -- axe [--only PATTERN]
       npm run survey -- tab [--minutes 60]
  --site DIR  a built site under ${SITE.base}; otherwise ${SITE.root}`;

type Flags = Readonly<Record<string, string | undefined>>;
/** Prints what it measures, and resolves to the number of faults. */
type Survey = (site: string, flags: Flags) => Promise<number>;

const number = (text: string | undefined, fallback: number): number => {
  const value = Number(text ?? fallback);
  if (!(value > 0)) throw new UsageError(`"${text ?? ''}": a number above 0 is needed`);
  return value;
};
const print = (line: string): void => console.log(line);
const totalOf = <T>(all: readonly T[], of: (each: T) => number) =>
  all.reduce((sum, each) => sum + of(each), 0);

const addresses: Survey = async (_, flags) => {
  await ensureModels();
  const [count, runs] = [number(flags['count'], 10_000), number(flags['runs'], 200)];
  const from = Math.max(0, experimentIds.indexOf(flags['from'] ?? ''));
  const ids = flags['only'] === undefined ? experimentIds.slice(from) : [flags['only']];
  const lines: string[][] = [];
  let found = 0;
  for (const id of ids) {
    const { addresses: tried, told, runs: ran, faults } = await account(id, count, runs, 1);
    found += faults.length;
    lines.push([id, ...[tried, told, ran, faults.length].map(String)]);
    print(lines.at(-1)!.join('\t'));
    for (const fault of faults) print(`  ${fault}`);
  }
  print(tableOf(['experiment', 'addresses', 'told', 'run and drawn', 'faults'], lines));
  return found;
};

const writeResult = ({ kind, addresses: tried, told, longestMs, seconds, faults }: Result): string[] => [
  kind,
  ...[tried, told].map(String),
  `${longestMs.toFixed(0)} ms`,
  `${seconds.toFixed(0)} s`,
  String(faults.length),
];

const browser: Survey = async (site, flags) => {
  const [count, visits] = [number(flags['count'], 10_000), number(flags['visits'], 300)];
  const seconds = number(flags['seconds'], Infinity);
  const results = await surveyBrowser(site, count, visits, seconds, flags['only'], (result) => {
    print(writeResult(result).join('\t'));
    for (const fault of result.faults) print(`  ${fault}`);
  });
  const columns = ['kind', 'addresses', 'told', 'longest silence', 'time', 'faults'];
  print(tableOf(columns, results.map(writeResult)));
  return totalOf(results, ({ faults }) => faults.length);
};

const offline: Survey = async (site) => {
  const started = performance.now();
  const figures = await surveyOffline(site, ({ page, experiment, state, same, seconds }) => {
    const rows = same === undefined ? '' : same ? 'rows of Node' : 'OTHER ROWS';
    print([page, experiment, state, rows, `${seconds.toFixed(1)} s`].join('\t'));
  });
  const lost = figures.filter(({ state, same }) => same === false || !['done', 'idle'].includes(state));
  const compared = figures.filter(({ same }) => same !== undefined).length;
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  print(
    `${figures.length} figures without a network, ${compared} of them compared with Node: ${lost.length} faults; ${minutes} min`,
  );
  for (const { page, experiment, state } of lost) print(`  ${page} ${experiment}: ${state}`);
  return lost.length;
};

const download: Survey = async (site, flags) => {
  const pages = await surveyDownload(site, flags['run'] === 'yes', ({ path, kilobytes }) =>
    print(`${kilobytes.toFixed(0).padStart(7)} kB  /${path}`),
  );
  const megabytes = (of: typeof pages) => (totalOf(of, ({ kilobytes }) => kilobytes) / 1000).toFixed(2);
  const chapters = pages.filter(({ path }) => /^part-|^$/.test(path));
  print(
    `${pages.length} pages: ${megabytes(pages)} MB; of them the home page and both parts, ${chapters.length} pages: ${megabytes(chapters)} MB`,
  );
  return 0;
};

const axe: Survey = async (site, flags) => {
  const pages = await surveyAxe(site, new RegExp(flags['only'] ?? ''), ({ path, looks, violations }) => {
    print(`/${path}\t${looks} looks\t${violations.length} violations`);
    for (const violation of new Set(violations)) print(violation.replaceAll(/^/gm, '    '));
  });
  const found = totalOf(pages, ({ violations }) => violations.length);
  print(`${pages.length} pages, ${totalOf(pages, ({ looks }) => looks)} looks, ${found} violations`);
  return found;
};

const writeSample = (sample: Sample): string =>
  `${sample.minute.toFixed(1)} min  ${sample.phase}, round ${sample.round}: heap ${sample.heapMB.toFixed(2)} MB, ` +
  `${sample.nodes} nodes, ${sample.listeners} listeners, ${sample.documents} documents, ` +
  `${sample.workers} workers, resident ${sample.residentMB?.toFixed(0) ?? '?'} MB`;

const writeLine = ({ phase, what, first, last, perHour, standardError, rounds }: Line): string[] => [
  phase,
  what,
  first.toFixed(2),
  last.toFixed(2),
  `${perHour.toFixed(2)} ± ${(1.96 * standardError).toFixed(2)}`,
  String(rounds),
];

const tab: Survey = async (site, flags) => {
  const minutes = number(flags['minutes'], 60);
  const { samples, runs, failed } = await surveyTab(site, minutes, (sample) => print(writeSample(sample)));
  print(tableOf(['phase', 'what', 'first', 'last', 'per hour', 'rounds'], linesOf(samples).map(writeLine)));
  print(`${runs} figures used, ${failed.length} failed`);
  for (const each of new Set(failed)) print(each);
  return failed.length;
};

const surveys: Readonly<Record<string, Survey>> = { addresses, browser, offline, download, axe, tab };

try {
  const { values, rest } = parseFlags(process.argv.slice(2), []);
  const { site = SITE.root, ...flags } = values;
  const survey = surveys[rest.join()];
  if (!survey) throw new UsageError(USAGE);
  if ((await survey(site, flags)) > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(2);
}
