/** A view and its rows become an SVG element: the one door to Observable Plot. */
import * as Plot from '@observablehq/plot';
import type { ChartView, SeriesMap } from '../../sim/experiment.ts';
import { areaPlot } from './area.ts';
import { barsPlot } from './bars.ts';
import { cellsPlot } from './cells.ts';
import type { ChartSize } from './theme.ts';
import { xyPlot, type Picture } from './xy.ts';

export type { Picture } from './xy.ts';

function optionsOf(view: ChartView, series: SeriesMap, picture: Picture, size: ChartSize): Plot.PlotOptions {
  switch (view.kind) {
    case 'xy':
      return xyPlot(view, series, picture, size);
    case 'bars':
      return barsPlot(view, series, picture, size);
    case 'area':
      return areaPlot(view, series, picture, size);
    case 'cells':
      return cellsPlot(view, series, picture, size);
  }
}

export function drawChart(
  view: ChartView,
  series: SeriesMap,
  picture: Picture,
  size: ChartSize,
  document: Document,
): SVGSVGElement {
  const svg = Plot.plot({ ...optionsOf(view, series, picture, size), document }) as SVGSVGElement;
  // Plot's own style sheet and class would fight with the page's type and colours.
  svg.querySelector('style')?.remove();
  svg.removeAttribute('class');
  svg.removeAttribute('font-size');
  svg.removeAttribute('font-family');
  svg.setAttribute('data-chart', view.id);
  svg.setAttribute('aria-hidden', 'true');
  for (const mark of svg.querySelectorAll('[aria-label]')) mark.removeAttribute('aria-label');
  return svg;
}
