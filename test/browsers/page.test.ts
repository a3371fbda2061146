/** Every page in Chromium, opened once with script and once without. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { asked } from '../asked.ts';
import { oneOfEachKind, visitedPages } from '../../src/cli/check/built.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { pages } from '../pages/pages.ts';
import { figuresOn } from './figure.ts';
import { chromiumStage } from './stage.ts';
import { HIGHEST, quietVisit, seenElsewhere, visit, WIDTHS, type Known } from './visit.ts';
import { BUDGET } from './weigh.ts';

/** Names that have a capital within. */
const WRITTEN_SO = 'MinHash';
const PAPER_AND_INK = ['#fcfdfc', '#15201e'];

const stage = chromiumStage();

/** The first who asks makes the visit. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

const kinds = new Set(oneOfEachKind(pages).map(({ path }) => path));
const inChapters = new Set(
  pages.filter(({ path }) => !path.startsWith('embed/')).flatMap(({ html }) => figuresOn(html)),
);
const knownOf = ({ path, html }: (typeof pages)[number]): Known => ({
  frame: !kinds.has(path),
  figure: path.startsWith('embed/') && figuresOn(html).every((id) => inChapters.has(id)),
});

const live = asked(visitedPages(pages), ({ path }) => `/${path}`);
describe.each(live)('/$path', (page) => {
  const { path, html } = page;
  const known = knownOf(page);
  const seen = once(() => visit(stage.browser, stage.url, page, known));
  const seenQuietly = once(() => quietVisit(stage.browser, stage.url, page));
  const budget = figuresOn(html).length > 0 ? Object.values(BUDGET) : [BUDGET.before];

  test('opens, its figures wake and are used, without complaint', async () => {
    expect((await seen()).messages).toEqual([]);
  });

  test(`script: ${budget.join(', ')} kB at most`, async () => {
    const weights = Object.entries((await seen()).weights);
    const report = weights.map(([moment, kilobytes]) => `${moment} ${kilobytes.toFixed(1)}`).join(', ');
    console.log(`/${path} script ${report} kB; HTML ${(gzipSync(html).length / 1000).toFixed(1)} kB`);
    for (const [moment, kilobytes] of weights) {
      expect(kilobytes, `${moment}, kB of script`).toBeLessThanOrEqual(BUDGET[moment as keyof typeof BUDGET]);
    }
  });

  test('numbers are not glued to the words after them; header, text and foot are landmarks', async () => {
    const { spoken } = await seen();
    const headings = spoken.filter(({ role }) => role === 'heading').map(({ name }) => name);
    const glued = headings.filter((name) =>
      /\d\p{Lu}\p{Ll}|\p{Ll}\p{Lu}\p{Ll}/u.test(name.replaceAll(WRITTEN_SO, '')),
    );
    expect(glued).toEqual([]);
    const numbered = html.match(/<h2[^>]* data-number=/g)?.length ?? 0;
    expect(headings.filter((name) => /^\d+\.\d+ \p{L}/u.test(name))).toHaveLength(numbered);
    const count = (wanted: string) => spoken.filter(({ role }) => role === wanted).length;
    expect(count('main')).toBe(1);
    expect(count('contentinfo')).toBe(1);
    if (!path.startsWith('embed/')) expect(count('banner')).toBe(1);
  });

  if (!seenElsewhere(known))
    test('axe on a phone, in both themes', async () => expect((await seen()).phone).toEqual([]));
  if (!known.frame)
    test('axe on a desk, around the figures', async () => expect((await seen()).desk).toEqual([]));

  test(`nothing sticks out from ${WIDTHS[0]!} to ${WIDTHS.at(-1)!} px`, async () => {
    expect((await seen()).sticksOut).toEqual([]);
  });

  test('on a desk no formula is cut', async () => expect((await seen()).cutFormulas).toEqual([]));

  test(`its figures, every tab, are at most ${HIGHEST} px high`, async () => {
    expect((await seen()).tooHigh).toEqual([]);
  });

  test('on a phone with text at twice its size: all in reach, words whole', async () => {
    expect((await seen()).largeText).toEqual([]);
  });

  test('nothing sticks out with wide spacing', async () => expect((await seen()).spaced).toEqual([]));

  test('on paper: dark on white, pictures, no navigation, no controls, inside the margins', async () => {
    const { paper } = await seen();
    expect(paper).toEqual({ colours: PAPER_AND_INK, tools: [], blankFigures: [], sticksOut: [] });
  });

  if (budget.length > 1 && !seenElsewhere(known))
    test('the first figure, used: the same rows as in Node', async () => {
      const { experiment, settings, hash } = (await seen()).use!;
      expect(hash).toBe(hashOf(experiment, settings));
    });

  test('without script: text, pictures, no dead controls, nothing sticks out, on paper neither', async () => {
    const { heading, text, paper, ...faults } = await seenQuietly();
    expect(heading).not.toBe('');
    expect(text).toBeGreaterThan(80);
    expect(faults).toEqual({ blankFigures: [], deadControls: [], sticksOut: [] });
    expect(paper).toMatchObject({ tools: [], blankFigures: [], sticksOut: [] });
  });
});
