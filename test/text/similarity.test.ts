/** Similarity of texts: SequenceMatcher as Python computes it, Jaccard by definition, MinHash within its own error. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../../sim/rng.ts';
import {
  bandKeys,
  bandThreshold,
  candidateProbability,
  estimatedJaccard,
  signatureOf,
} from '../../sim/text/minHash.ts';
import { overlappingSets } from '../../sim/text/overlappingSets.ts';
import { compareSequences, sequenceRatio } from '../../sim/text/sequenceMatcher.ts';
import { wordsCompared } from '../../sim/text/comparedWords.ts';
import { jaccard, shinglesOf } from '../../sim/text/shingles.ts';

interface RatioCase {
  readonly a: string;
  readonly b: string;
  readonly ratio: number;
  readonly withoutAutojunk: number;
}
const { ratios } = JSON.parse(readFileSync('test/references/data_collector.json', 'utf8')) as {
  readonly ratios: readonly RatioCase[];
};
const seedsOf = (count: number, seed = 1) => {
  const rng = createRng(seed);
  return Uint32Array.from({ length: count }, () => Math.floor(rng.uniform() * 4294967296));
};
/** Two sets of whole numbers with so many members in common and so many of their own. */
const setsWith = (common: number, own: number) =>
  [0, 1].map(
    (side) =>
      new Set(
        Array.from({ length: common + own }, (_, i) => (i < common ? i : 1_000_000 * (side + 1) + i) * 7919),
      ),
  ) as [Set<number>, Set<number>];

describe('the ratio of two texts', () => {
  test('is Python’s, bit for bit, with autojunk and without', () => {
    for (const { a, b, ratio, withoutAutojunk } of ratios) {
      expect(sequenceRatio(a, b)).toBe(ratio);
      expect(sequenceRatio(a, b, false)).toBe(withoutAutojunk);
    }
    expect(ratios.filter(({ ratio, withoutAutojunk }) => ratio !== withoutAutojunk).length).toBeGreaterThan(
      20,
    );
  });

  test('is 1 for a text and itself, and lies between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (a, b) => {
        expect(sequenceRatio(a, a)).toBe(1);
        const { ratio, steps } = compareSequences(a, b);
        expect(ratio).toBeGreaterThanOrEqual(0);
        expect(ratio).toBeLessThanOrEqual(1);
        expect(steps).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('Jaccard similarity', () => {
  test('counts shared runs of words', () => {
    expect(shinglesOf('Take one tablet, once a week.', 3).size).toBe(4);
    expect(shinglesOf('Take one', 3).size).toBe(1);
    expect(shinglesOf('', 3).size).toBe(0);
    const [weekly, daily] = ['take it once a week', 'take it once a day'].map((text) => shinglesOf(text, 2));
    expect(jaccard(weekly!, daily!)).toBe(3 / 5);
  });

  const likeness = (a: string, b: string) => jaccard(shinglesOf(a, 3), shinglesOf(b, 3));

  test('sees a tenfold dose, and every sign before a number', () => {
    expect(likeness('Give .5 mg of clonazepam at night', 'Give 5 mg of clonazepam at night')).toBe(3 / 7);
    for (const [a, b] of [
      ['<30', '>30'],
      ['−5', '+5'],
      ['-5', '5'],
      ['≤30', '≥30'],
      ['±2', '2'],
    ] as const)
      // prettier-ignore
      expect(wordsCompared(`(if ${a}, stop).`), a).not.toEqual(wordsCompared(`(if ${b}, stop).`));
    expect(wordsCompared('“Avoid” (if eGFR <30), else .5 mg... or 0.6–1.0!')).toEqual(
      ['avoid', 'if', 'egfr', '<30', 'else', '.5', 'mg', 'or', '0.6–1.0'], // prettier-ignore
    );
  });

  test('knows a letter in two encodings, and no soft hyphen', () => {
    const text = 'Naïve patients in the café: Ångström, señor, Übelkeit';
    expect(likeness(text.normalize('NFC'), text.normalize('NFD'))).toBe(1);
    expect(likeness('hydro\u00adchlorothiazide once a day', 'hydrochlorothiazide once a day')).toBe(1);
    expect(wordsCompared('दवा दिन में')).toEqual(['दवा', 'दिन', 'में']);
  });

  test('is symmetric, 1 for equal sets, and 0 for sets that share nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30)), fc.array(fc.nat(30)), (a, b) => {
        const [x, y] = [new Set(a), new Set(b)];
        expect(jaccard(x, y)).toBe(jaccard(y, x));
        expect(jaccard(x, x)).toBe(1);
        const union = new Set([...a, ...b]).size;
        const shared = [...x].filter((each) => y.has(each)).length;
        expect(jaccard(x, y)).toBe(union === 0 ? 1 : shared / union);
      }),
    );
  });
});

describe('MinHash', () => {
  test.each([
    [90, 5],
    [60, 20],
    [20, 40],
    [0, 50],
  ])(
    'estimates J within 4 standard errors of the mean over 2,000 functions: %i shared, %i own',
    (common, own) => {
      const [a, b] = setsWith(common, own);
      const J = jaccard(a, b);
      const seeds = seedsOf(2000);
      const estimate = estimatedJaccard(signatureOf(a, seeds), signatureOf(b, seeds));
      expect(Math.abs(estimate - J)).toBeLessThanOrEqual(4 * Math.sqrt((J * (1 - J)) / 2000));
    },
  );

  test('scatters as √(J (1 − J) / K): 300 estimates, K = 64', () => {
    const [a, b] = setsWith(60, 20);
    const J = jaccard(a, b);
    const estimates = Array.from({ length: 300 }, (_, seed) => {
      const seeds = seedsOf(64, seed + 10);
      return estimatedJaccard(signatureOf(a, seeds), signatureOf(b, seeds));
    });
    const variance = estimates.reduce((sum, x) => sum + (x - J) * (x - J), 0) / 300;
    // The standard error of a variance over n samples is about σ² √(2 / n): 8 % here.
    expect(variance / ((J * (1 - J)) / 64)).toBeGreaterThan(0.75);
    expect(variance / ((J * (1 - J)) / 64)).toBeLessThan(1.25);
  });

  test('puts two sets into a common bucket as often as 1 − (1 − J^r)^b says', () => {
    const [a, b] = setsWith(60, 20);
    const J = jaccard(a, b);
    const [bands, rows, trials] = [6, 3, 400];
    let shared = 0;
    for (let seed = 0; seed < trials; seed++) {
      const seeds = seedsOf(bands * rows, seed + 1000);
      const keys = bandKeys(signatureOf(a, seeds), bands, rows);
      const others = new Set(bandKeys(signatureOf(b, seeds), bands, rows));
      if (keys.some((key) => others.has(key))) shared++;
    }
    const expected = candidateProbability(J, bands, rows);
    const error = Math.sqrt((expected * (1 - expected)) / trials);
    expect(Math.abs(shared / trials - expected)).toBeLessThan(4 * error);
  });

  test('the curve is what it is by hand, and steepest near (1/b)^(1/r)', () => {
    expect(candidateProbability(0, 16, 8)).toBe(0);
    expect(candidateProbability(1, 16, 8)).toBe(1);
    expect(candidateProbability(0.85, 16, 8)).toBeCloseTo(1 - (1 - 0.85 ** 8) ** 16, 12);
    expect(bandThreshold(16, 8)).toBeCloseTo(Math.SQRT1_2, 12);
  });

  test('keys of different bands never meet', () => {
    const signature = new Uint32Array(8).fill(5);
    expect(new Set(bandKeys(signature, 4, 2)).size).toBe(4);
  });
});

describe('the corpus of overlapping sets', () => {
  test('has copies of every similarity, each after its original', () => {
    const sets = overlappingSets(400, createRng(3));
    const similarities = sets.flatMap(({ shingles, parent }) =>
      parent === undefined ? [] : [jaccard(shingles, sets[parent]!.shingles)],
    );
    expect(similarities).toHaveLength(200);
    expect(Math.min(...similarities)).toBeLessThan(0.4);
    expect(Math.max(...similarities)).toBeGreaterThan(0.95);
    expect(sets.every(({ shingles }) => shingles.size > 60)).toBe(true);
  });
});
