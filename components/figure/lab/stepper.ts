/** Steps through the points of a figure's charts: says each, and marks it on its chart. Fetched for the first who steps. */
import { isWritten, type ChartView, type Declaration } from '../../../sim/experiment.ts';
import type { Shown } from '../../chart/sheet/sheet.ts';
import { announced, nearest, type Course } from '../../chart/steps/course.ts';
import { coursesOf } from '../../chart/steps/courses.ts';
import { spotOf } from '../../chart/steps/spot.ts';
import { element } from '../../chart/element.ts';

/** Page keys move by this share of a course. */
const PAGE = 0.1;
const NOTHING = 'Nothing is measured yet.';

export interface Stepper {
  /** Moves by a key on the chart of a view. */
  press(view: string, key: string): void;
  /** What the picture shows now; the place is kept. */
  show(shown: Shown | undefined): void;
  /** The mark goes, the place is kept for those who come back. */
  leave(): void;
}

interface Place {
  readonly course: number;
  readonly stop: number;
}

const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
const lastOf = ({ stops }: Course) => stops.length - 1;

/** The place, or the nearest that there is: a run may be shorter than the one before, and a pinned one gone. */
function settled(courses: readonly Course[], { course, stop }: Place): Place {
  const there = within(course, courses.length - 1);
  return { course: there, stop: within(stop, lastOf(courses[there]!)) };
}

/** Where a key leads; undefined: away from all points. @param from undefined: nowhere yet */
export function moved(courses: readonly Course[], from: Place | undefined, key: string): Place | undefined {
  const { course, stop } = from ? settled(courses, from) : { course: 0, stop: -1 };
  const here = courses[course]!;
  const last = lastOf(here);
  const page = Math.max(1, Math.round(PAGE * here.stops.length));
  const along = (to: number) => ({ course, stop: within(to, last) });
  const back = (by: number) => along(stop < 0 ? last : stop - by);
  const across = (by: number) => {
    if (here.kind === 'bar') return by > 0 ? along(stop + 1) : back(1);
    if (stop < 0) return { course: by > 0 ? 0 : courses.length - 1, stop: 0 };
    const other = within(course + by, courses.length - 1);
    return other === course
      ? { course, stop }
      : { course: other, stop: nearest(courses[other]!, here.stops[stop]!.x) };
  };
  const moves: Readonly<Record<string, () => Place>> = {
    ArrowRight: () => along(stop + 1),
    ArrowLeft: () => back(1),
    ArrowDown: () => across(1),
    ArrowUp: () => across(-1),
    PageDown: () => along(stop + page),
    PageUp: () => back(page),
    Home: () => along(0),
    End: () => along(last),
  };
  return moves[key]?.();
}

/** @param load asks for the rows of a drawing of the build: `show` brings them */
export function openStepper(
  picture: HTMLElement,
  declaration: Declaration,
  { load, say }: { load(): void; say(text: string): void },
): Stepper {
  const places = new Map<string, Place>();
  const overlay = element(document, 'div', 'stop');
  overlay.setAttribute('aria-hidden', 'true');
  const label = element(document, 'span', 'stop-label');
  overlay.append(element(document, 'i', ''), label);
  let shown: Shown | undefined;
  let marked: ChartView | undefined;
  /** Keys that were struck before there were rows. */
  let waiting: (readonly [view: string, key: string])[] = [];

  const chartOf = ({ id }: ChartView) => picture.querySelector<HTMLElement>(`[data-view="${id}"] > .chart`)!;
  const coursesIn = (view: ChartView) => {
    const { guess: _, ...drawn } = shown!;
    return coursesOf(view, declaration.series, drawn);
  };

  /** The mark where it belongs; nowhere, before its chart is drawn here and while axes grow towards it. */
  const mark = () => {
    const place = marked && places.get(marked.id);
    const courses = marked && place && shown ? coursesIn(marked) : [];
    if (!marked || !place || courses.length === 0) {
      overlay.remove();
      return;
    }
    const { course, stop } = settled(courses, place);
    const point = courses[course]!.stops[stop]!;
    const chart = chartOf(marked);
    const spot = spotOf(chart.querySelector('svg')!, point);
    if (!spot) {
      overlay.remove();
      return;
    }
    label.textContent = point.said;
    overlay.style.setProperty('--left', `${100 * spot.left}%`);
    overlay.style.setProperty('--top', `${100 * spot.top}%`);
    overlay.classList.toggle('to-left', spot.left > 0.5);
    overlay.classList.toggle('above', spot.top > 0.5);
    if (overlay.parentElement !== chart) chart.append(overlay);
  };
  // A chart that is drawn anew loses the mark.
  const observer = new MutationObserver(mark);

  const press = (id: string, key: string) => {
    if (!shown) {
      waiting.push([id, key]);
      if (waiting.length === 1) load();
      return;
    }
    const view = declaration.views.find((each) => each.id === id);
    if (!view || isWritten(view)) return;
    const courses = coursesIn(view);
    const place = courses.length > 0 ? moved(courses, places.get(id), key) : undefined;
    if (place) places.set(id, place);
    else places.delete(id);
    marked = place && view;
    observer.disconnect();
    if (marked) observer.observe(chartOf(marked), { childList: true });
    mark();
    if (place) say(announced(courses[place.course]!, place.stop));
    else say(courses.length > 0 ? '' : NOTHING);
  };

  return {
    press,
    show(now) {
      shown = now;
      const struck = shown ? waiting.splice(0) : [];
      for (const [view, key] of struck) press(view, key);
      if (struck.length === 0) mark();
    },
    leave() {
      waiting = [];
      marked = undefined;
      observer.disconnect();
      overlay.remove();
    },
  };
}
