/** Views that are read, not drawn: texts, tokens and tables, as elements. The same at build and in the tab. */
import type { Row, SeriesMap, TableView, TextsView, TokensView, WrittenView } from '../../sim/experiment.ts';
import { attentionOf } from './attention.ts';
import { bandsOf } from './bands.ts';
import { element } from './element.ts';
import { rowsOf } from './rows.ts';
import { metricText, namesRows, shownRows, shownTexts, valueText } from './values.ts';

export function writeView(
  view: WrittenView,
  series: SeriesMap,
  rows: readonly Row[],
  document: Document,
): HTMLElement {
  switch (view.kind) {
    case 'bands':
      return bandsOf(view, series, rows, document);
    case 'attention':
      return attentionOf(view, series, rows, document);
    case 'texts':
      return textsOf(view, series, rows, document);
    case 'tokens':
      return tokensOf(view, series, rows, document);
    case 'table':
      return tableOf(view, series, rows, document);
  }
}

function textsOf(
  { texts }: TextsView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  document: Document,
): HTMLElement {
  const { by, text, verdict } = texts;
  const metrics = series[texts.series]!.metrics;
  const list = element(document, 'dl', 'texts');
  for (const row of shownTexts(texts, rows)) {
    const said = element(document, 'dd', '', String(row[text]));
    if (verdict) {
      const value = row[verdict] as number;
      const judged = valueText(metrics[verdict]!, value);
      const kind = ['good', 'bad'][value] ?? 'unjudged';
      if (judged !== '') said.append(' ', element(document, 'b', kind, judged));
    }
    list.append(element(document, 'dt', '', valueText(metrics[by]!, row[by]!)), said);
  }
  return list;
}

/** The ground of the largest value, in per cent of its colour. */
export const DARKEST = 35;

/** Kept, taken out, put in. */
const MARKS = ['span', 'del', 'ins'] as const;

function tokensOf(
  { tokens }: TokensView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  document: Document,
): HTMLElement {
  const { line, value, below, text, marked, running } = tokens;
  const metrics = series[tokens.series]!.metrics;
  const shown = rowsOf(rows, tokens.series);
  const largest = value ? Math.max(1e-9, ...shown.map((row) => Math.abs(row[value] as number))) : 1;
  const box = element(document, 'div', marked ? 'tokens marked' : running ? 'tokens running' : 'tokens');
  let current: HTMLElement | undefined;
  let before: number | string | undefined;
  for (const row of shown) {
    const here = line ? row[line]! : 0;
    if (!current || here !== before) {
      const group = element(document, 'div', 'line');
      if (line && metrics[line]!.names) {
        group.append(element(document, 'b', 'who', valueText(metrics[line]!, here)));
      }
      current = element(document, 'span', 'run');
      group.append(current);
      box.append(group);
      before = here;
    }
    if (marked) {
      current.append(element(document, MARKS[row[marked] as number] ?? 'span', '', String(row[text])));
      continue;
    }
    const token = element(document, 'span', 'token', String(row[text]));
    if (value) {
      const weight = row[value] as number;
      const share = ((Math.abs(weight) / largest) * DARKEST).toFixed(0);
      token.classList.add(weight < 0 ? 'minus' : 'plus');
      token.style.setProperty('--share', `${share}%`);
      const sign = weight > 0 ? '+' : '';
      if (!below) token.append(element(document, 'small', '', sign + metricText(metrics[value]!, weight)));
    }
    if (below) token.append(element(document, 'small', '', valueText(metrics[below]!, row[below]!)));
    current.append(token);
  }
  return box;
}

/** A column with a text longer than this, in letters, may break its words on a phone. */
const LONG = 24;
/** A table with so many columns may break the words of its head there. */
const MANY = 8;

function tableOf(
  { title, table }: TableView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  document: Document,
): HTMLElement {
  const { metrics } = series[table.series]!;
  const shown = shownRows(table, rows);
  const columns = table.columns.map((name, i) => {
    const metric = metrics[name]!;
    const texts = shown.map((row) => valueText(metric, row[name]!));
    const isWords = metric.text ?? metric.names !== undefined;
    const isLong = texts.some((text) => text.length > LONG);
    const className = [...(isWords ? ['words'] : []), ...(isLong ? ['long'] : [])].join(' ');
    const heads = i === 0 && namesRows(metric, shown.map((row) => row[name]!)); // prettier-ignore
    return { metric, texts, className, heads };
  });
  const made = element(document, 'table', columns.length >= MANY ? 'many' : '');
  made.append(element(document, 'caption', 'sr-only', title));
  const head = document.createElement('tr');
  for (const { metric, className } of columns) {
    const cell = element(document, 'th', className, metric.label);
    cell.setAttribute('scope', 'col');
    if (metric.unit) {
      cell.append(' ', element(document, 'small', '', metric.unit === 'share' ? '%' : metric.unit));
    }
    head.append(cell);
  }
  const body = document.createElement('tbody');
  for (const i of shown.keys()) {
    const line = document.createElement('tr');
    for (const { texts, className, heads } of columns) {
      const cell = element(document, heads ? 'th' : 'td', className, texts[i]);
      if (heads) cell.setAttribute('scope', 'row');
      line.append(cell);
    }
    body.append(line);
  }
  const header = document.createElement('thead');
  header.append(head);
  made.append(header, body);
  return made;
}
