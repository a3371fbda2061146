/** A figure as files: rows as CSV, the picture as one SVG with its colours resolved. */
import type { Declaration, History, Row } from '../../../sim/experiment.ts';
import { encode } from '../../../sim/settings.ts';
import { SHORT_DISCLAIMER } from '../../disclaimer.ts';
import { drawSheet, type Shown } from '../../chart/sheet/sheet.ts';

const quote = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One table: the series in the first column, then every metric; a cell that a series lacks is empty. */
export function csvOf(declaration: Declaration, history: History, address: string): string {
  const metrics = [
    ...new Set(Object.values(declaration.series).flatMap((series) => Object.keys(series.metrics))),
  ];
  const query = encode(declaration.id, declaration.params, history.settings, '', true);
  const head = [
    `# ${declaration.id}: ${declaration.title}`,
    `# settings: ${query || 'none'}`,
    `# hash of all rows: ${history.hash}`,
    `# ${address}`,
    ...(declaration.clinical ? [`# ${SHORT_DISCLAIMER}`] : []),
  ];
  const line = (row: Row) =>
    [row.series, ...metrics.map((metric) => (metric in row ? String(row[metric]) : ''))].map(quote).join(',');
  return [...head, ['series', ...metrics].join(','), ...history.rows.map(line)].join('\n') + '\n';
}

/** The figure as one SVG, in the colours that it has on the page. */
export function svgOf(
  figure: HTMLElement,
  declaration: Declaration,
  shown: Shown,
  title: string,
  address: string,
): string {
  const style = getComputedStyle(figure);
  const valueOf = (variable: string) => style.getPropertyValue(variable);
  return drawSheet(
    declaration,
    shown,
    { title, foot: [...(declaration.clinical ? [SHORT_DISCLAIMER] : []), address], valueOf },
    document,
  );
}
