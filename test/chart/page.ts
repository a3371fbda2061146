/** A page with one figure's picture, in the site's own styles and type: as built, and as drawn in the tab. */
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { drawChart } from '../../components/chart/chart.ts';
import { drawStatic } from '../../components/chart/static.ts';
import { sizeFor } from '../../components/chart/theme.ts';
import { isWritten, type Declaration, type Row } from '../../sim/experiment.ts';

const { document } = new JSDOM('').window;
const read = (path: string) => readFileSync(path, 'utf8');

const FONT = 'node_modules/@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2';
const STYLES = [
  'src/styles/tokens.css',
  ...['figure', 'picture', 'written'].map((name) => `components/figure/lab/${name}.css`),
  'components/chart/chart.css',
];

/** @param width of the figure, px */
export function builtPage(
  declaration: Declaration,
  rows: readonly Row[],
  width: number,
  theme: 'light' | 'dark',
): string {
  const font = `@font-face { font-family: 'Public Sans'; font-weight: 100 900; src: url(data:font/woff2;base64,${readFileSync(FONT).toString('base64')}); }`;
  const views = drawStatic(declaration, rows).map(({ id, title, unit, size, drawn, written }) => {
    const chart = drawn
      ? `<div class="chart" style="--wide: ${drawn.ratio.wide}; --phone: ${drawn.ratio.phone}">` +
        drawn.svg.wide.replace('<svg ', '<svg class="for-wide" ') +
        drawn.svg.phone.replace('<svg ', '<svg class="for-phone" ') +
        '</div>'
      : `<div class="written">${written!}</div>`;
    return `<div class="view view-${size}" data-view="${id}"><div class="ph"><span class="name"><b>${title}</b> <span class="unit">${unit}</span></span></div>${chart}</div>`;
  });
  return `<!doctype html><html data-theme="${theme}"><head><meta name="viewport" content="width=device-width"><style>${font}${STYLES.map(read).join('\n')} body { margin: 16px; background: var(--bg); color: var(--text); } .sr-only { position: absolute; clip-path: inset(50%); } figure { width: ${width}px; }</style></head><body><figure class="lab"><div class="picture">${views.join('')}</div></figure></body></html>`;
}

/** Each chart as it is drawn in the tab, by view; `widths` are those of its places. */
export function liveDrawings(
  declaration: Declaration,
  rows: readonly Row[],
  figureWidth: number,
  widths: Readonly<Record<string, number>>,
): Record<string, string> {
  return Object.fromEntries(
    declaration.views.flatMap((view) => {
      const width = widths[view.id];
      if (isWritten(view) || width === undefined) return [];
      const size = sizeFor(view, declaration.series, figureWidth, width);
      return [
        [view.id, drawChart(view, declaration.series, { rows, whole: rows }, size, document).outerHTML],
      ];
    }),
  );
}
