/** How many workers an address asks for, and how a figure says it. */
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../components/figure/lab/clock.ts';
import { wishesIn } from '../../components/figure/lab/address.ts';
import type { UseRun } from '../../components/figure/lab/useRun.ts';
import { statusOf } from '../../components/figure/lab/words.ts';

const workersIn = (query: string) => {
  const { workers, replaced } = wishesIn({ id: 'pipeline', params: {} }, query, true);
  return { workers, replaced };
};

describe('?workers=', () => {
  test.each([1, 2, 8])('%i', (workers) => {
    expect(workersIn(`?run=1&workers=${workers}`)).toEqual({ workers, replaced: [] });
  });
  test('nothing asked, nothing told', () => {
    expect(workersIn('?run=1')).toEqual({ workers: undefined, replaced: [] });
  });
  test.each(['0', '9', '-1', '2.5', '1e0', '02', ' 2', 'two', ''])('“%s” is told', (given) => {
    expect(workersIn(`?workers=${encodeURIComponent(given)}`)).toEqual({
      workers: undefined,
      replaced: [{ param: 'workers', given, used: '', legal: 'a whole number from 1 to 8' }],
    });
  });
});

describe('the bar says it', () => {
  const clock: Clock = {
    label: 'tokens',
    end: undefined,
    amountOf: () => '1 million tokens',
    written: String,
    positionsOf: () => [],
    speed: () => '0.2 million tokens per second',
  };
  const run = (workers: number | undefined, state: 'running' | 'done') =>
    ({
      state,
      workers,
      progress: { stage: 'fine-tuning', place: [2, 4], step: 31, of: 64 },
      drawn: { settings: {}, positions: [1], finished: { seconds: 5, hash: '', goals: {} }, recorded: false },
    }) as unknown as UseRun;
  test.each([
    [undefined, 'Done in 5.0 s: 1 million tokens, 0.2 million tokens per second.'],
    [1, 'Done in 5.0 s with 1 worker: 1 million tokens, 0.2 million tokens per second.'],
    [2, 'Done in 5.0 s with 2 workers: 1 million tokens, 0.2 million tokens per second.'],
  ])('after a run with %s', (workers, said) => {
    expect(statusOf(run(workers, 'done'), clock, {})).toBe(said);
  });
  test('during it', () => {
    expect(statusOf(run(2, 'running'), clock, {})).toBe('2 of 4: fine-tuning, 31 of 64 steps, 2 workers');
  });
  test.each([
    [[], 'Stopped before anything was measured.'],
    [[7], 'Stopped at tokens 7.'],
  ])('of one that is stopped after %j', (positions, said) => {
    const { drawn } = run(1, 'done');
    const stopped = { ...run(1, 'done'), drawn: { ...drawn, positions, finished: undefined } };
    expect(statusOf(stopped as unknown as UseRun, clock, {})).toBe(said);
  });
});
