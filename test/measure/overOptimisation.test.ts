/** The forms of Gao et al. against SciPy, and best of n against counting. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chancesOfBest, klBound, klOfChances } from '../../sim/measure/bestOfN.ts';
import {
  fitOverOptimisation,
  FORMS,
  gainAt,
  misfit,
  peakOf,
  type Form,
} from '../../sim/measure/overOptimisation.ts';

interface Case {
  readonly d: readonly number[];
  readonly gain: readonly number[];
  readonly fits: Readonly<
    Record<Form, { alpha: number; beta: number; misfit: number; peak: number; gain: number }>
  >;
}
const cases = JSON.parse(readFileSync('test/references/gao_fit.json', 'utf8')) as readonly Case[];

describe.each(cases.flatMap((each, i) => FORMS.map((form) => ({ each, form, i }))))(
  'case $i, $form',
  ({ each, form }) => {
    const points = each.d.map((d, i) => ({ d, gain: each.gain[i]! }));
    const fit = fitOverOptimisation(points, form);
    const theirs = each.fits[form];

    test('α, β and what they leave are SciPy’s', () => {
      expect(fit.alpha).toBeCloseTo(theirs.alpha, 6);
      expect(fit.beta).toBeCloseTo(theirs.beta, 6);
      expect(misfit(fit, points)).toBeCloseTo(theirs.misfit, 7);
    });

    test('the peak is where a search finds it', () => {
      const peak = peakOf(fit)!;
      expect(peak.d).toBeCloseTo(theirs.peak, 4);
      expect(peak.gain).toBeCloseTo(theirs.gain, 7);
    });
  },
);

test('a curve that does not turn has no peak', () => {
  expect(peakOf({ form: 'RL', alpha: 1, beta: 0 })).toBeUndefined();
  expect(peakOf({ form: 'best of n', alpha: -1, beta: 1 })).toBeUndefined();
  expect(gainAt({ form: 'RL', alpha: 1, beta: 1 }, 0)).toBe(0);
});

describe('best of n', () => {
  const shares = [0.5, 0.3, 0.2];
  const scores = [0.1, 2, -1];

  test('is what counting all draws gives', () => {
    for (const n of [1, 2, 3]) {
      const counted = [0, 0, 0];
      const draw = (left: number, chance: number, best: number) => {
        if (left === 0) {
          counted[best]! += chance;
          return;
        }
        for (const [i, share] of shares.entries()) {
          draw(left - 1, chance * share, best < 0 || scores[i]! > scores[best]! ? i : best);
        }
      };
      draw(n, 1, -1);
      for (const [i, chance] of chancesOfBest(shares, scores, n).entries()) {
        expect(chance).toBeCloseTo(counted[i]!, 12);
      }
    }
  });

  test('KL stays under the bound where draws may be alike, and comes near it where they hardly are', () => {
    for (const n of [2, 16, 256]) {
      expect(klOfChances(chancesOfBest(shares, scores, n), shares)).toBeLessThan(klBound(n));
    }
    const fine = Array.from({ length: 20000 }, () => 1 / 20000);
    const kl = klOfChances(
      chancesOfBest(
        fine,
        fine.map((_, i) => i),
        16,
      ),
      fine,
    );
    expect(kl).toBeCloseTo(klBound(16), 2);
    expect(kl).toBeLessThan(klBound(16));
  });
});
