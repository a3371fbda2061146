/** Names beside dots: none touches another, a dot or a line, and each stands inside the plot; those without room are left out. */
import { describe, expect, test } from 'vitest';
import { dotKey } from '../../components/chart/dotKey.ts';
import { keyHeight } from '../../components/chart/dotKeyPlaces.ts';
import { alongLine, placeNames, type Named } from '../../components/chart/dotNames.ts';
import { frameOf } from '../../components/chart/frame.ts';
import { sizesOf } from '../../components/chart/theme.ts';
import type { SeriesMap, XYView } from '../../sim/experiment.ts';

const frameAt = (width: number, height: number) =>
  frameOf({
    size: { width, height },
    x: [0, 1],
    y: [0, 1],
    xAxis: {},
    yAxis: {},
    labels: [],
    nameBelow: true,
  });
const dot = (text: string, x: number, y: number): Named => ({ text, x, y, fill: 'black' });
const crowd = Array.from({ length: 40 }, (_, i) =>
  dot(`method ${i}`, 0.3 + ((i * 7) % 13) / 40, 0.3 + ((i * 5) % 11) / 30),
);

describe.each([
  [560, 228],
  [280, 226],
])('at %i px by %i px', (width, height) => {
  const frame = frameAt(width, height);
  const line = alongLine([dot('', 0, 0), dot('', 1, 1)]);
  const placed = placeNames([...line, ...crowd], frame);

  test('some names stand, and some are left out', () => {
    expect(placed.length).toBeGreaterThan(3);
    expect(placed.length).toBeLessThan(crowd.length);
  });

  test('no two names touch, and all are inside', () => {
    for (const [i, a] of placed.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(frame.margins.left);
      expect(a.left + a.width).toBeLessThanOrEqual(width - frame.margins.right);
      for (const b of placed.slice(i + 1)) {
        const beside = a.left + a.width <= b.left || b.left + b.width <= a.left;
        const room = (a.height + b.height) / 2;
        expect(beside || Math.abs(a.middle - b.middle) >= room, `${a.named.text}, ${b.named.text}`).toBe(
          true,
        );
      }
    }
  });

  test('no name lies on a dot or on the line', () => {
    for (const { named, left, middle, width, height } of placed) {
      for (const other of [...line, ...crowd]) {
        if (other === named) continue;
        const [x, y] = [frame.toX(other.x), frame.toY(other.y)];
        expect(x > left && x < left + width && Math.abs(y - middle) < height / 2, named.text).toBe(false);
      }
    }
  });
});

test('of a few dots each has its name, on a line if there is no other place', () => {
  const frame = frameAt(280, 226);
  // Lines over the whole plot, so close that no name fits between two.
  const lines = Array.from({ length: 60 }, (_, i) =>
    alongLine([dot('', 0, i / 59), dot('', 1, i / 59)]),
  ).flat();
  const few = [dot('SFT', 0.2, 0.5), dot('PPO', 0.5, 0.5), dot('base', 0.8, 0.5)];
  const named = placeNames([...lines, ...few], frame).map(({ named: { text } }) => text);
  expect(named).toEqual(['SFT', 'PPO', 'base']);
  expect(placeNames([...lines, ...crowd], frame)).toEqual([]);
});

test('a long name fits beside a dot at the side of the plot: flush with it', () => {
  const frame = frameAt(560, 228);
  const crowdedOut = Array.from({ length: 6 }, (_, i) => dot(`${i}`, 0.05 + 0.05 * i, 0.1));
  const [edge, neighbour] = [dot('A long name of an event', 0.95, 0.97), dot('B', 0.7, 0.92)];
  const [placed] = placeNames([edge, neighbour, ...crowdedOut], frame);
  expect(placed!.named).toBe(edge);
  expect(placed!.left).toBe(Math.floor(560 - frame.margins.right - placed!.width));
});

test('where one line finds no place at the side, the name is broken in two', () => {
  const frame = frameAt(560, 228);
  const crowdedOut = Array.from({ length: 6 }, (_, i) => dot(`${i}`, 0.05 + 0.05 * i, 0.1));
  const neighbour = dot('', 0.86, 0.92);
  const named = dot('Myasthenic syndrome', 0.96, 0.97);
  const [placed] = placeNames([named, neighbour, ...crowdedOut], frame);
  expect(placed!.named).toBe(named);
  expect(placed!.text).toBe('Myasthenic\nsyndrome');
  expect(placed!.height).toBe(28);
  expect(placed!.left).toBeGreaterThan(frame.toX(neighbour.x));
});

const metric = { label: 'm', unit: '', help: 'Of a test.', digits: 2 } as const;
const series: SeriesMap = { one: { title: 'One', metrics: { x: metric, y: metric } } };
const view: XYView<SeriesMap> = {
  kind: 'xy',
  id: 'plane',
  title: 'Plane',
  size: 'wide',
  x: {},
  y: {},
  layers: ['supervised choice', 'policy gradients', 'pairs and thumbs', 'exact best of n'].map(
    (label) => ({ series: 'one', x: 'x', y: 'y', mark: 'dot', label }) as const,
  ),
};

test('a key makes the drawing higher, on a phone by more lines; without one nothing changes', () => {
  const [plain, keyed] = [sizesOf(view, series), sizesOf({ ...view, key: true }, series)];
  const more = (size: 'wide' | 'phone') => keyed[size].height - plain[size].height;
  expect(keyHeight(view, 560)).toBe(0);
  expect(more('wide')).toBe(keyHeight({ ...view, key: true }, 560));
  expect(more('phone')).toBeGreaterThan(more('wide'));
  expect(dotKey({ ...view, key: true }, series, frameAt(560, 228))).toHaveLength(2 * view.layers.length);
});
