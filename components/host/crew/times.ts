/** Where the time of a run goes, order by order: what workers divide, and what one of them has to do alone. */
import type { Portion } from '../../../sim/crew.ts';
import type { Clock } from './messages.ts';

/** From the end of one order to that of the next. */
export interface OrderTime {
  readonly milliseconds: number;
  /** Of these, what the lead spent on shards: the work that workers divide. */
  readonly divided: number;
}

export interface CrewTimes {
  /** All orders but the first, which pays for the start. */
  readonly orders: readonly OrderTime[];
  /** The fewest workers that have computed one of them. */
  readonly fewest: number;
}

type Here = (shards: readonly number[]) => Portion;

export interface Times {
  /** The same, and the lead's time for it is noted. */
  of(here: Here): Here;
  /** An order has ended, which so many workers have computed. */
  ended(workers: number): void;
  /** So far. */
  sum(): CrewTimes;
}

export function createTimes(clock: Clock): Times {
  const orders: OrderTime[] = [];
  let before: number | undefined;
  let divided = 0;
  let fewest = Infinity;
  return {
    of: (here) => (shards) => {
      const started = clock.now();
      const portion = here(shards);
      divided += clock.now() - started;
      return portion;
    },
    ended(workers) {
      const now = clock.now();
      if (before !== undefined) {
        orders.push({ milliseconds: now - before, divided });
        fewest = Math.min(fewest, workers);
      }
      before = now;
      divided = 0;
    },
    sum: () => ({ orders, fewest }),
  };
}
