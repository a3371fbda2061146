/** Every chart of every experiment, stepped through: all that is drawn is a stop, each has words of its own and lies where it is drawn. */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { drawChart } from '../../components/chart/chart.ts';
import { rowsOf } from '../../components/chart/rows.ts';
import { announced, nearest, type Course } from '../../components/chart/steps/course.ts';
import { coursesOf } from '../../components/chart/steps/courses.ts';
import { spotOf } from '../../components/chart/steps/spot.ts';
import { moved } from '../../components/figure/lab/stepper.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import {
  declarationOf,
  isWritten,
  type ChartView,
  type Declaration,
  type Row,
} from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';

const { document } = new JSDOM('').window;
const SIZE = { width: 560, height: 228 };
/** What a listener hears at each step. */
const MOST_LETTERS = 100;

async function chartOf(id: string, view: string) {
  const { series, views } = declarationOf(await loadExperiment(id));
  const { rows } = recordedRun(id);
  const drawn = views.find((each) => each.id === view) as ChartView;
  return { view: drawn, series, rows, courses: coursesOf(drawn, series, { rows, whole: rows }) };
}

/** So many things are drawn for it. */
function drawnIn(view: ChartView, { series }: Pick<Declaration, 'series'>, rows: readonly Row[]): number {
  const count = (name: string) => rowsOf(rows, name).length;
  switch (view.kind) {
    case 'bars':
      return count(view.bars.series);
    case 'cells': {
      const { names = [] } = series[view.cells.series]!.metrics[view.cells.y]!;
      return rowsOf(rows, view.cells.series).filter((row) => names[row[view.cells.y] as number]).length;
    }
    case 'area':
      return count(view.area.series) * view.area.parts.length;
    case 'xy':
      return view.layers.reduce(
        (sum, { series: name, y, mark, label }) =>
          mark === 'band' &&
          label === undefined &&
          view.layers.some((other) => other.mark === 'line' && other.series === name)
            ? sum // an interval is told with its line
            : sum + rowsOf(rows, name).filter((row) => !view.y.log || (row[y] as number) > 0).length,
        0,
      );
  }
}

describe.each(experimentIds)('%s', (id) => {
  test('all that is drawn is told, in few words, no two things in the same, and lies in its chart', async () => {
    const declaration = declarationOf(await loadExperiment(id));
    const { rows } = recordedRun(id);
    for (const view of declaration.views) {
      if (isWritten(view)) continue;
      const courses = coursesOf(view, declaration.series, { rows, whole: rows });
      const all = courses.flatMap((course) => course.stops.map((_, at) => announced(course, at)));
      expect(all.length, view.id).toBe(drawnIn(view, declaration, rows));
      expect(all.filter((text) => /undefined|NaN|null|, ,|\s\s/.test(text))).toEqual([]);
      expect(all.filter((text) => text.length > MOST_LETTERS)).toEqual([]);
      expect(new Set(all).size, view.id).toBe(all.length);
      const chart = drawChart(view, declaration.series, { rows, whole: rows }, SIZE, document);
      for (const { stops } of courses) {
        expect(spotOf(chart, stops[0]!), view.id).toBeDefined();
        expect(spotOf(chart, stops.at(-1)!), view.id).toBeDefined();
      }
    }
  });
});

describe('words', () => {
  const at = (courses: readonly Course[], course: number, stop: number) => announced(courses[course]!, stop);

  test('a curve: its name, where, how much, and which of how many', async () => {
    const { courses, rows } = await chartOf('reward-pairs', 'loss');
    const heldOut = (rowsOf(rows, 'training')[12]!['heldOutLoss'] as number).toFixed(3);
    expect(at(courses, 0, 12)).toBe(`held-out, epoch 12, ${heldOut} nats, point 13 of 61`);
    expect(at(courses, 1, 12)).toMatch(/^training, epoch 12, \d\.\d{3} nats, point 13 of 61$/);
  });

  test('an interval belongs to its line', async () => {
    const { courses } = await chartOf('scorecard', 'growing');
    expect(at(courses, 0, 3)).toMatch(/^PPO, questions \d+, \d+ %, from \d+ to \d+, point 4 of \d+$/);
  });

  test('dots are told from left to right, with their names', async () => {
    const { courses } = await chartOf('verdict-methods', 'frontier');
    const dots = courses.find(({ stops }) => stops[0]!.said.startsWith('policy gradients'))!;
    expect(dots.stops.map(({ x }) => x)).toEqual(dots.stops.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(dots.stops.map(({ said }) => said.split(', ')[1])).toContain('PPO');
  });

  test('a power of ten is told as its axis writes it', async () => {
    const { courses } = await chartOf('budget-division', 'loss');
    expect(at(courses, 0, 20)).toMatch(/^2024, weights \d+ [MB], \d\.\d+ nats, point 21 of 40$/);
  });

  test('a pinned run is told after the run, by its letter', async () => {
    const { view, series, rows } = await chartOf('reward-pairs', 'loss');
    const pinned = [{ label: 'A', rows }];
    const courses = coursesOf(view, series, { rows, whole: rows, pinned });
    expect(at(courses, 2, 60)).toMatch(/^pinned A, held-out, epoch 60, /);
    expect(courses).toHaveLength(3); // of a pinned run the thin line is not drawn
  });

  test('a cell is told with its row and column, and whether it is outlined', async () => {
    const { courses } = await chartOf('ask-the-model', 'ppo');
    expect(at(courses, 0, 0)).toMatch(/^AVOID, eGFR 0 mL\/min, \d+ %, outlined, column 1 of 100$/);
  });
});

describe('places', () => {
  test('the points of a curve lie on its line', async () => {
    const { view, series, rows, courses } = await chartOf('reward-pairs', 'loss');
    const chart = drawChart(view, series, { rows, whole: rows }, SIZE, document);
    const drawn = [...chart.querySelectorAll('path')].map((path) =>
      [...path.getAttribute('d')!.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) =>
        [x, y].map(Number),
      ),
    );
    for (const { stops } of courses) {
      const spots = stops.map((stop) => {
        const { left, top } = spotOf(chart, stop)!;
        return [left * SIZE.width, top * SIZE.height];
      });
      const isLine = drawn.some(
        (line) =>
          line.length === spots.length &&
          line.every((point, i) => point.every((value, axis) => Math.abs(value - spots[i]![axis]!) < 0.1)),
      );
      expect(isLine, stops[0]!.said).toBe(true);
    }
  });

  test('a drawing of the build has none', async () => {
    const { view, series, rows, courses } = await chartOf('reward-pairs', 'loss');
    const drawn = drawChart(view, series, { rows, whole: rows }, SIZE, document);
    const box = document.createElement('div');
    box.innerHTML = drawn.outerHTML;
    expect(spotOf(box.querySelector('svg')!, courses[0]!.stops[0]!)).toBeUndefined();
  });
});

describe('keys', () => {
  const course = (count: number, kind: Course['kind'] = 'point', step = 1): Course => ({
    kind,
    stops: Array.from({ length: count }, (_, i) => ({ x: i * step, y: 0, said: '' })),
  });
  const curves = [course(40), course(5, 'point', 9)];
  const bars = [course(6, 'bar')];

  test.each([
    ['ArrowRight', undefined, { course: 0, stop: 0 }],
    ['ArrowLeft', undefined, { course: 0, stop: 39 }],
    ['ArrowDown', undefined, { course: 0, stop: 0 }],
    ['ArrowUp', undefined, { course: 1, stop: 0 }],
    ['ArrowRight', { course: 0, stop: 39 }, { course: 0, stop: 39 }],
    ['ArrowLeft', { course: 0, stop: 7 }, { course: 0, stop: 6 }],
    ['PageDown', { course: 0, stop: 7 }, { course: 0, stop: 11 }],
    ['PageUp', { course: 0, stop: 2 }, { course: 0, stop: 0 }],
    ['PageDown', { course: 1, stop: 1 }, { course: 1, stop: 2 }],
    ['Home', { course: 1, stop: 3 }, { course: 1, stop: 0 }],
    ['End', { course: 1, stop: 3 }, { course: 1, stop: 4 }],
    // the other curve has a point at 18
    ['ArrowDown', { course: 0, stop: 17 }, { course: 1, stop: 2 }],
    ['ArrowUp', { course: 1, stop: 2 }, { course: 0, stop: 18 }],
    ['ArrowUp', { course: 0, stop: 17 }, { course: 0, stop: 17 }],
    ['Escape', { course: 0, stop: 17 }, undefined],
    // a run that has only begun
    ['ArrowLeft', { course: 3, stop: 90 }, { course: 1, stop: 3 }],
  ] as const)('%s from %o', (key, from, to) => {
    expect(moved(curves, from, key)).toEqual(to);
  });

  test.each([
    ['ArrowDown', undefined, 0],
    ['ArrowUp', undefined, 5],
    ['ArrowDown', 2, 3],
    ['ArrowUp', 2, 1],
    ['ArrowRight', 2, 3],
    ['ArrowLeft', 2, 1],
  ] as const)('among bars %s from %o', (key, from, to) => {
    const place = from === undefined ? undefined : { course: 0, stop: from };
    expect(moved(bars, place, key)).toEqual({ course: 0, stop: to });
  });

  test('of two points that are equally near, the first', () => {
    expect(nearest(curves[1]!, 4.5)).toBe(0);
    expect(nearest(curves[1]!, 500)).toBe(4);
  });
});
