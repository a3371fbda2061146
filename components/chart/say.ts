/** What each view says in words, for those who do not see it: where a curve went, which bar is the longest. */
import type {
  AreaView,
  AttentionView,
  BandsView,
  BarsView,
  CellsView,
  Layer,
  Metric,
  Row,
  SeriesMap,
  TableView,
  TextsView,
  TokensView,
  View,
  XYView,
} from '../../sim/experiment.ts';
import { looksOf, sayLook } from './looks.ts';
import { rowsOf } from './rows.ts';
import { stagesOf } from './stages.ts';
import { metricText, shownRows, shownTexts, unitOf, valueText, withUnit } from './values.ts';

/** A sentence without its full stop, and a shorter one with the last numbers only. */
export interface Said {
  readonly long: string;
  readonly short: string;
}

const QUOTED = 140;
/** Of an answer that is one of several. */
const MOST_ANSWER = 40;
/** Smaller shares go unsaid. */
const LEAST = 0.05;

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text);
const numberIn = (row: Row, metric: string) => row[metric] as number;

export function sayView(view: View, series: SeriesMap, rows: readonly Row[]): Said | undefined {
  switch (view.kind) {
    case 'xy':
      return sayCurves(view, series, rows);
    case 'bars':
      return sayBars(view, series, rows);
    case 'cells':
      return sayCells(view, series, rows);
    case 'area':
      return sayArea(view, series, rows);
    case 'bands':
      return sayBands(view, series, rows);
    case 'attention':
      return sayAttention(view, series, rows);
    case 'texts':
      return sayTexts(view, series, rows);
    case 'tokens':
      return sayTokens(view, series, rows);
    case 'table':
      return sayTable(view, series, rows);
  }
}

const joined = (long: readonly string[], short: readonly string[]): Said | undefined =>
  long.length > 0 ? { long: long.join('; '), short: short.join('; ') || long[0]! } : undefined;

function sayCurves(view: XYView<SeriesMap>, series: SeriesMap, rows: readonly Row[]): Said | undefined {
  const heads = (view.head ?? []).flatMap(({ series: name, metric, prefix }) => {
    const row = rowsOf(rows, name).at(-1);
    const declared = series[name]!.metrics[metric]!;
    const { label } = declared;
    const known = !prefix || label.includes(prefix);
    const word = label === view.title.toLowerCase() ? '' : known ? label : `${label} ${prefix}`;
    const text = row && `${word} ${withUnit(declared, numberIn(row, metric))}`.trim();
    return text ? [{ name, metric, text }] : [];
  });
  const labelled = view.layers.some((layer) => layer.label !== undefined);
  const courses = view.layers.flatMap((layer) => {
    const data = rowsOf(rows, layer.series);
    if (data.length === 0 || layer.mark === 'band' || layer.role === 'guide') return [];
    // Thin lines without a label are the ground of those that have one.
    if (labelled && layer.role === 'thin' && !layer.label) return [];
    const metric = series[layer.series]!.metrics[layer.y]!;
    const name = layer.label ?? (metric.label === view.title.toLowerCase() ? '' : metric.label);
    const said = { layer, metric, name };
    const isDots = layer.mark === 'dot';
    const text = isDots ? sayDots(said, view, rows, data) : sayCourse(said, series, data);
    const ending = !isDots
      ? `${name} ${withUnit(metric, numberIn(data.at(-1)!, layer.y))}`.trim()
      : layer.names && data.length > 1
        ? sayHighest(said, data, series)
        : text;
    return [{ name: layer.series, metric: layer.y, isDots, text, ending }];
  });
  // A number in the header that no curve ends in.
  const others = heads.filter(
    (head) => !courses.some(({ name, metric }) => name === head.name && metric === head.metric),
  );
  // Points are measured; a curve beside them is what they are compared with.
  const points = courses.filter(({ isDots }) => isDots);
  const endings = (points.length > 0 ? points : courses).map(({ ending }) => ending);
  const short = heads.length > 0 ? heads.map(({ text }) => text) : endings;
  return joined(
    [...courses, ...others].map(({ text }) => text),
    short,
  );
}

interface Drawn {
  readonly layer: Layer<SeriesMap>;
  readonly metric: Metric;
  /** What the words begin with; empty where the title says it. */
  readonly name: string;
}

/** Per cent stands after every number; other units stand once. */
const percentOf = (metric: Metric) => (metric.unit === 'share' ? ' %' : '');

/** "held-out falls from 0.69 to 0.26 nats, lowest 0.25 at epoch 48" */
function sayCourse({ layer, metric, name }: Drawn, series: SeriesMap, data: readonly Row[]): string {
  const x = series[layer.series]!.metrics[layer.x]!;
  const write = (row: Row) => metricText(metric, numberIn(row, layer.y));
  const [first, last] = [data[0]!, data.at(-1)!];
  if (data.length === 1) return `${name} ${write(first)}${unitOf(metric)}`.trim();
  const extreme = (beyond: (a: number, b: number) => boolean) =>
    data.reduce((most, row) => (beyond(numberIn(row, layer.y), numberIn(most, layer.y)) ? row : most));
  const low = extreme((a, b) => a < b);
  const high = extreme((a, b) => a > b);
  if (write(low) === write(high)) return `${name} stays at ${write(last)}${unitOf(metric)}`.trim();
  const inside = (row: Row, word: string) => {
    const text = write(row);
    if (text === write(first) || text === write(last)) return '';
    return `, ${word} ${text}${percentOf(metric)} at ${x.label} ${metricText(x, numberIn(row, layer.x))}${percentOf(x)}`;
  };
  const falls = numberIn(last, layer.y) < numberIn(first, layer.y);
  const course =
    write(first) === write(last)
      ? `begins and ends at ${write(last)}`
      : `${falls ? 'falls' : 'rises'} from ${write(first)} to ${write(last)}`;
  return `${name} ${course}${unitOf(metric)}${inside(low, 'lowest')}${inside(high, 'highest')}`.trim();
}

/** "share of votes: 20 points from 0 to 100 %, on average 5.2 % from σ(Δ)" */
function sayDots(
  { layer, metric, name }: Drawn,
  view: XYView<SeriesMap>,
  rows: readonly Row[],
  data: readonly Row[],
): string {
  const values = data.map((row) => numberIn(row, layer.y));
  if (values.length === 1) return `${name} ${withUnit(metric, values[0]!)}`.trim();
  const range = `${data.length} points from ${metricText(metric, Math.min(...values))} to ${withUnit(metric, Math.max(...values))}`;
  const [curve, another] = view.layers.filter((other) => other.mark === 'line');
  const away = curve && !another ? distances(layer, data, curve, rowsOf(rows, curve.series)) : [];
  const mean = away.reduce((sum, each) => sum + each, 0) / away.length;
  const far =
    away.length > 0 ? `, on average ${withUnit(metric, mean)} from ${curve!.label ?? 'the curve'}` : '';
  return `${name === '' ? '' : `${name}: `}${range}${far}`;
}

/** "policy gradients up to 0.926 (exact gradient)" */
function sayHighest({ layer, metric, name }: Drawn, data: readonly Row[], series: SeriesMap): string {
  const highest = data.reduce((most, row) => (numberIn(row, layer.y) > numberIn(most, layer.y) ? row : most));
  const of = valueText(series[layer.series]!.metrics[layer.names!]!, highest[layer.names!]!);
  return `${name} up to ${withUnit(metric, numberIn(highest, layer.y))} (${of})`.trim();
}

/** How far each point lies above or below the curve, where the curve runs from left to right. */
function distances(
  points: Layer<SeriesMap>,
  data: readonly Row[],
  curve: Layer<SeriesMap>,
  along: readonly Row[],
): number[] {
  return data.flatMap((row) => {
    const x = numberIn(row, points.x);
    const next = along.findIndex((other) => numberIn(other, curve.x) >= x);
    const after = along[next];
    if (!after) return [];
    const before = along[next - 1] ?? after;
    const [x0, x1] = [numberIn(before, curve.x), numberIn(after, curve.x)];
    if (x < x0 || (x0 === x1 && x !== x1)) return [];
    const share = x1 > x0 ? (x - x0) / (x1 - x0) : 1;
    const height = (1 - share) * numberIn(before, curve.y) + share * numberIn(after, curve.y);
    return [Math.abs(numberIn(row, points.y) - height)];
  });
}

/** Up to this many are named one by one. */
const FEW = 4;

function sayBars(
  { bars, x }: BarsView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
): Said | undefined {
  const { metrics } = series[bars.series]!;
  const data = rowsOf(rows, bars.series);
  if (data.length === 0) return undefined;
  const metric = metrics[bars.value]!;
  const percent = x.percent ?? metric.unit === 'share';
  const write = (row: Row) =>
    `${valueText(metrics[bars.by]!, row[bars.by]!)} ${withUnit(metric, numberIn(row, bars.value), percent)}`;
  const ranked = data.toSorted((a, b) => numberIn(b, bars.value) - numberIn(a, bars.value));
  const ends = `largest ${write(ranked[0]!)}, smallest ${write(ranked.at(-1)!)}`;
  const all = data.map(write).join(', ');
  return data.length <= FEW
    ? { long: all, short: data.length > 1 ? ends : all }
    : { long: `${ends}, of ${data.length}`, short: ends };
}

function sayCells(
  { cells, outlined }: CellsView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
): Said | undefined {
  const { metrics } = series[cells.series]!;
  const data = rowsOf(rows, cells.series);
  if (data.length === 0) return undefined;
  if (outlined) {
    const largest = new Map<number, Row>();
    for (const row of data) {
      const most = largest.get(numberIn(row, cells.x));
      if (!most || numberIn(row, cells.value) > numberIn(most, cells.value))
        largest.set(numberIn(row, cells.x), row);
    }
    const right = rowsOf(rows, outlined.series);
    const met = right.filter((row) => largest.get(numberIn(row, outlined.x))?.[cells.y] === row[outlined.y]);
    const said = `the outlined cell is the largest of its column in ${met.length} of ${right.length} columns`;
    return { long: said, short: said };
  }
  const values = data.map((row) => numberIn(row, cells.value));
  const metric = metrics[cells.value]!;
  const said = `${data.length} cells from ${metricText(metric, Math.min(...values))} to ${withUnit(metric, Math.max(...values))}`;
  return { long: said, short: said };
}

/** "AVOID rises from 14 to 93 %; at the end USUAL 5 %": the right part and those that are larger than a twentieth. */
function sayArea({ area }: AreaView<SeriesMap>, series: SeriesMap, rows: readonly Row[]): Said | undefined {
  const { metrics } = series[area.series]!;
  const data = rowsOf(rows, area.series);
  const last = data.at(-1);
  if (!last) return undefined;
  const write = (part: string) => `${metrics[part]!.label} ${withUnit(metrics[part]!, numberIn(last, part))}`;
  const others = area.parts
    .filter((part) => part !== area.marked && numberIn(last, part) >= LEAST)
    .toSorted((a, b) => numberIn(last, b) - numberIn(last, a))
    .map(write);
  const { marked } = area;
  const layer = { series: area.series, x: area.x, y: marked ?? '', mark: 'line' } as const;
  const course = marked
    ? [sayCourse({ layer, metric: metrics[marked]!, name: metrics[marked]!.label }, series, data)]
    : [];
  const ends = others.length > 0 ? [`at the end ${others.join(', ')}`] : [];
  return joined([...course, ...ends], marked ? [write(marked)] : others.slice(0, 1));
}

/** "Question: pretraining: “Usual dose.” (wrong); PPO: “Avoid.” (right)" */
function sayBands(view: BandsView<SeriesMap>, series: SeriesMap, rows: readonly Row[]): Said | undefined {
  const { bands, asked, marks } = stagesOf(view, series, rows);
  const said = asked.map(({ question, answers }) =>
    answers.flatMap((answer, i) =>
      answer
        ? [`${question} After ${bands[i]!.name} “${cut(answer.text, MOST_ANSWER)}” (${answer.judged})`]
        : [],
    ),
  );
  const lasts = said.flatMap((each) => each.slice(-1));
  const ends = said.flatMap((each) => (each.length > 1 ? [each[0]!, each.at(-1)!] : each));
  const measured = marks.flatMap((of, i) =>
    of.length > 0 ? [`${bands[i]!.name} ${of.map(({ label, text }) => `${label} ${text}`).join(', ')}`] : [],
  );
  return joined([...ends, ...measured], lasts);
}

/** "“?” gathers by head 1 most from “?” 98 %, by head 2 from “egfr” 91 %": the last token. */
function sayAttention(
  view: AttentionView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
): Said | undefined {
  const looks = looksOf(view, series, rows);
  const last = looks.at(-1);
  if (!last) return undefined;
  return { long: `${looks.length} words; ${sayLook(last)}`, short: sayLook(last) };
}

function sayTexts(
  { texts }: TextsView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
): Said | undefined {
  const { metrics } = series[texts.series]!;
  const lines = shownTexts(texts, rows).map((row) => {
    const judged = texts.verdict ? valueText(metrics[texts.verdict]!, row[texts.verdict]!) : '';
    return `${valueText(metrics[texts.by]!, row[texts.by]!)}: “${cut(String(row[texts.text]), QUOTED)}”${judged && ` (${judged})`}`;
  });
  return joined(lines.slice(0, 2), lines.slice(0, 1));
}

function sayTokens(
  { tokens }: TokensView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
): Said | undefined {
  const data = rowsOf(rows, tokens.series);
  if (data.length === 0) return undefined;
  const text = `“${cut(data.map((row) => String(row[tokens.text])).join(' ').replace(/\s+/g, ' ').trim(), QUOTED)}”`; // prettier-ignore
  const { value, marked } = tokens;
  if (marked) {
    const said = (mark: number) => cut(data.filter((row) => row[marked] === mark).map((row) => String(row[tokens.text]).trim()).filter((run) => run !== '').join(' | '), QUOTED); // prettier-ignore
    const [taken, added] = [said(1), said(2)];
    const short =
      taken === '' && added === ''
        ? 'nothing is marked'
        : `struck out: ${taken || 'nothing'}; new: ${added || 'nothing'}`;
    return { long: short, short };
  }
  if (!value) return { long: `${data.length} tokens, ${text}`, short: `${data.length} tokens` };
  const metric = series[tokens.series]!.metrics[value]!;
  const ranked = data.toSorted((a, b) => numberIn(b, value) - numberIn(a, value));
  const write = (row: Row) =>
    `“${String(row[tokens.text]).trim()}” ${metricText(metric, numberIn(row, value))}`;
  const ends = `most ${write(ranked[0]!)}, least ${write(ranked.at(-1)!)}`;
  return { long: `${text}; ${ends}`, short: ends };
}

function sayTable(
  { table }: TableView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
): Said | undefined {
  const { metrics } = series[table.series]!;
  const lines = shownRows(table, rows).map((row) =>
    table.columns
      .map((column) => {
        const metric = metrics[column]!;
        const text = typeof row[column] === 'string' ? cut(row[column], 60) : valueText(metric, row[column]!);
        return metric.names ? text : `${metric.label} ${text}${metric.text ? '' : unitOf(metric)}`;
      })
      .filter((text) => text !== '')
      .join(', '),
  );
  const more = lines.length > 2 ? [`${lines.length} rows`] : [];
  return joined([...lines.slice(0, 2), ...more], lines.slice(0, 1));
}
