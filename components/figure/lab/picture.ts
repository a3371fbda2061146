/** Redraws the charts of one figure in place. The chart code itself is fetched at the first drawing. */
import { isWritten, type Declaration, type Row } from '../../../sim/experiment.ts';
import type { Shown } from '../../chart/sheet/sheet.ts';
import { seriesOf } from '../../chart/seriesOf.ts';
import { headOf } from '../../chart/summary.ts';
import { sizeFor } from '../../chart/theme.ts';
import { writeView } from '../../chart/written.ts';

const FRAME_MS = 16;
/** While rows arrive, a drawing is worth so many milliseconds at least … */
const RUNNING_MS = 100;
/** … and at most this share of the main thread: what computes may need the same core. */
const SHARE = 0.1;

export interface PictureOf {
  /** @param running rows still arrive, many a second */
  draw(shown: Shown, running: boolean): void;
  close(): void;
}

export function openPicture(figure: HTMLElement, declaration: Declaration): PictureOf {
  const picture = figure.querySelector<HTMLElement>('[data-picture]')!;
  const views = declaration.views.map((view) => ({ view, series: seriesOf(view) }));
  let charts: Promise<typeof import('../../chart/chart.ts')> | undefined;
  let latest: Shown | undefined;
  let scheduled = false;
  let hurry = true;
  let drawn = 0;
  let cost = 0;
  /** The width at which an element got its height. */
  const heldAt = new Map<HTMLElement, number>();
  /** The rows of a run come one by one: numbers and what is written keep the place that the earlier run took. */
  const hold = (element: HTMLElement, height: 'height' | 'minHeight', width: number) => {
    if (!declaration.clock || heldAt.get(element) === width) return;
    heldAt.set(element, width);
    element.style[height] = '';
    element.style[height] = `${element.getBoundingClientRect().height}px`;
  };
  /** What each view was drawn from. */
  const drawnFrom = new Map<string, readonly unknown[]>();

  const redraw = async () => {
    charts ??= import('../../chart/chart.ts');
    const { drawChart } = await charts;
    scheduled = false;
    const shown = latest;
    if (!shown) return;
    drawn = performance.now();
    // Widths first, then drawings: reading a width after a change would lay the whole page out again.
    const places = views.flatMap(({ view, series }) => {
      const place = picture.querySelector<HTMLElement>(`[data-view="${view.id}"]`);
      const box = place?.querySelector<HTMLElement>('.chart, .written');
      // A view in a tab that is not open has no width.
      return place && box && box.clientWidth > 0
        ? [{ view, series, place, box, width: box.clientWidth }]
        : [];
    });
    // As the style sheet decides which height a chart has: beside its controls a picture is narrow, and no phone's.
    const figureWidth = figure.clientWidth;
    const [here, ever] = [lastRows(shown.rows), lastRows(shown.whole)];
    for (const { view, series, place, box, width } of places) {
      const { guess, ...others } = shown;
      const guessed = guess?.view === view.id ? guess.value : undefined;
      const rows = series.flatMap((name) => [here.get(name), ever.get(name)]);
      const from = [width, figureWidth, shown.pinned, guessed, shown.whole[0], ...rows];
      const before = drawnFrom.get(view.id);
      if (before && from.every((part, i) => part === before[i])) continue;
      drawnFrom.set(view.id, from);
      hold(place.querySelector<HTMLElement>('.ph')!, 'minHeight', width);
      if (isWritten(view)) hold(box, 'height', width);
      const chosen = box.querySelector<HTMLInputElement>('input:checked')?.value;
      const drawing = { ...others, ...(guessed !== undefined && { guess: guessed }) };
      box.replaceChildren(
        isWritten(view)
          ? writeView(view, declaration.series, shown.rows, document)
          : drawChart(
              view,
              declaration.series,
              drawing,
              sizeFor(view, declaration.series, figureWidth, width),
              document,
            ),
      );
      // What a reader has chosen within a view stays chosen, where it is still there.
      if (chosen !== undefined) {
        const again = box.querySelector<HTMLInputElement>(`input[value="${chosen}"]`);
        if (again) again.checked = true;
      }
      const heads = headOf(view, declaration, shown.rows);
      place.querySelectorAll<HTMLElement>('.numbers > *').forEach((number, i) => {
        number.textContent = heads[i]?.text ?? '';
      });
    }
    cost = performance.now() - drawn;
  };

  // At once if the last drawing is a frame old, so that a slider answers without waiting; else with the next frame.
  const schedule = () => {
    if (scheduled || !latest || document.hidden) return;
    scheduled = true;
    const draw = () => void redraw();
    const wait = (hurry ? FRAME_MS : Math.max(RUNNING_MS, cost / SHARE)) - (performance.now() - drawn);
    if (wait <= 0) draw();
    else if (hurry) requestAnimationFrame(draw);
    else setTimeout(draw, wait);
  };
  const observer = new ResizeObserver(schedule);
  observer.observe(picture);
  document.addEventListener('visibilitychange', schedule);
  return {
    draw(shown, running) {
      latest = shown;
      hurry = !running;
      schedule();
    },
    close() {
      observer.disconnect();
      document.removeEventListener('visibilitychange', schedule);
    },
  };
}

/** The newest row of each series. */
function lastRows(rows: readonly Row[]): ReadonlyMap<string, Row> {
  const last = new Map<string, Row>();
  for (const row of rows) last.set(row.series, row);
  return last;
}
