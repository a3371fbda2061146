/** An axis of powers of ten: what its numbers say, and where its ticks stand. */
import { expect, test } from 'vitest';
import { powersBetween, writePower } from '../../components/chart/scale.ts';

test.each([
  [0, '1'],
  [2, '100'],
  [3, '1 k'],
  [7.4771, '30 M'],
  [8, '100 M'],
  [9.4771, '3 B'],
  [12, '1 T'],
  [15, '10^15.0'],
  [-1, '10^−1.0'],
])('10 to the power of %d is written %s', (exponent, text) => {
  expect(writePower(exponent)).toBe(text);
});

test('a narrow axis has numbers at whole powers, a roomy one at three times them too', () => {
  const round = (values: readonly number[]) => values.map((value) => Math.round(value * 100) / 100);
  expect(round(powersBetween(7.2, 9.1, false).ticks)).toEqual([8, 9]);
  expect(round(powersBetween(7.2, 9.1, true).ticks)).toEqual([7.48, 8, 8.48, 9]);
  expect(powersBetween(8, 9, false).minor).toHaveLength(8);
  const { ticks, minor } = powersBetween(-2e5, 1e5, true);
  expect(minor, 'a thousand ticks are none').toEqual([]);
  expect(ticks).toHaveLength(7);
});
