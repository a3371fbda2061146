/** A worker that says nothing any more, perhaps since it hangs while it starts helpers: the run goes on without them. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FromWorker, ToWorker } from '../../components/figure/lab/protocol.ts';
import { createRunner, type RunEvents } from '../../components/figure/lab/runner.ts';
import type { Row } from '../../sim/experiment.ts';

class FakeWorker {
  static readonly all: FakeWorker[] = [];
  readonly heard: ToWorker[] = [];
  isEnded = false;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  constructor() {
    FakeWorker.all.push(this);
    queueMicrotask(() => this.say({ type: 'ready' }));
  }
  say(data: FromWorker): void {
    this.onmessage?.({ data });
  }
  postMessage(message: ToWorker): void {
    this.heard.push(message);
  }
  addEventListener(): void {}
  terminate(): void {
    this.isEnded = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
  FakeWorker.all.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const rowsOf = (...steps: number[]): Row[] => steps.map((step) => ({ series: 'training', step }));
const done = (run: number, rows: Row[]) =>
  ({ type: 'done', run, rows, hash: 'a', seconds: 1, goals: {} }) as const satisfies FromWorker;

function start(workers?: number) {
  const steps: unknown[] = [];
  const take = (rows: readonly Row[]) => steps.push(...rows.map((row) => row['step']));
  const ended = vi.fn();
  const events: RunEvents = {
    engine: () => undefined,
    workers: () => undefined,
    trained: () => undefined,
    rows: take,
    done(rows) {
      take(rows);
      ended();
    },
    failed: (reason) => expect.fail(reason),
  };
  createRunner().run('pipeline', {}, events, workers === undefined ? {} : { workers });
  return { steps, ended };
}

test('it is begun again alone, and no row comes twice', async () => {
  const { steps, ended } = start();
  await vi.advanceTimersByTimeAsync(10);
  const [first] = FakeWorker.all;
  first!.say({ type: 'rows', run: 1, rows: rowsOf(1, 2, 3) });
  await vi.advanceTimersByTimeAsync(14_000);
  expect(FakeWorker.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  const [, second] = FakeWorker.all;
  expect(first!.isEnded).toBe(true);
  expect(second!.heard).toMatchObject([{ type: 'run', run: 2, workers: 1 }]);
  first!.say(done(1, rowsOf(9)));
  second!.say({ type: 'rows', run: 2, rows: rowsOf(1, 2) });
  second!.say({ type: 'rows', run: 2, rows: rowsOf(3, 4) });
  second!.say(done(2, rowsOf(5)));
  expect(steps).toEqual([1, 2, 3, 4, 5]);
  expect(ended).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeWorker.all).toHaveLength(2);
});

test('whoever computes alone is not disturbed, however long it says nothing', async () => {
  start(1);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(FakeWorker.all).toHaveLength(1);
  expect(FakeWorker.all[0]!.isEnded).toBe(false);
});
