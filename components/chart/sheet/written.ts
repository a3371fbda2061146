/** Views that are read, as lines of SVG: the same contents as `written.ts` gives to a page. */
import type {
  Row,
  SeriesMap,
  TableView,
  TextsView,
  TokensView,
  WrittenView,
} from '../../../sim/experiment.ts';
import { escape } from '../../writing.ts';
import { rowsOf } from '../rows.ts';
import { metricText, shownRows, shownTexts, valueText } from '../values.ts';
import { DARKEST } from '../written.ts';
import { attentionBlock } from './attention.ts';
import { bandsBlock } from './bands.ts';
import { px, ruleAt, textAt, type Block } from './markup.ts';
import { linesOf, widthOf } from './type.ts';

const SIZE = 12;
const SMALL = 10;
const LINE = 17;

export function writtenBlock(
  view: WrittenView,
  series: SeriesMap,
  rows: readonly Row[],
  width: number,
): Block {
  switch (view.kind) {
    case 'bands':
      return bandsBlock(view, series, rows, width);
    case 'attention':
      return attentionBlock(view, series, rows, width);
    case 'texts':
      return textsBlock(view, series, rows, width);
    case 'tokens':
      return tokensBlock(view, series, rows, width);
    case 'table':
      return tableBlock(view, series, rows, width);
  }
}

const NAME_GAP = 14;

/** Room for names at the left of what they said: as wide as the widest, but not more than a quarter. */
const namesWidth = (names: readonly string[], width: number) =>
  Math.min(width / 4, Math.ceil(Math.max(0, ...names.map((name) => widthOf(name, SIZE, 600))))) + NAME_GAP;

/** Names at the left, and what each said beside it. */
function textsBlock(
  { texts }: TextsView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  width: number,
): Block {
  const metrics = series[texts.series]!.metrics;
  const shown = shownTexts(texts, rows).map((row) => {
    const verdict = texts.verdict ? (row[texts.verdict] as number) : undefined;
    return {
      name: valueText(metrics[texts.by]!, row[texts.by]!),
      said: String(row[texts.text]),
      judged: verdict === undefined ? '' : valueText(metrics[texts.verdict!]!, verdict),
      verdict,
    };
  });
  const left = namesWidth(shown.map(({ name }) => name), width); // prettier-ignore
  const parts: string[] = [];
  let y = 0;
  for (const { name, said, judged, verdict } of shown) {
    const names = linesOf(name, left - NAME_GAP, SIZE, 600);
    const lines = linesOf(said, width - left, SIZE);
    names.forEach((line, i) =>
      parts.push(textAt(0, y + LINE * i + SIZE, line, { size: SIZE, weight: 600, colour: 'muted' })),
    );
    lines.forEach((line, i) => parts.push(textAt(left, y + LINE * i + SIZE, line, { size: SIZE })));
    let count = Math.max(names.length, lines.length);
    if (judged !== '') {
      const sign = ['+ ', '− '][verdict!] ?? '';
      const colour = ['gold-text', 'loss-text'][verdict!] ?? 'muted';
      linesOf(sign + judged, width - left, SIZE, 600).forEach((line, i) =>
        parts.push(
          textAt(left, y + LINE * (lines.length + i) + SIZE, line, { size: SIZE, weight: 600, colour }),
        ),
      );
      count = Math.max(count, lines.length + linesOf(sign + judged, width - left, SIZE, 600).length);
    }
    y += LINE * count + 6;
  }
  return { markup: parts.join(''), height: y };
}

/** Colour and line of what was kept, taken out, put in. */
const WRITTEN = [
  ['text', ''],
  ['loss-text', 'line-through'],
  ['gold-text', 'underline'],
] as const;

/** The grounds of neighbours in running text. */
const RUNNING = [0.28, 0.08] as const;

const TOKEN = { height: 20, tall: 34, pad: 4, gap: 3 } as const;

/** Tokens in boxes, line after line, each on the ground that the page gives it. */
function tokensBlock(
  { tokens }: TokensView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  width: number,
): Block {
  const { line, value, below, text, marked, running } = tokens;
  const metrics = series[tokens.series]!.metrics;
  const all = rowsOf(rows, tokens.series);
  // Running text breaks between words.
  const shown = marked
    ? all.flatMap((row) =>
        (String(row[text]).match(/\S+|\s+/g) ?? []).map((word): Row => ({ ...row, [text]: word })),
      )
    : all;
  const largest = value ? Math.max(1e-9, ...shown.map((row) => Math.abs(row[value] as number))) : 1;
  const named = line !== undefined && metrics[line]!.names !== undefined;
  const names = line && named ? shown.map((row) => valueText(metrics[line]!, row[line]!)) : [];
  const left = named ? namesWidth(names, width) : 0;
  const tall = value !== undefined || below !== undefined;
  const height = tall ? TOKEN.tall : TOKEN.height;
  const parts: string[] = [];
  let [x, y] = [left, 0];
  let before: number | string | undefined;
  for (const [i, row] of shown.entries()) {
    const here = line ? row[line]! : 0;
    if (i === 0 || here !== before) {
      if (i > 0) y += height + 8;
      x = left;
      if (named) {
        const style = { size: SIZE, weight: 600, colour: 'muted' } as const;
        parts.push(textAt(0, y + 14, names[i]!, style));
      }
      before = here;
    }
    const written = String(row[text]).replaceAll('\n', '↵');
    const weight = value ? (row[value] as number) : 0;
    const small = below
      ? valueText(metrics[below]!, row[below]!)
      : value
        ? (weight > 0 ? '+' : '') + metricText(metrics[value]!, weight)
        : '';
    const pad = marked ? 0 : TOKEN.pad;
    const box = Math.min(width - left, Math.max(widthOf(written, SIZE), widthOf(small, SMALL)) + 2 * pad);
    if (x > left && x + box > width) {
      x = left;
      y += height + TOKEN.gap;
    }
    if (marked) {
      const [colour, line] = WRITTEN[row[marked] as number] ?? WRITTEN[0];
      const decoration = line && ` text-decoration="${line}"`;
      parts.push(
        `<text x="${px(x)}" y="${px(y + 14)}" font-size="${SIZE}" fill="var(--${colour})"${decoration} xml:space="preserve">${escape(written)}</text>`,
      );
      x += box;
      continue;
    }
    const isEven = i % 2 === 0;
    const ground = running ? 'kl' : weight < 0 ? 'loss' : 'gold';
    const share = running
      ? RUNNING[isEven ? 0 : 1]
      : value
        ? (Math.abs(weight) / largest) * (DARKEST / 100)
        : 0;
    const middle = { size: SIZE, anchor: 'middle' } as const;
    parts.push(
      `<rect x="${px(x)}" y="${px(y)}" width="${px(box)}" height="${height}" fill="var(--${ground})" fill-opacity="${px(share)}" stroke="var(--line)"/>`,
      `<text x="${px(x + box / 2)}" y="${px(y + 14)}" font-size="${SIZE}" text-anchor="middle" xml:space="preserve">${escape(written)}</text>`,
      ...(small ? [textAt(x + box / 2, y + 28, small, { ...middle, size: SMALL })] : []),
    );
    x += box + TOKEN.gap;
  }
  return { markup: parts.join(''), height: shown.length > 0 ? y + height + 4 : 0 };
}

const GAP = 12;

/** Widths of columns: what each would like, and if that is too much, the widest give way first. */
export function columnWidths(wanted: readonly number[], room: number): number[] {
  let [low, high] = [0, Math.max(...wanted)];
  if (wanted.reduce((sum, each) => sum + each, 0) <= room) return [...wanted];
  // The cap under which all fit, to a pixel.
  while (high - low > 1) {
    const cap = (low + high) / 2;
    if (wanted.reduce((sum, each) => sum + Math.min(cap, each), 0) > room) high = cap;
    else low = cap;
  }
  return wanted.map((each) => Math.min(low, each));
}

function tableBlock(
  { table }: TableView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  width: number,
): Block {
  const metrics = series[table.series]!.metrics;
  const shown = shownRows(table, rows);
  const columns = table.columns.map((name) => {
    const metric = metrics[name]!;
    const unit = metric.unit === 'share' ? '%' : metric.unit;
    return {
      head: unit ? `${metric.label} ${unit}` : metric.label,
      words: metric.text === true || metric.names !== undefined,
      cells: shown.map((row) => valueText(metric, row[name]!)),
    };
  });
  const wanted = columns.map(({ head, cells }) =>
    Math.max(widthOf(head, SIZE, 600), ...cells.map((cell) => widthOf(cell, SIZE))),
  );
  const widths = columnWidths(wanted, width - GAP * (columns.length - 1));
  // What is left over goes between the columns, as on the page.
  const spare = (width - widths.reduce((sum, each) => sum + each, 0)) / Math.max(1, columns.length - 1);
  const starts = widths.map((_, i) => widths.slice(0, i).reduce((sum, each) => sum + each + spare, 0));
  const parts: string[] = [];
  let y = 0;
  const addRow = (texts: readonly string[], style: { weight?: 600; colour?: string }) => {
    const lines = texts.map((text, i) => linesOf(text, widths[i]! + 0.5, SIZE, style.weight ?? 400));
    for (const [i, { words }] of columns.entries()) {
      const x = words ? starts[i]! : starts[i]! + widths[i]!;
      lines[i]!.forEach((line, k) =>
        parts.push(
          textAt(x, y + 3 + LINE * k + SIZE, line, {
            size: SIZE,
            ...style,
            ...(!words && ({ anchor: 'end' } as const)),
          }),
        ),
      );
    }
    y += LINE * Math.max(...lines.map((each) => each.length)) + 6;
    parts.push(ruleAt(0, width, y));
  };
  addRow(columns.map(({ head }) => head), { weight: 600, colour: 'muted' }); // prettier-ignore
  for (const i of columns[0]!.cells.keys()) addRow(columns.map(({ cells }) => cells[i]!), {}); // prettier-ignore
  return { markup: parts.join(''), height: y + 4 };
}
