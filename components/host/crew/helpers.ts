/** The helpers of one place (a figure, a terminal): started when they are wanted first, kept from run to run. */
import { createHelper, type Helper } from './helper.ts';
import type { Clock, Port } from './messages.ts';

/** One that is not ready by then is given up; meanwhile the run goes on without it. */
const START_MS = 10_000;

export interface Helpers {
  /** Those that can be asked now. */
  ready(): readonly Helper[];
  /** Whether one may still become ready. */
  starting(): boolean;
  /** A run begins, with so many helpers if they can be had. Those that an earlier run has lost are replaced. */
  begin(count: number, plain: boolean): void;
  /** Who is told whenever one of them has changed. */
  listen(tell: () => void): void;
  /** Ends all of them. */
  close(): void;
}

/** @param open starts another worker; where none may start, it throws */
export function createHelpers(open: () => Port, clock: Clock): Helpers {
  let helpers: Helper[] = [];
  let run = 0;
  let tell = () => {};
  let callOff = () => {};

  const start = (): Helper | undefined => {
    try {
      return createHelper(open(), () => tell());
    } catch {
      return undefined;
    }
  };

  return {
    ready: () => helpers.filter(({ state }) => state === 'ready'),
    starting: () => helpers.some(({ state }) => state === 'starting'),
    begin(count, plain) {
      run += 1;
      helpers = helpers.filter(({ state }) => state !== 'lost');
      while (helpers.length < count) {
        const started = start();
        if (!started) break;
        helpers.push(started);
      }
      for (const helper of helpers) helper.begin(run, plain);
      callOff();
      callOff = clock.after(START_MS, () => {
        for (const helper of helpers) if (helper.state === 'starting') helper.drop();
      });
    },
    listen(other) {
      tell = other;
    },
    close() {
      callOff();
      for (const helper of helpers) helper.drop();
      helpers = [];
    },
  };
}
