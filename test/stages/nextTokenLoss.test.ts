/** Losses over next tokens and learning rates against PyTorch, and the source's two mistakes against its own code. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { log } from '../../sim/float.ts';
import { learningRate } from '../../sim/model/schedule.ts';
import { crossEntropy, IGNORED, targetsOf, tokenLoss, type Scoring } from '../../sim/stages/nextTokenLoss.ts';
import { guessedTokens } from '../../sim/text/guessedTokens.ts';

interface Fixture {
  cases: ({ logits: number[][]; labels: number[]; prefix: number } & Record<Scoring, number>)[];
  schedule: { peak: number; floor: number; warmUp: number; steps: number; rates: number[] };
  source: [number, number][];
}
const fixture = JSON.parse(readFileSync('test/references/next_token_loss.json', 'utf8')) as Fixture;

describe('loss over next tokens', () => {
  const lossOf = ({ logits, labels, prefix }: Fixture['cases'][number], scoring: Scoring) =>
    crossEntropy(logits, targetsOf(scoring, labels, prefix));

  test.each(['every', 'suffix'] as const)('%s: equals PyTorch to 1e-12', (scoring) => {
    for (const each of fixture.cases) expect(lossOf(each, scoring)).toBeCloseTo(each[scoring], 12);
  });
  // The source adds 1e-8 to each probability.
  test.each(['source-prefix', 'source-sft'] as const)('%s: equals the source’s code to 1e-4', (scoring) => {
    for (const each of fixture.cases) expect(lossOf(each, scoring)).toBeCloseTo(each[scoring], 4);
  });
  test('M40: the source’s prefix loss does not see the first token behind the prefix', () => {
    const { logits, labels, prefix } = fixture.cases[0]!;
    const changed = labels.with(prefix, (labels[prefix]! + 1) % logits[0]!.length);
    const lossWith = (scoring: Scoring, of: readonly number[]) =>
      crossEntropy(logits, targetsOf(scoring, of, prefix));
    expect(lossWith('source-prefix', changed)).toBe(lossWith('source-prefix', labels));
    expect(lossWith('suffix', changed)).not.toBe(lossWith('suffix', labels));
  });
  test('M41: the source’s SFT loss is 0 for a model that repeats what it has read', () => {
    const labels = [IGNORED, 2, 0, 1];
    const logits = [3, 2, 0, 1].map((read) => Array.from({ length: 4 }, (_, i) => (i === read ? 50 : 0)));
    expect(crossEntropy(logits, targetsOf('source-sft', labels, 1))).toBeLessThan(1e-12);
    expect(crossEntropy(logits, targetsOf('suffix', labels, 1))).toBeGreaterThan(30);
  });
  test('equal logits cost ln V, whatever the text and what is masked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.array(fc.integer({ min: -1, max: 59 }), { minLength: 2, maxLength: 12 }),
        (size, drawn) => {
          const labels = drawn.map((label) => (label < 0 ? IGNORED : label % size));
          const targets = targetsOf('every', labels, 0);
          const loss = crossEntropy(
            labels.map(() => new Float64Array(size).fill(3)),
            targets,
          );
          const scored = targets.some((target) => target !== IGNORED);
          expect(loss).toBeCloseTo(scored ? log(size) : 0, 12);
        },
      ),
    );
  });
  test('a constant on all logits changes nothing, and large logits do not overflow', () => {
    expect(tokenLoss([1001, 1002, 1003], 0)).toBeCloseTo(tokenLoss([1, 2, 3], 0), 12);
    expect(tokenLoss([1000, -1000], 1)).toBe(2000);
  });
});

describe('the reader’s sentence', () => {
  test.each([
    ['avoid 0.05', [{ token: 'avoid', probability: 0.05, ignored: false }]],
    ['28', [{ token: '28', ignored: false }]],
    ['28 .5', [{ token: '28', probability: 0.5, ignored: false }]],
    ['lactic acidosis 2 −100', [{ token: 'lactic acidosis', probability: 1, ignored: true }]],
    ['-100', [{ token: '-100', ignored: false }]],
    [' \n\n ', []],
  ])('%j', (text, expected) => expect(guessedTokens(text, 16)).toEqual(expected));
});

describe('learning rate', () => {
  test('warm-up and cosine equal PyTorch’s schedulers to 1e-12', () => {
    const { rates, ...schedule } = fixture.schedule;
    rates.forEach((rate, step) =>
      expect(learningRate(step, { ...schedule, decay: 'cosine' })).toBeCloseTo(rate, 12),
    );
  });
  test('equals the source’s formula, which counts steps from 1, to a ten-thousandth of its peak', () => {
    const schedule = { peak: 6e-4, floor: 6e-5, warmUp: 2000, steps: 100_000, decay: 'cosine' } as const;
    for (const [step, rate] of fixture.source) {
      expect(Math.abs(learningRate(step - 1, schedule) - rate)).toBeLessThan(6e-8);
    }
  });
});
