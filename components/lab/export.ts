/** A figure as files: rows as CSV, the picture as one SVG with its colours resolved. */
import type { Declaration, History, Row } from '../../sim/experiment.ts';
import { encode } from '../../sim/settings.ts';

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
  ];
  const line = (row: Row) =>
    [row.series, ...metrics.map((metric) => (metric in row ? String(row[metric]) : ''))].map(quote).join(',');
  return [...head, ['series', ...metrics].join(','), ...history.rows.map(line)].join('\n') + '\n';
}

/** Replaces var(--name) by its value: outside the page the variables are undefined, and everything turns black. */
function resolveColours(markup: string, root: Element): string {
  const style = getComputedStyle(root);
  return markup.replace(/var\((--[a-z-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
}

const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Words broken into lines of at most so many characters. */
function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.flatMap((line) => line.match(new RegExp(`.{1,${most}}`, 'g')) ?? []);
}

const LINE = 18;

/** All charts of a figure in their places, with headers, caption and address. */
export function svgOf(figure: HTMLElement, caption: string, address: string): string {
  const picture = figure.querySelector<HTMLElement>('[data-picture]')!;
  const frame = picture.getBoundingClientRect();
  const title = wrap(caption, Math.floor(frame.width / 7.4));
  const foot = wrap(address, Math.floor(frame.width / 6.2));
  const top = 16 + LINE * title.length;
  const parts = title.map(
    (line, i) => `<text y="${24 + LINE * i}" font-size="14" font-weight="600">${escape(line)}</text>`,
  );
  for (const view of picture.querySelectorAll<HTMLElement>('[data-view]')) {
    const header = view.querySelector<HTMLElement>('.ph');
    if (header) {
      const box = header.getBoundingClientRect();
      const y = box.top - frame.top + top + 14;
      const name = header.querySelector('.name b')?.textContent ?? '';
      const unit = header.querySelector('.unit')?.textContent ?? '';
      const numbers = [...header.querySelectorAll<HTMLElement>('.numbers > *')].map(
        (number) => `<tspan dx="8" fill="${number.style.color}">${escape(number.textContent)}</tspan>`,
      );
      parts.push(
        `<text x="${box.left - frame.left}" y="${y}" font-size="13"><tspan font-weight="600">${escape(name)}</tspan><tspan dx="6" fill="var(--muted)">${escape(unit)}</tspan></text>`,
        `<text x="${box.right - frame.left}" y="${y}" font-size="15" font-weight="600" text-anchor="end">${numbers.join('')}</text>`,
      );
    }
    for (const svg of view.querySelectorAll<SVGSVGElement>('svg[data-chart]')) {
      const box = svg.getBoundingClientRect();
      if (box.width === 0) continue; // the drawing of the other class
      const copy = svg.cloneNode(true) as SVGSVGElement;
      copy.setAttribute('x', String(box.left - frame.left));
      copy.setAttribute('y', String(box.top - frame.top + top));
      copy.setAttribute('width', String(box.width));
      copy.setAttribute('height', String(box.height));
      parts.push(new XMLSerializer().serializeToString(copy));
    }
  }
  const width = Math.ceil(frame.width) + 32;
  const height = Math.ceil(frame.height) + top + 16 + LINE * foot.length;
  const under = Math.ceil(frame.height) + top + LINE;
  parts.push(
    ...foot.map(
      (line, i) => `<text y="${under + 14 * i}" font-size="11" fill="var(--muted)">${escape(line)}</text>`,
    ),
  );
  const markup = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="-16 0 ${width} ${height}" font-family="'Public Sans', 'Helvetica Neue', Arial, sans-serif" font-size="12" fill="var(--text)"><style>.band{fill-opacity:var(--band)}</style><rect x="-16" width="${width}" height="${height}" fill="var(--bg)"/>${parts.join('')}</svg>`;
  return resolveColours(markup, figure);
}
