/** Where the time of a run goes, on a clock that the test moves. */
import { expect, test } from 'vitest';
import { createTimes } from '../../../components/host/crew/times.ts';

test('from the end of one order to that of the next, and of that what the lead computed', () => {
  let now = 0;
  const times = createTimes({ now: () => now, after: () => () => undefined });
  const here = times.of((shards) => {
    now += 5 * shards.length;
    return { shards, outputs: [] };
  });
  const order = (shards: number[], alone: number, workers: number) => {
    here(shards);
    now += alone;
    times.ended(workers);
  };
  order([0, 1, 2, 3], 100, 1); // pays for the start
  expect(times.sum().orders).toEqual([]);
  order([0, 1], 3, 2);
  order([0], 2, 4);
  expect(times.sum()).toEqual({
    orders: [
      { milliseconds: 13, divided: 10 },
      { milliseconds: 7, divided: 5 },
    ],
    fewest: 2,
  });
});
