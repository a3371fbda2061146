/** Strange addresses in Chromium, one after the other in one tab, for a figure of each kind and for pages with addresses of their own. */
import type { Page as Tab } from '@playwright/test';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { createRng } from '../../sim/rng.ts';
import { wishesIn } from '../../components/figure/lab/address.ts';
import { addressesOf } from './addresses.ts';
import { heardAlone, NOT_WORDS } from './heard.ts';
import { withSite, type Opened } from './opened.ts';
import { slidesStrangely, strangely, type Given, type Seen } from './strangely.ts';

/** A figure of each kind. */
export const KINDS: Readonly<Record<string, string>> = {
  'instant, sliders': 'pairwise-loss',
  'instant, choices': 'statin-signals',
  'instant, texts': 'near-duplicates',
  'instant, a model': 'ask-the-model',
  trained: 'reward-pairs',
  'trained, the heart': 'pipeline',
  'own world': 'own-world',
};
/** In how many pieces the addresses go to the page: one piece is one round trip. */
const PIECE = 25;
/** A figure tells so many sentences, and how many more there are. */
const SENTENCES = 4;

export interface Result {
  readonly kind: string;
  readonly addresses: number;
  readonly told: number;
  readonly longestMs: number;
  readonly seconds: number;
  readonly faults: readonly string[];
}

async function givenTo(id: string, count: number, seed: number): Promise<Given[]> {
  const experiment = await loadExperiment(id);
  return [...addressesOf(experiment, count, seed)].map((address) => {
    // As a browser splits it: a stray # ends the query.
    const { search: query, hash } = new URL(`http://localhost/${address.query}${address.hash}`);
    const { told, settings } = heardAlone(experiment, query);
    return {
      query,
      hash,
      lines: Math.min(told.length, SENTENCES) + Number(told.length > SENTENCES),
      runs: experiment.clock !== undefined && wishesIn(experiment, query, true).run,
      own: NOT_WORDS.test(Object.values(settings).join(' ')),
    };
  });
}

async function inPieces<T>(
  tab: Tab,
  all: readonly T[],
  longestS: number,
  look: (piece: readonly T[]) => Promise<Seen>,
) {
  const errors: string[] = [];
  tab.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`));
  const started = performance.now();
  let [told, longestMs] = [0, 0];
  const faults: string[] = [];
  let addresses = 0;
  for (let i = 0; i < all.length && performance.now() - started < longestS * 1000; i += PIECE) {
    const seen = await look(all.slice(i, i + PIECE));
    addresses = Math.min(all.length, i + PIECE);
    told += seen.told;
    longestMs = Math.max(longestMs, seen.longestMs);
    faults.push(...seen.faults);
  }
  const seconds = (performance.now() - started) / 1000;
  return { addresses, told, longestMs, seconds, faults: [...faults, ...errors].slice(0, 5) };
}

/** One figure on its own page, in one tab. */
export async function figureStrangely(
  { browser, url }: Pick<Opened, 'browser' | 'url'>,
  id: string,
  count: number,
  longestS = Infinity,
  seed = 1,
): Promise<Omit<Result, 'kind'>> {
  const all = await givenTo(id, count, seed);
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  try {
    await tab.goto(`${url}embed/${id}/`);
    await tab.waitForSelector('figure.lab[data-ready]');
    return await inPieces(tab, all, longestS, (piece) =>
      tab.evaluate<Seen>(
        `(${strangely.toString()})(${JSON.stringify(piece)}, ${JSON.stringify(NOT_WORDS.source)})`,
      ),
    );
  } finally {
    await tab.close();
  }
}

async function deckStrangely(
  { browser, url, pages }: Opened,
  count: number,
  longestS: number,
): Promise<Omit<Result, 'kind'>> {
  const path = pages.find((page) => page.path.startsWith('deck/'))!.path;
  const rng = createRng('deck');
  const names = ['NaN', '-1', '0', '1e3', '99', '1.5', '%E0%A4%A', '<img src=x>', '__proto__', 'sec-none', '😀', '٣', ' ', '1 ', '0x2', 'x'.repeat(5000)]; // prettier-ignore
  const all = Array.from({ length: count }, () =>
    rng.uniform() < 0.5 ? String(rng.integer(30)) : names[rng.integer(names.length)]!,
  );
  const tab = await browser.newPage();
  try {
    await tab.goto(url + path);
    return await inPieces(tab, all, longestS, (piece) =>
      tab.evaluate<Seen>(`(${slidesStrangely.toString()})(${JSON.stringify(piece)})`),
    );
  } finally {
    await tab.close();
  }
}

/** Pages that read their address when they open: each address is a visit. */
async function visitsStrangely(
  { browser, url }: Opened,
  path: string,
  queries: readonly string[],
  told: string,
  longestS: number,
): Promise<Omit<Result, 'kind'>> {
  const tab = await browser.newPage();
  try {
    return await inPieces(tab, queries, longestS, async (piece) => {
      const seen = { told: 0, longestMs: 0, faults: [] as string[] };
      for (const query of piece) {
        const before = performance.now();
        await tab.goto(url + path + query, { waitUntil: 'domcontentloaded' });
        const wakes = 'form[data-find]:not([hidden]), figure[data-ready]';
        const isThere = await tab.waitForSelector(wakes, { state: 'attached' }).then(
          () => true,
          () => false,
        );
        if (!isThere) {
          seen.faults.push(`${query.slice(0, 200)}: the page does not wake`);
          continue;
        }
        const text = await tab.evaluate(() => document.querySelector('main')!.innerText);
        seen.longestMs = Math.max(seen.longestMs, performance.now() - before);
        const said = await tab.locator(told).allInnerTexts();
        if (said.some((each) => /address|not stored|recorded/.test(each))) seen.told += 1;
        const plain = said.reduce((rest, each) => rest.replace(each, ''), text);
        if (NOT_WORDS.test(plain))
          seen.faults.push(`${query.slice(0, 200)}: "${NOT_WORDS.exec(plain)![0]}" is shown`);
        if (await tab.evaluate(() => 'caught' in window))
          seen.faults.push(`${query.slice(0, 200)}: markup was carried out`);
      }
      return seen;
    });
  } finally {
    await tab.close();
  }
}

function formularyQueries(count: number): string[] {
  const rng = createRng('formulary');
  const values = ['warfarin', 'aspirin', '', 'NaN', '<img src=x onerror="window.caught=1">', 'x'.repeat(8000), '😀', '__proto__', '9', 'liver']; // prettier-ignore
  const facets = ['drug', 'topic', 'kind', 'authority', 'evidence', 'severity', 'asked', 'q', 'constructor'];
  return Array.from({ length: count }, () => {
    const parts = Array.from({ length: 1 + rng.integer(4) }, () => {
      const [facet, value] = [facets[rng.integer(facets.length)]!, values[rng.integer(values.length)]!];
      return rng.uniform() < 0.1 ? `${facet}=%E0%A4` : `${facet}=${encodeURIComponent(value)}`;
    });
    return `?${parts.join('&')}${rng.uniform() < 0.3 ? '#rule-none' : ''}`;
  });
}

/**
 * @param count addresses of each kind that is driven within its page
 * @param visits addresses of each page that reads its own only when it opens
 * @param seconds for each kind; what is left of its addresses then is left out
 * @param only of these kinds
 */
export function surveyBrowser(
  root: string,
  count: number,
  visits: number,
  seconds: number,
  only: string | undefined,
  tell: (result: Result) => void,
): Promise<Result[]> {
  return withSite(root, async (opened) => {
    const pipeline = await loadExperiment('pipeline');
    const dashboard = [...addressesOf(pipeline, visits, 3)].map(({ query }, i) =>
      i % 3 === 0 ? `?saved=${i}` : query,
    );
    const kinds: Record<string, () => Promise<Omit<Result, 'kind'>>> = {
      ...Object.fromEntries(
        Object.entries(KINDS).map(([kind, id]) => [kind, () => figureStrangely(opened, id, count, seconds)]),
      ),
      deck: () => deckStrangely(opened, count, seconds),
      formulary: () =>
        visitsStrangely(
          opened,
          'applications/formulary/',
          formularyQueries(visits),
          '[data-strange]:not([hidden])',
          seconds,
        ),
      dashboard: () => visitsStrangely(opened, 'lab/dashboard/', dashboard, 'figure [role=status]', seconds),
      ...Object.fromEntries(
        experimentIds
          .filter((id) => !Object.values(KINDS).includes(id))
          .map((id) => [
            `figure ${id}`,
            () => figureStrangely(opened, id, Math.ceil(count / 50), seconds / 30),
          ]),
      ),
    };
    const results: Result[] = [];
    for (const [kind, measure] of Object.entries(kinds)) {
      if (only !== undefined && !kind.startsWith(only)) continue;
      const result = { kind, ...(await measure()) };
      results.push(result);
      tell(result);
    }
    return results;
  });
}
