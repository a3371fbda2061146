/**
 * `npm run lighthouse -- [kinds | page …] [--visits 5] [--site DIR]`: the median of five visits with a phone's settings, over
 * dist/; exit 1 below the bar. `kinds` is a page of every kind.
 */
import { existsSync } from 'node:fs';
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_FLAGS, findChromium } from './findBrowser.ts';
import { parseFlags } from './flags.ts';
import { serve } from './serve.mjs';

/** Performance varies with the machine; the others do not. */
const BAR: Readonly<Record<string, number>> = {
  performance: 97,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
};
const PAGES = ['', 'part-1/reward-model/'];
/** One of every kind; the chapter and the deck with the most in them. */
const KINDS = [
  ...['', 'part-1/reward-model/', 'part-2/ppo/', 'applications/adverse-events/', 'applications/formulary/'],
  ...['lab/train/', 'lab/planner/', 'lab/dashboard/', 'teach/guide/', 'teach/slides/', 'teach/field-test/'],
  ...['reference/reproducibility/', 'reference/glossary/', 'reference/offline/', 'print/', '404.html'],
  ...['deck/part-1/reward-model/', 'embed/pairwise-loss/', 'embed/ppo/'],
];
/** Parts of other pages, which tell search engines to look there: that they do is no fault. */
const APART = /^(deck|embed|print)\/|^404/;

interface Visit {
  readonly scores: Readonly<Record<string, number>>;
  /** Largest Contentful Paint, seconds. */
  readonly lcp: number;
  /** Cumulative Layout Shift. */
  readonly cls: number;
  /** Audits that cost points outside performance. */
  readonly complaints: readonly string[];
}

async function visit(url: string, apart: boolean): Promise<Visit> {
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS],
  });
  try {
    const result = await lighthouse(
      url,
      {
        logLevel: 'error',
        onlyCategories: Object.keys(BAR),
        ...(apart && { skipAudits: ['is-crawlable', 'canonical', 'meta-description'] }),
      },
      undefined,
      await browser.newPage(),
    );
    if (!result) throw new Error(`${url}: Lighthouse gave no result`);
    const { categories, audits, runtimeError } = result.lhr;
    if (runtimeError) throw new Error(`${url}: ${runtimeError.code}: ${runtimeError.message}`);
    const numberOf = (audit: string) => audits[audit]?.numericValue ?? NaN;
    const others = Object.values(categories).filter(({ id }) => id !== 'performance');
    const complaints = others.flatMap(({ id, auditRefs }) =>
      auditRefs
        .filter((ref) => ref.weight > 0 && (audits[ref.id]?.score ?? 1) < 1)
        .map((ref) => `${id}: ${audits[ref.id]?.title ?? ref.id}`),
    );
    return {
      scores: Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, (score ?? 0) * 100])),
      lcp: numberOf('largest-contentful-paint') / 1000,
      cls: numberOf('cumulative-layout-shift'),
      complaints,
    };
  } finally {
    await browser.close();
  }
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const { values, rest: asked } = parseFlags(process.argv.slice(2));
const root = values['site'] ?? 'dist';
const times = Number(values['visits'] ?? 5);
if (!existsSync(`${root}/index.html`) || !(times >= 1)) {
  console.error(`There is no ${root}/index.html: run \`npm run build\` first. --visits takes a number.`);
  process.exit(2);
}
const server = await serve({ root, base: process.env['BASE_PATH'] ?? '/' });
const columns = [...Object.keys(BAR), 'LCP, s', 'CLS'];
console.log(['page'.padEnd(28), ...columns.map((name) => name.padStart(15))].join(''));
let below = false;
for (const page of asked[0] === 'kinds' ? KINDS : asked.length > 0 ? asked : PAGES) {
  const visits: Visit[] = [];
  try {
    for (let i = 0; i < times; i++)
      visits.push(await visit(server.url + page.replace(/^\//, ''), APART.test(page)));
  } catch (error) {
    // One page that Lighthouse does not get through leaves the others to be looked at.
    console.log(`/${page}: ${String(error)}`);
    below = true;
    continue;
  }
  const scores = Object.keys(BAR).map((id) => median(visits.map((each) => each.scores[id]!)));
  below ||= Object.values(BAR).some((bar, i) => scores[i]! < bar);
  const row = [
    ...scores.map((score) => score.toFixed(0)),
    median(visits.map(({ lcp }) => lcp)).toFixed(2),
    median(visits.map(({ cls }) => cls)).toFixed(3),
  ];
  console.log([`/${page}`.padEnd(28), ...row.map((cell) => cell.padStart(15))].join(''));
  for (const complaint of new Set(visits.flatMap(({ complaints }) => complaints)))
    console.log(`  ${complaint}`);
}
await server.close();
if (below) {
  const bar = Object.entries(BAR).map(([id, least]) => `${id} ${least}`);
  console.error(`Below the bar: ${bar.join(', ')}`);
  process.exitCode = 1;
}
