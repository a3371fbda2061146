/** `npm run survey -- NAME`: measurements of the whole course that take too long for a test. */
import { ensureModels } from '../../components/host/models.ts';
import { experimentIds } from '../../sim/experiments/index.ts';
import { parseFlags, UsageError } from '../../src/cli/flags.ts';
import { SITE } from '../../src/cli/check/built.ts';
import { surveyAxe } from './axeAll.ts';
import { surveyDownload } from './download.ts';
import { account } from './heardAll.ts';
import { surveyBrowser, type Result } from './inBrowser.ts';
import { surveyOffline } from './offline.ts';
import { linesOf, surveyTab } from './tab.ts';
import { tableOf } from './table.ts';

const USAGE = `usage: npm run survey -- addresses [--count 10000] [--runs 200] [--from ID] [--only ID]
       npm run survey -- browser [--count 10000] [--visits 300] [--seconds S] [--only KIND]
       npm run survey -- offline
       npm run survey -- download [--run yes]
       npm run survey -- axe [--only PATTERN]
       npm run survey -- tab [--minutes 60]
  --site DIR  a built site under ${SITE.base}; otherwise ${SITE.root}`;

const number = (text: string | undefined, fallback: number): number => {
  const value = Number(text ?? fallback);
  if (!(value > 0)) throw new UsageError(`"${text ?? ''}": a number above 0 is needed`);
  return value;
};

try {
  const { values, rest } = parseFlags(process.argv.slice(2), []);
  const { site = SITE.root } = values;
  if (rest.join() === 'tab') {
    const { samples, runs, failed } = await surveyTab(site, number(values['minutes'], 60), (sample) =>
      console.log(
        `${sample.minute.toFixed(1)} min  ${sample.phase}, round ${sample.round}: heap ${sample.heapMB.toFixed(2)} MB, ` +
          `${sample.nodes} nodes, ${sample.listeners} listeners, ${sample.documents} documents, ` +
          `${sample.workers} workers, resident ${sample.residentMB?.toFixed(0) ?? '?'} MB`,
      ),
    );
    const lines = linesOf(samples).map(({ phase, what, first, last, perHour, standardError, rounds }) => [
      phase,
      what,
      first.toFixed(2),
      last.toFixed(2),
      `${perHour.toFixed(2)} ± ${(1.96 * standardError).toFixed(2)}`,
      String(rounds),
    ]);
    console.log(tableOf(['phase', 'what', 'first', 'last', 'per hour', 'rounds'], lines));
    console.log(`${runs} figures used, ${failed.length} failed`);
    for (const each of new Set(failed)) console.log(each);
    if (failed.length > 0) process.exitCode = 1;
  } else if (rest.join() === 'addresses') {
    await ensureModels();
    const [count, runs] = [number(values['count'], 10_000), number(values['runs'], 200)];
    const lines: string[][] = [];
    const from = Math.max(0, experimentIds.indexOf(values['from'] ?? ''));
    const ids = values['only'] === undefined ? experimentIds.slice(from) : [values['only']];
    for (const id of ids) {
      const { addresses, told, runs: ran, faults } = await account(id, count, runs, 1);
      lines.push([id, String(addresses), String(told), String(ran), String(faults.length)]);
      console.log(lines.at(-1)!.join('\t'));
      for (const fault of faults) console.log(`  ${fault}`);
      if (faults.length > 0) process.exitCode = 1;
    }
    console.log(tableOf(['experiment', 'addresses', 'told', 'run and drawn', 'faults'], lines));
  } else if (rest.join() === 'browser') {
    const [count, visits] = [number(values['count'], 10_000), number(values['visits'], 300)];
    const line = ({ kind, addresses, told, longestMs, seconds, faults }: Result) => [
      kind,
      ...[addresses, told].map(String),
      `${longestMs.toFixed(0)} ms`,
      `${seconds.toFixed(0)} s`,
      String(faults.length),
    ];
    const results = await surveyBrowser(
      site,
      count,
      visits,
      number(values['seconds'], Infinity),
      values['only'],
      (result) => {
        console.log(line(result).join('\t'));
        for (const fault of result.faults) console.log(`  ${fault}`);
        if (result.faults.length > 0) process.exitCode = 1;
      },
    );
    console.log(
      tableOf(['kind', 'addresses', 'told', 'longest silence', 'time', 'faults'], results.map(line)),
    );
  } else if (rest.join() === 'offline') {
    const started = performance.now();
    const figures = await surveyOffline(site, ({ page, experiment, state, same, seconds }) =>
      console.log(
        [
          page,
          experiment,
          state,
          same === undefined ? '' : same ? 'rows of Node' : 'OTHER ROWS',
          `${seconds.toFixed(1)} s`,
        ].join('\t'),
      ),
    );
    const lost = figures.filter(({ state, same }) => same === false || !['done', 'idle'].includes(state));
    const compared = figures.filter(({ same }) => same !== undefined).length;
    console.log(
      `${figures.length} figures without a network, ${compared} of them compared with Node: ${lost.length} faults; ` +
        `${((performance.now() - started) / 60_000).toFixed(1)} min`,
    );
    for (const { page, experiment, state } of lost) console.log(`  ${page} ${experiment}: ${state}`);
    if (lost.length > 0) process.exitCode = 1;
  } else if (rest.join() === 'download') {
    const pages = await surveyDownload(site, values['run'] === 'yes', ({ path, kilobytes }) =>
      console.log(`${kilobytes.toFixed(0).padStart(7)} kB  /${path}`),
    );
    const sum = (of: typeof pages) => of.reduce((total, { kilobytes }) => total + kilobytes, 0) / 1000;
    const chapters = pages.filter(({ path }) => /^part-|^$/.test(path));
    console.log(
      `${pages.length} pages: ${sum(pages).toFixed(2)} MB; of them the home page and both parts, ${chapters.length} pages: ${sum(chapters).toFixed(2)} MB`,
    );
  } else if (rest.join() === 'axe') {
    const all = await surveyAxe(site, new RegExp(values['only'] ?? ''), ({ path, looks, violations }) => {
      console.log(`/${path}\t${looks} looks\t${violations.length} violations`);
      for (const violation of new Set(violations)) console.log(violation.replaceAll(/^/gm, '    '));
    });
    const count = (of: (looked: (typeof all)[number]) => number) =>
      all.reduce((sum, each) => sum + of(each), 0);
    console.log(
      `${all.length} pages, ${count(({ looks }) => looks)} looks, ${count(({ violations }) => violations.length)} violations`,
    );
    if (count(({ violations }) => violations.length) > 0) process.exitCode = 1;
  } else throw new UsageError(USAGE);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(2);
}
