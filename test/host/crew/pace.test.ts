/** How many workers do an order: the number that was quickest, tried again now and then. */
import { expect, test } from 'vitest';
import { createPace } from '../../../components/host/crew/pace.ts';

/** The sizes of the next orders, where an order takes so long by size. */
function turns(
  pace: ReturnType<typeof createPace>,
  count: number,
  times: Record<number, number>,
  task = 'a',
) {
  const sizes = Object.keys(times).map(Number);
  return Array.from({ length: count }, () => {
    const turn = pace.turn(task, sizes);
    turn.took(times[turn.size]!);
    return turn.size;
  });
}
const share = (sizes: readonly number[], size: number) =>
  sizes.filter((each) => each === size).length / sizes.length;

test('the quickest of three does nearly all', () => {
  const pace = createPace();
  const sizes = turns(pace, 3000, { 1: 10, 2: 6, 4: 5 });
  expect(new Set(sizes.slice(0, 75))).toEqual(new Set([1, 2, 4]));
  expect(share(sizes, 4)).toBeGreaterThan(0.92);
});

test('more workers that win next to nothing are left alone', () => {
  const sizes = turns(createPace(), 3000, { 1: 10, 2: 9.8, 4: 12 });
  expect(share(sizes, 1)).toBeGreaterThan(0.92);
});

test('a helper that was slow at first is taken when it has become quick, and left when it is slow again', () => {
  const pace = createPace();
  turns(pace, 60, { 1: 10, 2: 30 });
  expect(share(turns(pace, 400, { 1: 10, 2: 6 }).slice(-200), 2)).toBeGreaterThan(0.9);
  expect(share(turns(pace, 3000, { 1: 10, 2: 30 }).slice(-200), 1)).toBeGreaterThan(0.9);
});

test('a few orders that were disturbed decide nothing', () => {
  const pace = createPace();
  let order = 0;
  const sizes = Array.from({ length: 140 }, () => {
    const turn = pace.turn('a', [1, 2]);
    turn.took(turn.size === 2 ? (order++ % 4 === 0 ? 500 : 6) : 10);
    return turn.size;
  });
  expect(share(sizes.slice(55), 2)).toBe(1);
});

test('a new run tries soon again, however long the choice of the last one has stood', () => {
  const pace = createPace();
  turns(pace, 3000, { 1: 10, 2: 6 });
  pace.begin();
  // 100 orders until the trial, two blocks of five with each number, and what is left of both.
  expect(share(turns(pace, 130, { 1: 10, 2: 30 }).slice(-5), 1)).toBe(1);
});

test('a number is proven when it was the quickest, not while it is tried', () => {
  const pace = createPace();
  const proven = Array.from({ length: 60 }, () => {
    const turn = pace.turn('a', [1, 2]);
    turn.took(turn.size === 2 ? 6 : 10);
    return turn.proven;
  });
  expect(proven.indexOf(true)).toBe(50);
  expect(pace.turn('a', [1]).proven).toBe(false);
});

test('each task has its own pace', () => {
  const pace = createPace();
  turns(pace, 60, { 1: 10, 2: 6 }, 'long');
  turns(pace, 60, { 1: 1, 2: 2 }, 'short');
  expect(turns(pace, 10, { 1: 10, 2: 6 }, 'long')).toEqual(Array.from({ length: 10 }, () => 2));
  expect(turns(pace, 10, { 1: 1, 2: 2 }, 'short')).toEqual(Array.from({ length: 10 }, () => 1));
});

test('where only one size can be had, nothing is tried', () => {
  expect(turns(createPace(), 100, { 1: 5 })).toEqual(Array.from({ length: 100 }, () => 1));
});
