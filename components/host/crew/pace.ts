/**
 * How many workers pay, found by trying: some orders of a task are timed with each number, and the quickest does the rest.
 * Bits do not care, so this may differ from machine to machine and from minute to minute.
 */

/** Orders timed with each number at first, and when it is tried again. */
const TRIES = 20;
const LATER_TRIES = 8;
/** Orders in a row with the same number; the first of them pays for the change and is not counted. */
const BLOCK = 5;
/** Orders until it is tried again: soon at first, since the code of a helper that is new gets quicker; then seldom. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 1600;
/** More workers that win less than this are left to the reader's other programs. */
const WORTH = 0.97;

/** One order's turn. */
export interface Turn {
  /** How many workers do it. */
  readonly size: number;
  /** It is the number that was quickest, and not on trial. */
  readonly proven: boolean;
  /** @param milliseconds from handing out to the last answer */
  took(milliseconds: number): void;
}

export interface Pace {
  /** A run begins, perhaps with larger batches or a larger model: what was best before is soon tried again. */
  begin(): void;
  /** @param sizes that can be had, ascending */
  turn(task: string, sizes: readonly number[]): Turn;
}

interface Task {
  best: number;
  /** Orders until the next trial; during one, 0. */
  rest: number;
  pause: number;
  tries: number;
  /** Orders of this trial so far. */
  count: number;
  readonly times: Map<number, number[]>;
}

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!;

export function createPace(): Pace {
  const tasks = new Map<string, Task>();

  const decide = (task: Task, sizes: readonly number[]) => {
    const counted = sizes.map((size) => task.times.get(size) ?? []);
    if (counted.some((times) => times.length < task.tries)) return;
    const medians = counted.map(median);
    let best = 0;
    for (let i = 1; i < sizes.length; i++) if (medians[i]! < WORTH * medians[best]!) best = i;
    task.best = sizes[best]!;
    task.rest = task.pause;
    task.pause = Math.min(2 * task.pause, LONGEST_PAUSE);
    task.tries = LATER_TRIES;
    task.count = 0;
    task.times.clear();
  };

  return {
    begin() {
      for (const task of tasks.values()) {
        task.rest = Math.min(task.rest, FIRST_PAUSE);
        task.pause = FIRST_PAUSE;
      }
    },
    turn(name, sizes) {
      if (sizes.length === 1) return { size: sizes[0]!, proven: false, took: () => undefined };
      const key = `${name} ${sizes.join()}`;
      const task: Task = tasks.get(key) ?? {
        best: 1,
        rest: 0,
        pause: FIRST_PAUSE,
        tries: TRIES,
        count: 0,
        times: new Map<number, number[]>(),
      };
      tasks.set(key, task);
      if (task.rest > 0) {
        task.rest--;
        return { size: task.best, proven: true, took: () => undefined };
      }
      const size = sizes[Math.floor(task.count / BLOCK) % sizes.length]!;
      const counts = task.count % BLOCK > 0;
      task.count++;
      return {
        size,
        proven: false,
        took(milliseconds) {
          if (!counts) return;
          task.times.set(size, [...(task.times.get(size) ?? []), milliseconds]);
          decide(task, sizes);
        },
      };
    },
  };
}
