/** Reference lines stand at a number, or at what the run has measured. */
import { expect, test } from 'vitest';
import { placeOf } from '../../components/chart/reference.ts';

const rows = [
  { series: 'measured', share: 0.7 },
  { series: 'other', share: 0.1 },
  { series: 'measured', share: 0.8 },
];

test('a number stays where it is', () => {
  expect(placeOf({ axis: 'y', at: 0.5, label: 'chance' }, rows)).toBe(0.5);
});

test('a metric stands at its last row, and nowhere before there is one', () => {
  const reference = { axis: 'y', at: { series: 'measured', metric: 'share' }, label: 'likelihood' } as const;
  expect(placeOf(reference, rows)).toBe(0.8);
  expect(placeOf(reference, rows.slice(0, 2))).toBe(0.7);
  expect(placeOf(reference, [])).toBeUndefined();
});
