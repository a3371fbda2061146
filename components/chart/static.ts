/** Charts drawn at build, for the HTML: readable without JavaScript, in print, and before a figure wakes up. */
import { JSDOM } from 'jsdom';
import { isWritten, type ChartView, type Declaration, type Row } from '../../sim/experiment.ts';
import { drawChart } from './chart.ts';
import { headOf, type HeadNumber } from './summary.ts';
import { sizesOf, type ChartSize } from './theme.ts';
import { writeView } from './written.ts';

const { document } = new JSDOM('').window;

/** Width ÷ height of each class, so that nothing moves when the chart is redrawn; and the chart as SVG. */
interface Drawn {
  readonly ratio: { readonly wide: number; readonly phone: number };
  readonly svg: { readonly wide: string; readonly phone: string };
}

export interface StaticView {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly size: 'panel' | 'wide' | 'strip';
  readonly head: readonly HeadNumber[];
  readonly drawn?: Drawn;
  /** Of a view that is read: its HTML. */
  readonly written?: string;
}

/** Coordinates with two decimals; what is written stays as it is. */
const shortened = (tag: string) => tag.replace(/(\d\.\d{2})\d+/g, '$1');

function draw(view: ChartView, declaration: Declaration, rows: readonly Row[]): Drawn {
  const { wide, phone } = sizesOf(view, declaration.series);
  const svg = (size: ChartSize) =>
    drawChart(view, declaration.series, { rows, whole: rows }, size, document).outerHTML.replace(
      /<[^>]+>/g,
      shortened,
    );
  return {
    ratio: { wide: wide.width / wide.height, phone: phone.width / phone.height },
    svg: { wide: svg(wide), phone: svg(phone) },
  };
}

export function drawStatic(declaration: Declaration, rows: readonly Row[]): StaticView[] {
  return declaration.views.map((view) => ({
    id: view.id,
    title: view.title,
    unit: view.unit ?? '',
    size: view.size,
    head: headOf(view, declaration, rows),
    ...(isWritten(view)
      ? { written: writeView(view, declaration.series, rows, document).outerHTML }
      : { drawn: draw(view, declaration, rows) }),
  }));
}
