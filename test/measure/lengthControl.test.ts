/** Win rates at equal length: where the answer is known, and at the optimum of what is fitted. */
import { expect, test } from 'vitest';
import { lengthControlled, type Preference } from '../../sim/measure/lengthControl.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Preferences that follow θ and φ exactly, over lengths around 0. */
function following(theta: number, phi: number): Preference[] {
  const lengths = Array.from({ length: 201 }, (_, i) => (i - 100) / 10);
  const deviation = Math.sqrt(lengths.reduce((sum, each) => sum + each * each, 0) / lengths.length);
  return lengths.map((longer) => ({
    preferred: sigmoid(theta + phi * Math.tanh(longer / deviation)),
    longer,
  }));
}

test.each([
  [0.8, 1.5],
  [-0.4, 2],
  [0, -1],
])('θ = %f and φ = %f are found again', (theta, phi) => {
  const { winRate, perLength } = lengthControlled(following(theta, phi));
  expect(winRate).toBeCloseTo(sigmoid(theta), 3);
  expect(perLength).toBeCloseTo(phi, 1);
});

test('a side that wins by length alone is even at equal length', () => {
  const longerWins = following(0, 3).filter(({ longer }) => longer > -3);
  const raw = longerWins.reduce((sum, { preferred }) => sum + preferred, 0) / longerWins.length;
  expect(raw).toBeGreaterThan(0.6);
  expect(Math.abs(lengthControlled(longerWins).winRate - 0.5)).toBeLessThan(0.02);
});

test('stays finite where one side always wins, and where all lengths are equal', () => {
  const always = Array.from({ length: 20 }, () => ({ preferred: 1, longer: 2 }));
  const { winRate } = lengthControlled(always);
  expect(winRate).toBeGreaterThan(0.9);
  expect(winRate).toBeLessThan(1);
});
