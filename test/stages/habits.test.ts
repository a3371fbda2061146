/** From a few labels to an annotator of the same kind. */
import { expect, test } from 'vitest';
import { createRng } from '../../sim/rng.ts';
import { EXPERT, habitsOf, labelByHabit, type Habits } from '../../sim/stages/habits.ts';
import type { Judged } from '../../sim/stages/preferences.ts';

const prompt = [8, 9];
const warning: Judged = { prompt, answer: [7, 1, 0], gold: 0.2, hasKeyword: true };
const plain: Judged = { prompt, answer: [2, 0], gold: 0.7, hasKeyword: false };
const dueWarning: Judged = { ...warning, gold: 1 };
const isCautious = ({ answer }: Judged) => answer[0] === 7;

/** Share of labels that take the cautious answer. */
function share(habits: Habits, a: Judged, b: Judged) {
  const rng = createRng(2);
  let cautious = 0;
  for (let i = 0; i < 2000; i++)
    if (isCautious(labelByHabit(a, b, habits, isCautious, rng)!.chosen as Judged)) cautious += 1;
  return cautious / 2000;
}

test('habits are shares of the labels, and a coin where there are none', () => {
  const choices = [
    { experts: true, annotators: true },
    { experts: true, annotators: true },
    { experts: false, annotators: true },
    { experts: false, annotators: false },
    { experts: false, annotators: false },
  ];
  expect(habitsOf(choices)).toEqual({ whereRight: 1, whereNeedless: 1 / 3 });
  expect(habitsOf([])).toEqual({ whereRight: 0.5, whereNeedless: 0.5 });
});

test('the expert’s habits give the true order, in either place', () => {
  const rng = createRng(1);
  for (const [a, b] of [
    [warning, plain],
    [plain, warning],
  ] as const)
    // prettier-ignore
    expect(labelByHabit(a, b, EXPERT, isCautious, rng)).toEqual({ chosen: plain, rejected: warning });
  expect(labelByHabit(dueWarning, plain, EXPERT, isCautious, rng)?.chosen).toBe(dueWarning);
});

test('an annotator takes the cautious answer as often as her habits say', () => {
  const habits = { whereRight: 0.9, whereNeedless: 0.3 };
  expect(share(habits, warning, plain)).toBeCloseTo(0.3, 1);
  expect(share(habits, plain, dueWarning)).toBeCloseTo(0.9, 1);
  expect(share({ whereRight: 1, whereNeedless: 1 }, plain, warning)).toBe(1);
});

test('where both warn, or neither does, the label is the expert’s; equals are not compared', () => {
  const cautious = { whereRight: 1, whereNeedless: 1 };
  const rng = createRng(1);
  const worse = { ...plain, gold: 0.1 };
  expect(labelByHabit(worse, plain, cautious, isCautious, rng)?.chosen).toBe(plain);
  expect(labelByHabit(warning, dueWarning, cautious, isCautious, rng)?.chosen).toBe(dueWarning);
  expect(labelByHabit(plain, { ...plain }, cautious, isCautious, rng)).toBeUndefined();
});
