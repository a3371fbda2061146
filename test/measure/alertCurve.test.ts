/** Alarms of a score, by hand. */
import { expect, test } from 'vitest';
import { alarmCurve, alarmRates, from, rankingOf, type Suspicion } from '../../sim/measure/alertCurve.ts';

const at = (score: number, positive: boolean, severe = false): Suspicion => ({ score, positive, severe });

/** Two to find, one of them severe; three others, one of which ties with the severe one. */
const cases = [at(0.9, true), at(0.8, false), at(0.5, true, true), at(0.5, false), at(0.1, false, true)];

test('a threshold counts those that reach it', () => {
  expect(alarmRates(cases, from(0.8))).toEqual({ recall: 0.5, falseAlarms: 1 / 3, missedSevere: 0.5 });
  expect(alarmRates(cases, from(0.5))).toEqual({ recall: 1, falseAlarms: 2 / 3, missedSevere: 0 });
  expect(alarmRates(cases, from(0.95))).toEqual({ recall: 0, falseAlarms: 0, missedSevere: 0.5 });
});

test('a chance of an alarm counts as that part of one', () => {
  const { recall, falseAlarms, missedSevere } = alarmRates(cases, (score) => score);
  expect(recall).toBeCloseTo(0.7, 12);
  expect(falseAlarms).toBeCloseTo(1.4 / 3, 12);
  expect(missedSevere).toBeCloseTo(0.25, 12);
});

test('the curve has a point for each score, the highest first, until all are found', () => {
  expect(alarmCurve(cases)).toEqual([0.9, 0.8, 0.5].map((t) => alarmRates(cases, from(t))));
});

test('ranking: of six pairs four are in order, and one is a tie', () => {
  // 0.9 beats all three; 0.5 loses to 0.8, ties with 0.5, beats 0.1.
  expect(rankingOf(cases)).toBeCloseTo(4.5 / 6, 12);
  expect(rankingOf(cases.map((each) => ({ ...each, score: 1 })))).toBe(0.5);
});

test('nothing to find, nothing found', () => {
  expect(alarmRates([], from(0.5))).toEqual({ recall: 0, falseAlarms: 0, missedSevere: 0 });
  expect(rankingOf([at(1, true)])).toBe(0);
});
