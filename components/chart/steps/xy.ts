/** Curves, dots and bands, layer by layer; then those of pinned runs. */
import type { Layer, Row, SeriesMap, XYView } from '../../../sim/experiment.ts';
import { placedRows } from '../rows.ts';
import { metricText, unitOf, valueText, withUnit } from '../values.ts';
import type { Picture } from '../xy.ts';
import type { Course } from './course.ts';
import { joined, placeText } from './words.ts';

type XY = XYView<SeriesMap>;
type L = Layer<SeriesMap>;

const numberIn = (row: Row, metric: string) => row[metric] as number;

export function xyCourses(view: XY, series: SeriesMap, { rows, pinned = [] }: Picture): Course[] {
  const intervals = intervalsOf(view, rows);
  const drawn = view.layers
    .filter((layer) => !intervals.has(layer))
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .map((layer) => ({ layer, around: [...intervals].find(([, line]) => line === layer)?.[0] }));
  const own = drawn.map(({ layer, around }) => courseOf(view, series, { layer, around, rows, prefix: '' }));
  // As they are drawn: without thin lines and bands.
  const kept = drawn.filter(
    ({ layer: { mark, role } }) => mark === 'dot' || (mark === 'line' && role !== 'thin' && role !== 'guide'),
  );
  const theirs = pinned.flatMap((run) =>
    kept.map(({ layer }) =>
      courseOf(view, series, { layer, around: undefined, rows: run.rows, prefix: `pinned ${run.label}` }),
    ),
  );
  return [...own, ...theirs];
}

/** What is drawn the boldest is told first, what it is compared with after it. */
const rankOf = ({ mark, role }: L): number =>
  mark === 'band' ? 4 : [undefined, 'counterpart', 'thin', 'guide'].indexOf(role);

interface Drawn {
  readonly layer: L;
  /** The band that says how sure its line is. */
  readonly around: L | undefined;
  readonly rows: readonly Row[];
  /** Before its name. */
  readonly prefix: string;
}

function courseOf(view: XY, series: SeriesMap, { layer, around, rows, prefix }: Drawn): Course {
  const { mark, x, y, y0, names } = layer;
  const { metrics } = series[layer.series]!;
  const name = nameOf(view, series, layer);
  const fromTo = (row: Row, band: L) =>
    `from ${metricText(metrics[band.y0!]!, numberIn(row, band.y0!))} to ${metricText(metrics[band.y]!, numberIn(row, band.y))}`;
  const stops = inOrder(layer, placedRows(view, rows, layer)).map((row) => {
    const values =
      mark === 'band'
        ? [fromTo(row, layer) + unitOf(metrics[y]!)]
        : [withUnit(metrics[y]!, numberIn(row, y)), around ? fromTo(row, around) : ''];
    const dot = names ? valueText(metrics[names]!, row[names]!) : '';
    const place = placeText(metrics[x]!, row[x]!, view.x, name);
    const upper = numberIn(row, y);
    return {
      x: numberIn(row, x),
      y: mark === 'band' ? (numberIn(row, y0!) + upper) / 2 : upper,
      said: joined(prefix, name, dot, place, ...values),
    };
  });
  return { kind: 'point', stops };
}

/** A line goes its way; dots lie from left to right. */
const inOrder = ({ mark, x }: L, rows: readonly Row[]): readonly Row[] =>
  mark === 'dot' ? rows.toSorted((a, b) => numberIn(a, x) - numberIn(b, x)) : rows;

/** A band without a name says how sure a line of its series is: which line, it lies around. */
function intervalsOf({ layers }: XY, rows: readonly Row[]): ReadonlyMap<L, L> {
  const found = new Map<L, L>();
  for (const band of layers) {
    if (band.mark !== 'band' || band.label !== undefined) continue;
    const data = rows.filter((row) => row.series === band.series);
    const away = (line: L) =>
      data.reduce((sum, row) => {
        const middle = (numberIn(row, band.y0!) + numberIn(row, band.y)) / 2;
        return sum + Math.abs(numberIn(row, line.y) - middle);
      }, 0);
    const [nearest] = layers
      .filter(({ mark, series }) => mark === 'line' && series === band.series)
      .toSorted((a, b) => away(a) - away(b));
    if (nearest) found.set(band, nearest);
  }
  return found;
}

/** As the curve is labelled; else as its metric is called, unless the title says that or another is called so. */
function nameOf(view: XY, series: SeriesMap, layer: L): string {
  if (layer.label !== undefined) return layer.label;
  const labelOf = ({ series: name, y }: L) => series[name]!.metrics[y]!.label;
  const label = labelOf(layer);
  const others = view.layers.filter((other) => other !== layer && (other.label ?? labelOf(other)) === label);
  if (others.length === 0 && layer.mark !== 'band') return label === view.title.toLowerCase() ? '' : label;
  const { title } = series[layer.series]!;
  const short = title.split(', ')[0]!;
  const shared = view.layers.some(
    (other) => other !== layer && other.series === layer.series && other.label === undefined,
  );
  return shared ? `${short}: ${label}` : short;
}
