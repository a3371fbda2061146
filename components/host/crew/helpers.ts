/** The helpers of one place (a figure, a terminal): started when they are wanted first, kept from run to run. */
import { createHelper, type Helper } from './helper.ts';
import type { Clock, Port } from './messages.ts';

/** One that is not ready by then is given up, and no more are started; meanwhile the run goes on without it. */
const START_MS = 10_000;
/** So long after a run, helpers wait for the next one; then they give back their threads and heaps. */
const REST_MS = 60_000;

export interface Helpers {
  /** Those that can be asked now. */
  ready(): readonly Helper[];
  /** Whether one may still become ready. */
  starting(): boolean;
  /** A run begins, with so many helpers if they can be had. Those that an earlier run has lost are replaced. */
  begin(count: number, plain: boolean): void;
  /** So many for the run that has begun, if they can be had. */
  want(count: number): void;
  /** Who is told whenever one of them has changed. */
  listen(tell: () => void): void;
  /** The run is over: they are kept for the next one, for a while. */
  rest(): void;
  /** Ends all of them. */
  close(): void;
}

/** @param open starts another worker; where none may start, it throws */
export function createHelpers(open: () => Port, clock: Clock): Helpers {
  let helpers: Helper[] = [];
  let run = 0;
  let isPlain = false;
  /** How many the run may still start. */
  let left = 0;
  let tell = () => {};
  /** What is to come: that one is given up, or that all are ended. */
  let callOff = () => {};

  const isStarting = () => helpers.some(({ state }) => state === 'starting');

  /** One after the other: Firefox hangs more often (a third of the tries) where a worker starts three at once. */
  const startNext = () => {
    if (left === 0 || isStarting()) return;
    left -= 1;
    try {
      const started = createHelper(open(), changed);
      helpers.push(started);
      started.begin(run, isPlain);
    } catch {
      left = 0;
      return;
    }
    giveUpLater();
  };

  const giveUpLater = () => {
    callOff();
    callOff = clock.after(START_MS, () => {
      left = 0;
      for (const helper of helpers) if (helper.state === 'starting') helper.drop();
    });
  };

  function changed(): void {
    startNext();
    tell();
  }

  const want = (count: number) => {
    left = Math.max(0, count - helpers.length);
    startNext();
  };

  const close = () => {
    left = 0;
    callOff();
    for (const helper of helpers) helper.drop();
    helpers = [];
  };

  return {
    ready: () => helpers.filter(({ state }) => state === 'ready'),
    starting: isStarting,
    begin(count, plain) {
      run += 1;
      isPlain = plain;
      helpers = helpers.filter(({ state }) => state !== 'lost');
      callOff();
      for (const helper of helpers) helper.begin(run, plain);
      if (helpers.length > 0) giveUpLater();
      want(count);
    },
    want,
    listen(other) {
      tell = other;
    },
    rest() {
      left = 0;
      callOff();
      callOff = clock.after(REST_MS, close);
    },
    close,
  };
}
