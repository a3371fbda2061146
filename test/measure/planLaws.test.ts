/** Laws of loss against published examples, and the refits against the standard errors that were printed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { middle95 } from '../../sim/measure/bootstrap.ts';
import { REFITS } from '../../sim/measure/chinchillaRefits.ts';
import {
  effectiveTokens,
  effectiveWeights,
  MUENNIGHOFF,
  weightsFor,
} from '../../sim/measure/repeatedData.ts';
import {
  BESIROGLU,
  HOFFMANN,
  HOFFMANN_UNROUNDED,
  lossOf,
  optimum,
  type ScalingLaw,
} from '../../sim/measure/scalingLaw.ts';

const readJson = (name: string): unknown => JSON.parse(readFileSync(`test/references/${name}.json`, 'utf8'));
const golden = readJson('project_plan') as {
  readonly worthOfPasses: Readonly<Record<string, number>>;
  readonly ratiosAtChinchilla: Readonly<Record<string, number>>;
};
interface Spread {
  readonly middle95: readonly [number, number];
  readonly apart: readonly [number, number];
}
const made = readJson('chinchilla_refits') as {
  readonly fit: Readonly<Record<'A' | 'B' | 'E' | 'alpha' | 'beta', number>>;
  readonly standardErrors: Readonly<Record<string, number>>;
  readonly losses: readonly (Spread & { readonly weights: number; readonly tokens: number })[];
  readonly ratios: readonly (Spread & { readonly compute: number })[];
};

test.each(Object.entries(golden.worthOfPasses))('%s passes are worth %f', (passes, worth) => {
  expect(effectiveTokens(1, Number(passes))).toBeCloseTo(worth, 10);
});

test.each([
  [2, 1.97],
  [4, 3.73],
  [8, 6.62],
  [16, 10.58],
  [40, 15.17],
  [1e6, 16.39],
])('worked out by hand, %f passes are worth %f', (passes, worth) => {
  expect(effectiveTokens(1, passes)).toBeCloseTo(worth, 2);
});

/** From the printed constants, by D/N = (C/6)^((α−β)/(α+β)) · (βB/αA)^(2/(α+β)), worked out apart from the course. */
test.each([
  [HOFFMANN, 92.6],
  [HOFFMANN_UNROUNDED, 58.9],
  [BESIROGLU, 18.4],
  [MUENNIGHOFF, 19.6],
] as const)('tokens per weight at the compute of Chinchilla, by %j: %f', (law, ratio) => {
  const { weights, tokens } = optimum(law, 5.76e23);
  expect(tokens / weights).toBeCloseTo(ratio, 1);
});

test.each([
  ['printed', HOFFMANN],
  ['unrounded', HOFFMANN_UNROUNDED],
  ['refitted', BESIROGLU],
  ['repeated', MUENNIGHOFF],
] as const)('tokens per weight at the compute of Chinchilla, %s', (name, law) => {
  const { weights, tokens } = optimum(law, 5.76e23);
  expect(tokens / weights / golden.ratiosAtChinchilla[name]!).toBeCloseTo(1, 6);
});

test('as published: 0.051 weights for each token, and no discount up to there', () => {
  expect(weightsFor(1e10) / 1e10).toBeCloseTo(0.051, 3);
  expect(effectiveWeights(4e8, 1e10)).toBe(4e8);
  expect(effectiveWeights(4e9, 1e10)).toBeLessThan(4e9);
});

test('the fit made again is the published one', () => {
  expect(made.fit.E).toBeCloseTo(1.8172, 3);
  expect(Math.abs(made.fit.alpha - 0.3478)).toBeLessThan(0.001);
  expect(Math.abs(made.fit.beta - 0.3658)).toBeLessThan(0.002);
  expect(made.fit.A / 482.01).toBeCloseTo(1, 1);
  expect(made.fit.B / 2085.43).toBeCloseTo(1, 1);
});

/** Besiroglu et al. 2024, table 1; α, β and the share to two decimals only. */
test.each([
  ['A', 124.58, 0.1],
  ['B', 1293.23, 0.1],
  ['E', 0.03, 0.2],
  ['alpha', 0.02, 0.26],
  ['beta', 0.02, 0.1],
  ['share', 0.02, 0.1],
] as const)('the standard error of %s is the printed %f', (name, printed, within) => {
  expect(Math.abs(made.standardErrors[name]! / printed - 1)).toBeLessThan(within);
});

const bandOf = (of: (law: ScalingLaw) => number) =>
  middle95(REFITS.map((law) => Float64Array.of(of(law))))[0]!;

/** 200 refits say about what 4,000 do: their ends differ by less than a sixth of the whole interval. */
function near(found: readonly [number, number], { middle95: wanted, apart }: Spread) {
  const width = wanted[1] - wanted[0];
  for (const end of [0, 1] as const) {
    expect(Math.abs(found[end] - wanted[end])).toBeLessThan(width / 6);
    expect(found[end] / apart[end]).toBeCloseTo(1, 4);
  }
}

test.each(made.losses)('the middle 95 % of the loss at $weights and $tokens', (spread) => {
  const { weights, tokens } = spread;
  near(
    bandOf((law) => lossOf(law, weights, tokens)),
    spread,
  );
});

test.each(made.ratios)('the middle 95 % of tokens per weight at $compute', (spread) => {
  const ratioOf = (law: ScalingLaw) => {
    const best = optimum(law, spread.compute);
    return best.tokens / best.weights;
  };
  near(bandOf(ratioOf), spread);
});

test('to move A alone by its standard error would be another matter', () => {
  const [low, high] = bandOf((law) => lossOf(law, 7e9, 140e9));
  const alone = lossOf({ ...BESIROGLU, a: BESIROGLU.a + 124.58 }, 7e9, 140e9) - lossOf(BESIROGLU, 7e9, 140e9);
  expect(2 * 1.96 * alone).toBeGreaterThan(5 * (high - low));
});
