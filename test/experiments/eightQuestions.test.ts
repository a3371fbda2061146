/** The eight questions: what the source prints of them, what follows from it, and what the teaching world can ask. */
import { expect, test } from 'vitest';
import { eightQuestions } from '../../sim/examples/eightQuestions.ts';
import { completions } from '../../sim/experiments/evaluation/completions.ts';
import { nearestQuestions } from '../../sim/experiments/evaluation/nearestQuestions.ts';
import answerFeatures from '../../sim/experiments/evaluation/answer-features.ts';
import original2 from '../../sim/experiments/ppo/original-2.ts';
import { defaultsOf } from '../../sim/settings.ts';
import type { Row } from '../../sim/experiment.ts';

/** Rows of an experiment that needs nothing from its host. */
const rowsOf = (run: unknown, settings: unknown) => [
  ...(run as (settings: unknown, given: object) => Iterable<Row>)(settings, {}),
];

test('the five printed percentages follow from the printed rewards; the rebuilt ones give the printed means', () => {
  for (const { before, after, printed, documented } of eightQuestions) {
    expect(printed !== undefined).toBe(documented);
    if (printed) expect(Math.abs((after.reward / before.reward - 1) * 100 - printed.percent)).toBeLessThan(1);
  }
  const mean = (of: 'before' | 'after') => eightQuestions.reduce((sum, each) => sum + each[of].reward, 0) / 8;
  expect(mean('before')).toBeCloseTo(3.275, 9);
  expect(mean('after')).toBeCloseTo(5.275, 9);
});

test('no completion of the five has a mean of ratios near +64 %, and ours is among the completions', () => {
  const { count, lowest, highest } = completions();
  expect(count).toBeGreaterThan(100);
  expect(lowest).toBeGreaterThan(0.645);
  const ours =
    eightQuestions.reduce((sum, { before, after }) => sum + after.reward / before.reward - 1, 0) / 8;
  expect(ours).toBeGreaterThanOrEqual(lowest);
  expect(ours).toBeLessThanOrEqual(highest);
});

test('six have a question in the world; every one says what is lost and who says what is right', () => {
  expect(nearestQuestions().map(({ place }) => eightQuestions[place]!.id)).toEqual(['D2', 'D3', 'D4', 'D5', 'D6', 'D7']); // prettier-ignore
  for (const { lost, authority, corrected } of eightQuestions)
    for (const text of [lost, authority, corrected]) expect(text).toMatch(/\w{4}/);
});

test('the original’s four losses come out of β alone, to the last printed digit', () => {
  const { params, run } = original2;
  const printed = rowsOf(run, defaultsOf(params)).filter(({ series }) => series === 'printed');
  // 0.00005 is half a unit of the last digit.
  expect(printed).toHaveLength(4);
  for (const { difference } of printed) expect(Math.abs(difference as number)).toBeLessThan(0.00005);
});

test('with the sign of the source β falls however far the policy goes; with the right sign it grows', () => {
  const { params, run } = original2;
  const lastBeta = (settings: object) =>
    rowsOf(run, { ...defaultsOf(params), ...settings })
      .filter(({ series }) => series === 'iteration')
      .at(-1)!['beta'];
  for (const distance of ['printed', 'further', 'far']) {
    expect(lastBeta({ distance })).toBeCloseTo(0.5 * 0.95 ** 4, 12);
    expect(lastBeta({ distance, sign: 'corrected' })).toBeCloseTo(0.5 * 1.05 ** 4, 12);
  }
});

test('every added phrase has eleven words, so that length alone cannot tell the last five apart', () => {
  const { params, run } = answerFeatures;
  const rows = rowsOf(run, { ...defaultsOf(params), features: 'length' }).slice(3, 8);
  expect(rows.map(({ words }) => words)).toEqual([11, 11, 11, 11, 11]);
  expect(new Set(rows.map(({ wins }) => wins)).size).toBe(1);
});
