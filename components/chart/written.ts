/** Views that are read, not drawn: texts, tokens and tables, as elements. The same at build and in the tab. */
import type {
  Metric,
  Row,
  SeriesMap,
  TableView,
  TextsView,
  TokensView,
  WrittenView,
} from '../../sim/experiment.ts';
import { rowsOf } from './rows.ts';
import { metricText, namesRows, shownTexts, valueText } from './values.ts';

export function writeView(
  view: WrittenView,
  series: SeriesMap,
  rows: readonly Row[],
  document: Document,
): HTMLElement {
  switch (view.kind) {
    case 'texts':
      return textsOf(view, series, rows, document);
    case 'tokens':
      return tokensOf(view, series, rows, document);
    case 'table':
      return tableOf(view, series, rows, document);
  }
}

function element(document: Document, tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
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

function tokensOf(
  { tokens }: TokensView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  document: Document,
): HTMLElement {
  const { line, value, below, text } = tokens;
  const metrics = series[tokens.series]!.metrics;
  const shown = rowsOf(rows, tokens.series);
  const largest = value ? Math.max(1e-9, ...shown.map((row) => Math.abs(row[value] as number))) : 1;
  const box = element(document, 'div', 'tokens');
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
    const token = element(document, 'span', 'token', String(row[text]));
    if (value) {
      const weight = row[value] as number;
      const share = ((Math.abs(weight) / largest) * DARKEST).toFixed(0);
      token.classList.add(weight < 0 ? 'minus' : 'plus');
      token.style.setProperty('--share', `${share}%`);
      const sign = weight > 0 ? '+' : '';
      token.append(element(document, 'small', '', sign + metricText(metrics[value]!, weight)));
    } else if (below) {
      token.append(element(document, 'small', '', valueText(metrics[below]!, row[below]!)));
    }
    current.append(token);
  }
  return box;
}

const isWords = (metric: Metric) => metric.text ?? metric.names !== undefined;

function tableOf(
  { title, table }: TableView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  document: Document,
): HTMLElement {
  const metrics = series[table.series]!.metrics;
  const made = element(document, 'table', '');
  made.append(element(document, 'caption', 'sr-only', title));
  const head = document.createElement('tr');
  for (const column of table.columns) {
    const { label, unit } = metrics[column]!;
    const cell = element(document, 'th', isWords(metrics[column]!) ? 'words' : '', label);
    cell.setAttribute('scope', 'col');
    if (unit) cell.append(' ', element(document, 'small', '', unit === 'share' ? '%' : unit));
    head.append(cell);
  }
  const body = document.createElement('tbody');
  const shown = rowsOf(rows, table.series);
  const [name] = table.columns;
  const named = name !== undefined && namesRows(metrics[name]!, shown.map((row) => row[name]!)); // prettier-ignore
  for (const row of shown) {
    const line = document.createElement('tr');
    for (const column of table.columns) {
      const metric = metrics[column]!;
      const heads = named && column === name;
      const cell = element(
        document,
        heads ? 'th' : 'td',
        isWords(metric) ? 'words' : '',
        valueText(metric, row[column]!),
      );
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
