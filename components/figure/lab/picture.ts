/** Redraws the charts of one figure in place. The chart code itself is fetched at the first drawing. */
import { isWritten, type Declaration } from '../../../sim/experiment.ts';
import type { Shown } from '../../chart/sheet/sheet.ts';
import { headOf } from '../../chart/summary.ts';
import { sizeFor } from '../../chart/theme.ts';
import { writeView } from '../../chart/written.ts';

const FRAME_MS = 16;

export interface PictureOf {
  draw(shown: Shown): void;
  close(): void;
}

export function openPicture(figure: HTMLElement, declaration: Declaration): PictureOf {
  const picture = figure.querySelector<HTMLElement>('[data-picture]')!;
  let charts: Promise<typeof import('../../chart/chart.ts')> | undefined;
  let latest: Shown | undefined;
  let scheduled = false;

  const redraw = async () => {
    charts ??= import('../../chart/chart.ts');
    const { drawChart } = await charts;
    scheduled = false;
    const shown = latest;
    if (!shown) return;
    // Widths first, then drawings: reading a width after a change would lay the whole page out again.
    const places = declaration.views.flatMap((view) => {
      const place = picture.querySelector<HTMLElement>(`[data-view="${view.id}"]`);
      const box = place?.querySelector<HTMLElement>('.chart, .written');
      return place && box && box.clientWidth > 0 ? [{ view, place, box, width: box.clientWidth }] : [];
    });
    const figureWidth = picture.clientWidth;
    for (const { view, place, box, width } of places) {
      const { guess, ...drawn } = shown;
      const here = { ...drawn, ...(guess?.view === view.id && { guess: guess.value }) };
      box.replaceChildren(
        isWritten(view)
          ? writeView(view, declaration.series, shown.rows, document)
          : drawChart(view, declaration.series, here, sizeFor(view, figureWidth, width), document),
      );
      const heads = headOf(view, declaration, shown.rows);
      place.querySelectorAll<HTMLElement>('.numbers > *').forEach((number, i) => {
        number.textContent = heads[i]?.text ?? '';
      });
    }
  };

  // At once if the last drawing is a frame old, so that a slider answers without waiting; else with the next frame.
  let drawn = 0;
  const schedule = () => {
    if (scheduled || !latest) return;
    scheduled = true;
    const draw = () => {
      drawn = performance.now();
      void redraw();
    };
    if (performance.now() - drawn > FRAME_MS) draw();
    else requestAnimationFrame(draw);
  };
  const observer = new ResizeObserver(schedule);
  observer.observe(picture);
  return {
    draw(shown) {
      latest = shown;
      schedule();
    },
    close: () => observer.disconnect(),
  };
}
