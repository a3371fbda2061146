/** Which views a new row redraws: exactly those whose picture it can change. */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { drawChart } from '../../components/chart/chart.ts';
import { seriesOf } from '../../components/chart/seriesOf.ts';
import { headOf } from '../../components/chart/summary.ts';
import { sizesOf } from '../../components/chart/theme.ts';
import { writeView } from '../../components/chart/written.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import { declarationOf, isWritten, type Row } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';

const { document } = new JSDOM('').window;

describe.each(experimentIds)('%s', async (id) => {
  const declaration = declarationOf(await loadExperiment(id));
  const { rows } = recordedRun(id);
  const { series } = declaration;

  test.each(declaration.views.map((view) => [view.id, view] as const))('%s', (_, view) => {
    const pictureOf = (shown: readonly Row[]) =>
      JSON.stringify(headOf(view, declaration, shown)) +
      (isWritten(view)
        ? writeView(view, series, shown, document)
        : drawChart(view, series, { rows: shown, whole: shown }, sizesOf(view, series).wide, document)
      ).outerHTML;
    const names = seriesOf(view);
    const picture = pictureOf(rows);
    // Nothing else can change it, and each of them does.
    expect(pictureOf(rows.filter((row) => names.includes(row.series)))).toBe(picture);
    for (const name of names.filter((each) => rows.some((row) => row.series === each)))
      expect(pictureOf(rows.filter((row) => row.series !== name)), name).not.toBe(picture);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => name in series)).toBe(true);
  });
});
