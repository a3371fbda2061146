/** The stages of a run side by side, and shares stacked over it: on the page, in a file, and for the ear. */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { drawChart } from '../../components/chart/chart.ts';
import { sayView } from '../../components/chart/say.ts';
import { seriesOf } from '../../components/chart/seriesOf.ts';
import { writtenBlock } from '../../components/chart/sheet/written.ts';
import { stagesOf } from '../../components/chart/stages.ts';
import { sizesOf } from '../../components/chart/theme.ts';
import { writeView } from '../../components/chart/written.ts';
import type { AreaView, BandsView, Row, SeriesMap } from '../../sim/experiment.ts';
import { share } from '../../sim/metric.ts';

const { document } = new JSDOM('').window;

const plain = (label: string, names?: readonly string[]) => ({
  label,
  unit: '',
  help: 'A help.',
  digits: 2,
  ...(names && { names }),
});
const stage = plain('stage', ['reading', 'copying', 'ranking']);
const series: SeriesMap = {
  progress: {
    title: 'Progress',
    metrics: { tick: plain('tick'), stage, step: plain('step'), steps: plain('steps') },
  },
  said: {
    title: 'Answers',
    metrics: {
      stage,
      question: plain('question', ['May it be given?', 'How much?']),
      text: { ...plain('answer'), text: true },
      judged: plain('judged', ['right', 'wrong']),
    },
  },
  quality: { title: 'Quality', metrics: { stage, drawn: plain('drawn'), likely: plain('likeliest') } },
  shares: {
    title: 'Shares',
    metrics: {
      tick: plain('tick'),
      yes: share('A.', 'yes'),
      no: share('B.', 'no'),
      may: share('C.', 'perhaps'),
    },
  },
};
const bands: BandsView<SeriesMap> = {
  kind: 'bands',
  id: 'stages',
  title: 'After each stage',
  size: 'wide',
  bands: { series: 'progress', by: 'stage', step: 'step', of: 'steps' },
  texts: {
    series: 'said',
    by: 'stage',
    of: 'question',
    text: 'text',
    verdict: 'judged',
    notes: ['Key: no.', 'Key: <two>.'],
  },
  marks: {
    series: 'quality',
    by: 'stage',
    hollow: 'drawn',
    filled: 'likely',
    title: 'Quality',
    domain: [-1, 1],
  },
};
const area: AreaView<SeriesMap> = {
  kind: 'area',
  id: 'shares',
  title: 'What it says',
  size: 'strip',
  x: { domain: [1, 100] },
  area: { series: 'shares', x: 'tick', parts: ['yes', 'no', 'may'], marked: 'no' },
  stretches: { series: 'progress', x: 'tick', by: 'stage' },
};

const at = (tick: number, stage: number, step: number, steps: number): Row => ({
  series: 'progress',
  ...{ tick, stage, step, steps },
});
const says = (stage: number, question: number, text: string, judged: number): Row => ({
  series: 'said',
  ...{ stage, question, text, judged },
});
const running: readonly Row[] = [
  at(1, 0, 10, 10),
  { series: 'quality', stage: 0, drawn: -0.5, likely: 0.5 },
  says(0, 0, 'Yes, <b>do</b>.', 1),
  says(0, 1, 'Two.', 0),
  at(2, 1, 31, 64),
];

describe('bands', () => {
  test('one is done, one runs, one waits; a run that begins later says so', () => {
    const of = (rows: readonly Row[]) =>
      stagesOf(bands, series, rows).bands.map(({ state, share, place }) => [state, share, place]);
    expect(of(running)).toEqual([
      ['done', 1, '10 steps'],
      ['running', 31 / 64, '31 of 64 steps'],
      ['waiting', 0, 'not yet'],
    ]);
    expect(of([]).map(([state]) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    expect(of([at(1, 1, 0, 0), at(2, 2, 5, 20)])).toEqual([
      ['never', 0, 'not run'],
      ['done', 1, 'starts here'],
      ['running', 0.25, '5 of 20 steps'],
    ]);
  });

  test('a stage whose steps are done and whose answers are not is still at work', () => {
    const [first] = stagesOf(bands, series, [at(1, 0, 10, 10)]).bands;
    expect(first).toMatchObject({ state: 'running', share: 1 });
  });

  test('every view of what is declared is redrawn by its own series', () => {
    expect(seriesOf(bands)).toEqual(['progress', 'said', 'quality']);
    expect(seriesOf(area)).toEqual(['shares', 'progress']);
  });

  test('questions that only the run knows are those that its rows tell', () => {
    const told = { series: 'asked', question: 'text', note: 'key' } as const;
    const known: BandsView<SeriesMap> = { ...bands, texts: { ...bands.texts, notes: [], told } };
    const asked = { title: 'Asked', metrics: { text: plain('question'), key: plain('key') } };
    expect(seriesOf(known)).toEqual(['progress', 'said', 'asked', 'quality']);
    const rows = [{ series: 'asked', text: 'Serve it?', key: 'Key: <no>.' }, ...running];
    const read = stagesOf(known, { ...series, asked }, rows).asked;
    expect(read.map(({ question, note }) => [question, note])).toEqual([['Serve it?', 'Key: <no>.']]);
    expect(read[0]!.answers.map((answer) => answer?.text)).toEqual(['Yes, <b>do</b>.', undefined, undefined]);
    expect(stagesOf(known, { ...series, asked }, running).asked).toEqual([]);
  });

  const table = writeView(bands, series, running, document);
  const cellsOf = (row: Element) => [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim());
  const rowOf = (name: string) => [...table.querySelectorAll(`tr.${name}`)].map(cellsOf);

  test('a text that is longer than any answer of the world shows its beginning, and all of it on a pointer', () => {
    const babble = 'Avoid: accumulation. '.repeat(6);
    const written = writeView(bands, series, [...running, says(1, 0, babble, 1)], document);
    const long = [...written.querySelectorAll('.long')].map((each) => [
      each.textContent,
      each.getAttribute('title'),
    ]);
    expect(long).toEqual([[babble, babble]]);
    expect(table.querySelector('.long')).toBeNull();
  });

  test('is a table whose roles stay where its cells stand under each other', () => {
    const roles: readonly (readonly [string, string])[] = [
      ['tr', 'row'],
      ['td', 'cell'],
      ['thead th', 'columnheader'],
      ['tbody th', 'rowheader'],
      [':is(thead, tbody)', 'rowgroup'],
    ];
    expect(table.getAttribute('role')).toBe('table');
    for (const [selector, role] of roles) {
      const found = [...table.querySelectorAll(selector)];
      expect(found.length, selector).toBeGreaterThan(0);
      for (const each of found) expect(each.getAttribute('role'), selector).toBe(role);
    }
    expect(table.querySelector('caption')!.textContent).toBe('After each stage');
    expect([...table.querySelectorAll('thead th')].map((each) => each.textContent)).toEqual([
      '1 reading 10 steps',
      '2 copying 31 of 64 steps',
      '3 ranking not yet',
    ]);
  });

  test('each answer is marked by a word, and a stage without one is empty', () => {
    expect(rowOf('answers')).toEqual([
      ['readingYes, <b>do</b>. wrong', 'copying', 'ranking'],
      ['readingTwo. right', 'copying', 'ranking'],
    ]);
    expect(table.querySelectorAll('.bad').length).toBe(1);
    expect(table.textContent).toContain('Key: <two>.');
  });

  test('the two marks lie where their numbers say, and are told in words', () => {
    expect(rowOf('measured')[0]![0]).toBe('readingdrawn −0.50 likeliest 0.50');
    const places = [...table.querySelectorAll<HTMLElement>('.scale i')].map((mark) => [
      mark.className,
      mark.style.getPropertyValue('--at'),
    ]);
    expect(places).toEqual([
      ['hollow', '0.250'],
      ['filled', '0.750'],
    ]);
  });

  test('the file holds what the page holds', () => {
    const { markup, height } = writtenBlock(bands, series, running, 640);
    for (const text of [
      '1 reading',
      '31 of 64 steps',
      'May it be given?',
      'Key: &#60;two&#62;.',
      '− wrong',
      '+ right',
      'drawn −0.50',
    ])
      expect(markup).toContain(text);
    expect(height).toBeGreaterThan(150);
    expect(markup).not.toMatch(/NaN|undefined/);
  });

  test('for the ear: first and last answer to each question, with their marks', () => {
    expect(sayView(bands, series, [])).toBeUndefined();
    const { long, short } = sayView(bands, series, [...running, says(1, 0, 'No.', 0)])!;
    expect(short).toBe(
      'May it be given? After copying “No.” (right); How much? After reading “Two.” (right)',
    );
    expect(long).toContain('May it be given? After reading “Yes, <b>do</b>.” (wrong)');
    expect(long).toContain('reading drawn −0.50, likeliest 0.50');
  });
});

describe('area', () => {
  const moments = Array.from({ length: 100 }, (_, i): Row[] => {
    const no = i / 100;
    return [
      { series: 'shares', tick: i + 1, yes: 0.9 * (1 - no), no, may: 0.1 * (1 - no) },
      at(i + 1, i < 50 ? 0 : 1, i, 50),
    ];
  }).flat();
  const draw = (rows: readonly Row[], size = sizesOf(area, series).wide) =>
    drawChart(area, series, { rows, whole: rows }, size, document);
  const textsIn = (svg: SVGSVGElement) => [...svg.querySelectorAll('text')].map((each) => each.textContent);

  test('every ground has its name: where it ends, or within it', () => {
    const texts = textsIn(draw(moments));
    expect(texts).toContain('no 99 %');
    expect(texts).toContain('yes 1 %');
    expect(
      textsIn(
        draw(
          moments.map((row) =>
            row['tick'] === 100 && row.series === 'shares' ? { ...row, yes: 0, no: 1, may: 0 } : row,
          ),
        ),
      ),
    ).toContain('yes');
  });

  test('the right share is named even where it is none', () => {
    expect(textsIn(draw(moments.slice(0, 2)))).toContain('no 0 %');
  });

  test('stages stand under their stretch, by number where their name has no room', () => {
    expect(textsIn(draw(moments))).toEqual(expect.arrayContaining(['reading', 'copying']));
    expect(textsIn(draw(moments, { width: 160, height: 90 }))).toEqual(expect.arrayContaining(['1', '2']));
  });

  test('nothing is drawn of nothing, and nothing leaves the drawing', () => {
    expect(draw([]).outerHTML).not.toMatch(/NaN|Infinity/);
    const { width, height } = sizesOf(area, series).wide;
    for (const path of draw(moments).querySelectorAll('path[fill-opacity], path[fill]')) {
      const numbers = (path.getAttribute('d') ?? '').match(/-?\d+(\.\d+)?/g) ?? [];
      for (const number of numbers.map(Number)) expect(number).toBeLessThanOrEqual(Math.max(width, height));
    }
  });

  test('for the ear: the course of the right share, and what is left at the end', () => {
    expect(sayView(area, series, [])).toBeUndefined();
    const { long, short } = sayView(area, series, moments.slice(0, 160))!;
    expect(short).toBe('no 79 %');
    expect(long).toBe('no rises from 0 to 79 %; at the end yes 19 %');
  });
});
