/** Attention on the page, in a file and for the ear: one token at a time, and nothing of what comes later. */
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { sayView } from '../../components/chart/say.ts';
import { writtenBlock } from '../../components/chart/sheet/written.ts';
import { writeView } from '../../components/chart/written.ts';
import type { AttentionView, Row, SeriesMap } from '../../sim/experiment.ts';
import { share } from '../../sim/metric.ts';

const { document } = new JSDOM('').window;

const plain = { label: '', unit: '', help: '', digits: 0 };
const series: SeriesMap = {
  token: { title: 'Tokens', metrics: { token: { ...plain, text: true }, id: plain } },
  attention: {
    title: 'Attention',
    metrics: { from: plain, to: plain, head: { ...plain, names: ['one', 'two'] }, weight: share('', 'w') },
  },
};
const view: AttentionView<SeriesMap> = {
  kind: 'attention',
  id: 'attention',
  title: 'What a word gathers from',
  size: 'wide',
  tokens: { series: 'token', text: 'token', below: 'id' },
  attention: { series: 'attention', from: 'from', to: 'to', head: 'head', weight: 'weight' },
};
const weights = [
  [[1], [0.25, 0.75]],
  [[1], [0.9, 0.1]],
];
const rows: Row[] = [
  { series: 'token', token: 'may', id: 4 },
  { series: 'token', token: '?', id: 9 },
  ...weights.flatMap((ofHead, head) =>
    ofHead.flatMap((row, from) => row.map((weight, to) => ({ series: 'attention', from, to, head, weight }))),
  ),
];

const element = () => writeView(view, series, rows, document);

test('every token can be chosen, and the last one is', () => {
  const radios = [...element().querySelectorAll<HTMLInputElement>('input[type=radio]')];
  expect(radios.map(({ value }) => value)).toEqual(['0', '1']);
  expect(radios.map((radio) => radio.hasAttribute('checked'))).toEqual([false, true]);
  expect(new Set(radios.map(({ name }) => name)).size).toBe(1);
});

test('a token shows what it takes from each, by head, and that it cannot see what comes later', () => {
  const takenBy = [...element().querySelectorAll('.taken')].map((taken) =>
    [...taken.children].map(({ textContent }) => textContent),
  );
  expect(takenBy).toEqual([
    ['100', '100', '·', '·'],
    ['25', '90', '75', '10'],
  ]);
});

test('a screen reader hears for each token where its heads look', () => {
  const [first, last] = [...element().querySelectorAll('input')];
  expect(first!.getAttribute('aria-label')).toBe('“may” gathers by one most from “may” 100 %, by two most from “may” 100 %'); // prettier-ignore
  expect(last!.getAttribute('aria-label')).toContain(
    'by one most from “?” 75 %, by two most from “may” 90 %',
  );
  expect(sayView(view, series, rows)!.short).toBe(last!.getAttribute('aria-label'));
});

test('a file shows the last token', () => {
  const { markup, height } = writtenBlock(view, series, rows, 500);
  for (const text of ['25', '75', '90', '10', '“?” gathers from']) expect(markup).toContain(`>${text}<`);
  expect(height).toBeGreaterThan(40);
});

test('before there are rows there is nothing, and nothing breaks', () => {
  expect(writeView(view, series, [], document).querySelectorAll('input')).toHaveLength(0);
  expect(sayView(view, series, [])).toBeUndefined();
  expect(writtenBlock(view, series, [], 500).height).toBe(0);
});
