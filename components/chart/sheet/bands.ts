/** The stages of a run side by side, as lines of SVG. */
import type { BandsView, Row, SeriesMap } from '../../../sim/experiment.ts';
import { stagesOf, type Answer, type Band, type Mark } from '../stages.ts';
import { px, ruleAt, textAt, type Block } from './markup.ts';
import { linesOf } from './type.ts';

const SIZE = 12;
const SMALL = 11;
const LINE = 16;
const GAP = 14;
const SIGNS = ['+ ', '− '] as const;
const COLOURS = ['gold-text', 'loss-text'] as const;

/** Cells of one row, drawn from y = 0. */
type Cell = (width: number) => Block;

export function bandsBlock(
  view: BandsView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  width: number,
): Block {
  const { bands, asked, marks } = stagesOf(view, series, rows);
  const column = (width - GAP * (bands.length - 1)) / bands.length;
  const parts: string[] = [];
  let y = 0;
  const addRow = (cells: readonly Cell[]) => {
    const drawn = cells.map((cell) => cell(column));
    for (const [i, { markup }] of drawn.entries())
      parts.push(`<g transform="translate(${px(i * (column + GAP))} ${px(y)})">${markup}</g>`);
    y += Math.max(...drawn.map(({ height }) => height)) + 8;
  };
  const addLines = (text: string, style: { weight?: 600; colour?: string }) => {
    for (const line of linesOf(text, width, SIZE, style.weight ?? 400)) {
      parts.push(textAt(0, y + SIZE, line, { size: SIZE, ...style }));
      y += LINE;
    }
  };
  addRow(bands.map((band) => headCell(band)));
  for (const { question, note, answers } of asked) {
    parts.push(ruleAt(0, width, y));
    y += 4;
    addLines(question, { weight: 600 });
    addLines(note, { colour: 'muted' });
    addRow(answers.map((answer) => answerCell(answer)));
  }
  parts.push(ruleAt(0, width, y));
  y += 4;
  addLines(view.marks.title, { weight: 600 });
  addRow(marks.map((of) => marksCell(of)));
  return { markup: parts.join(''), height: y };
}

function headCell({ number, name, place, share }: Band): Cell {
  return (width) => ({
    markup: [
      textAt(0, SIZE, `${number} ${name}`, { size: SIZE, weight: 600 }),
      textAt(0, SIZE + LINE, place, { size: SMALL, colour: 'muted' }),
      `<rect y="${LINE * 2}" width="${px(width)}" height="4" fill="var(--line)"/>`,
      `<rect y="${LINE * 2}" width="${px(width * share)}" height="4" fill="var(--text)"/>`,
    ].join(''),
    height: LINE * 2 + 6,
  });
}

function answerCell(answer: Answer | undefined): Cell {
  return (width) => {
    if (!answer) return { markup: '', height: LINE };
    const lines = linesOf(answer.text, width, SIZE);
    const judged = (SIGNS[answer.verdict] ?? '') + answer.judged;
    const style = { size: SIZE, weight: 600, colour: COLOURS[answer.verdict] ?? 'muted' } as const;
    return {
      markup: [
        ...lines.map((line, i) => textAt(0, SIZE + LINE * i, line, { size: SIZE })),
        textAt(0, SIZE + LINE * lines.length, judged, style),
      ].join(''),
      height: LINE * (lines.length + 1),
    };
  };
}

function marksCell(marks: readonly Mark[]): Cell {
  return (width) => {
    if (marks.length === 0) return { markup: '', height: LINE };
    const radius = 4;
    const x = (at: number) => px(radius + at * (width - 2 * radius));
    const dots = marks.map(({ kind, at }) => {
      const [fill, line] = kind === 'filled' ? ['gold', 1] : ['bg', 2];
      return `<circle cx="${x(at)}" cy="6" r="${radius}" fill="var(--${fill})" stroke="var(--gold)" stroke-width="${line}"/>`;
    });
    const words = marks.map(({ label, text }, i) =>
      textAt(0, 14 + SIZE + LINE * i, `${label} ${text}`, { size: SMALL, colour: 'gold-text' }),
    );
    const scale = `<path d="M0 6H${px(width)}M${x(0)} 2V10M${x(0.5)} 2V10M${x(1)} 2V10" stroke="var(--rule)"/>`;
    return { markup: [scale, ...dots, ...words].join(''), height: 14 + LINE * marks.length };
  };
}
