/** Tables of figures: rows have names, numbers are written as the course writes them, and all of it is on a phone. */
import type { Browser, Page } from '@playwright/test';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namesRows, shownRows } from '../../components/chart/values.ts';
import { writeView } from '../../components/chart/written.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { launchChromium } from '../browsers/chromium.ts';
import { builtPage } from './page.ts';

const { document } = new JSDOM('').window;
/** px: what a figure has of a window of 360, between the page's margins of 20. */
const PHONE_COLUMN = 320;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 360, height: 780 } });
});
afterAll(() => browser.close());

const experiments = await Promise.all(experimentIds.map(loadExperiment));
const withTables = experiments.filter(({ views }) => views.some(({ kind }) => kind === 'table'));

describe.each(withTables.map((experiment) => [experiment.id, experiment] as const))('%s', (id, of) => {
  const declaration = declarationOf(of);
  const { rows } = recordedRun(id);

  test('nothing of a table is cut at 360 px', async () => {
    await page.setContent(builtPage(declaration, rows, PHONE_COLUMN, 'light'));
    await page.evaluate(() => document.fonts.ready);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.written')].flatMap((box) =>
        box.querySelector('table') && box.scrollWidth > box.clientWidth
          ? [`${box.parentElement!.dataset['view']!}: ${box.scrollWidth} px`]
          : [],
      ),
    );
    expect(cut).toEqual([]);
  });
  test('each has a name, and its rows have theirs where the first column gives one', () => {
    for (const view of declaration.views) {
      if (view.kind !== 'table') continue;
      const table = writeView(view, declaration.series, rows, document);
      expect(table.querySelector('caption')!.textContent).toBe(view.title);
      const [first] = view.table.columns;
      const metric = declaration.series[view.table.series]!.metrics[first!]!;
      const values = rows.filter(({ series }) => series === view.table.series).map((row) => row[first!]!);
      const heads = [...table.querySelectorAll('tbody th')];
      expect(
        heads.every(
          (head) => head.getAttribute('scope') === 'row' && head === head.parentElement!.firstChild,
        ),
      ).toBe(true);
      expect(heads).toHaveLength(namesRows(metric, values) ? values.length : 0);
      for (const cell of table.querySelectorAll('td:not(.words)')) {
        expect(cell.textContent).not.toMatch(/-\d|^−?\d{4}/);
      }
    }
  });
});

test('a column names rows if it holds words, or numbers of which none comes twice', () => {
  const metric = { label: 'a', unit: '', help: '', digits: 0 };
  expect(namesRows({ ...metric, names: ['x'] }, [0, 0])).toBe(true);
  expect(namesRows(metric, [1, 2, 3])).toBe(true);
  expect(namesRows(metric, [1, 2, 2])).toBe(false);
  expect(namesRows(metric, [512])).toBe(false);
});

describe('the order of rows', () => {
  const rows = [0, 2, 1, 0, 3].map((about, i) => ({ series: 'measured', about, i }));
  const placesOf = (values?: readonly number[]) =>
    shownRows(
      { series: 'measured', columns: ['i'], ...(values && { order: { by: 'about', values } }) },
      rows,
    ).map(({ i }) => i);

  test('is that of the run', () => expect(placesOf()).toEqual([0, 1, 2, 3, 4]));
  test('has first what the view names, then the others', () =>
    expect(placesOf([2, 0])).toEqual([1, 0, 3, 2, 4]));

  test('in chapter 1 the chosen drug stands right below all drugs', async () => {
    const declaration = declarationOf(await loadExperiment('ask-the-model'));
    const view = declaration.views.find(({ id }) => id === 'sureness')!;
    if (view.kind !== 'table') throw new Error('no table');
    const about = shownRows(view.table, recordedRun('ask-the-model').rows).map((row) => row['about']);
    expect([...new Set(about)]).toEqual([1, 0, 2, 3]);
  });
});
