/** The expected calibration error, by hand. */
import { expect, test } from 'vitest';
import { calibrationError, type Claim } from '../../sim/measure/calibration.ts';

const claims = (count: number, confidence: number, right: number): Claim[] =>
  Array.from({ length: count }, (_, i) => ({ confidence, right: i < right }));

test('the worked number of chapter 1', () => {
  expect(calibrationError([...claims(10, 0.95, 8), ...claims(10, 0.65, 7)])).toBeCloseTo(0.1, 12);
});

test('0 where claims hold, 1 where all are sure and wrong, 0 where there are none', () => {
  expect(calibrationError(claims(10, 0.7, 7))).toBeCloseTo(0, 12);
  expect(calibrationError(claims(5, 1, 0))).toBe(1);
  expect(calibrationError([])).toBe(0);
});

test('a bin holds its upper edge: 0.9 does not make up for 0.95', () => {
  const over = claims(10, 0.95, 8); // 0.15 too much, in the last bin
  expect(calibrationError([...over, ...claims(10, 0.9, 10)])).toBeCloseTo((0.15 + 0.1) / 2, 12);
  expect(calibrationError([...over, ...claims(10, 0.91, 10)])).toBeCloseTo((0.15 - 0.09) / 2, 12);
});

test('no claim falls out at the lower end', () => {
  expect(calibrationError(claims(4, 0, 4))).toBe(1);
});
